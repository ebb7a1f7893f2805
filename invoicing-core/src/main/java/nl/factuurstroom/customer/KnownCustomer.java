package nl.factuurstroom.customer;

import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;

/**
 * A customer as the books know it. VAT uses country and VAT id from here, not from the CRM.
 *
 * @param id the books' id
 * @param code what people in the books call it, or null
 * @param name in the books
 * @param kvkNumber null when the books have none
 * @param vatNumber null when the books have none
 * @param email where the books send invoices; null when none is filled
 * @param postalCode or null
 * @param country null when the books have none
 * @param paymentTerm the account's own payment condition (the books' code), or null
 * @param state whether it may be invoiced
 */
public record KnownCustomer(
        CustomerId id,
        @Nullable String code,
        String name,
        @Nullable KvkNumber kvkNumber,
        @Nullable VatNumber vatNumber,
        @Nullable String email,
        @Nullable String postalCode,
        @Nullable CountryCode country,
        @Nullable String paymentTerm,
        State state) {

    /** May it be invoiced? */
    public enum State {
        ACTIVE,
        /** Known but no customer yet; {@link Customers#activate} makes it one. */
        PROSPECT,
        BLOCKED,
        ENDED
    }

    public KnownCustomer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }
}
