package nl.factuurstroom.customer;

import java.util.Objects;
import nl.factuurstroom.party.Party;

/**
 * A customer to create.
 *
 * @param party the buyer, enriched from the trade register where that was possible
 * @param key fixed by the engine before the call, unique per customer: where the books have a unique field that we may
 *     choose, the implementation derives it from this, so that a repeated call can't make a second customer. 1 to 14
 *     digits
 */
public record NewCustomer(Party party, String key) {

    public NewCustomer {
        Objects.requireNonNull(party, "party");
        if (!key.matches("[0-9]{1,14}")) {
            throw new IllegalArgumentException("the key of a new customer is 1 to 14 digits, was '" + key + "'");
        }
    }
}
