package nl.factuurstroom.customer;

import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;

/**
 * What a customer may be found by. The books return every customer that matches <em>any</em> of the given facts, in one
 * call where they can; deciding between them is the resolver's.
 *
 * @param ids remembered ids; may be empty
 * @param kvkNumber or null
 * @param vatNumber or null
 * @param email or null
 * @param name or null
 * @param postalCode goes with the name, or null
 */
public record CustomerQuery(
        Set<CustomerId> ids,
        @Nullable KvkNumber kvkNumber,
        @Nullable VatNumber vatNumber,
        @Nullable String email,
        @Nullable String name,
        @Nullable String postalCode) {

    public CustomerQuery {
        ids = Set.copyOf(ids);
    }

    public static CustomerQuery byIds(Set<CustomerId> ids) {
        return new CustomerQuery(ids, null, null, null, null, null);
    }
}
