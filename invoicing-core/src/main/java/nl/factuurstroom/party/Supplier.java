package nl.factuurstroom.party;

import java.util.ArrayList;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * The firm that invoices. Its own VAT id is checked strictly: form and check digits.
 *
 * @param name statutory name
 * @param vatNumber own VAT id
 * @param kvkNumber own number in the trade register, or null
 * @param address own address; its country defaults to NL
 * @param iban account to pay into, or null
 * @param gAccount blocked account (G-rekening), or null
 * @param vatScheme defaults to {@link VatScheme#NORMAL}
 */
public record Supplier(
        String name,
        VatNumber vatNumber,
        @Nullable KvkNumber kvkNumber,
        Address address,
        @Nullable Iban iban,
        @Nullable Iban gAccount,
        VatScheme vatScheme) {

    /** How the supplier stands in VAT. */
    public enum VatScheme {
        /** Charges VAT by the ordinary rules. */
        NORMAL,
        /** Kleineondernemersregeling, OB art. 25: no VAT on supplies whose place is NL. */
        SMALL_BUSINESS,
        /** Part of a fiscal unity, OB art. 7(4): invoices under the VAT id of the unity or its part. */
        FISCAL_UNITY
    }

    public Supplier {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(vatNumber, "vatNumber");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(vatScheme, "vatScheme");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. Setters refuse bad values where they are given; {@link #build} names all that is missing. */
    public static final class Builder {

        private @Nullable String name;
        private @Nullable VatNumber vatNumber;
        private @Nullable KvkNumber kvkNumber;
        private Address address = Address.of(null, null, null, CountryCode.NL);
        private @Nullable Iban iban;
        private @Nullable Iban gAccount;
        private VatScheme vatScheme = VatScheme.NORMAL;

        private Builder() {}

        public Builder name(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the supplier's name must not be blank");
            }
            this.name = name.trim();
            return this;
        }

        /**
         * Its check digits are no reason to stop a test account; a pipeline's {@code check()} tells of them.
         *
         * @throws IllegalArgumentException when the form is wrong
         */
        public Builder vatNumber(String vatNumber) {
            this.vatNumber = VatNumber.wellFormed(vatNumber);
            return this;
        }

        /** @throws IllegalArgumentException when it does not have eight digits */
        public Builder kvkNumber(String kvkNumber) {
            this.kvkNumber = KvkNumber.of(kvkNumber);
            return this;
        }

        public Builder address(Address address) {
            this.address = address;
            return this;
        }

        /** @throws IllegalArgumentException when length or check digits are wrong */
        public Builder iban(String iban) {
            this.iban = Iban.of(iban);
            return this;
        }

        /** @throws IllegalArgumentException when length or check digits are wrong */
        public Builder gAccount(String iban) {
            this.gAccount = Iban.of(iban);
            return this;
        }

        public Builder vatScheme(VatScheme vatScheme) {
            this.vatScheme = vatScheme;
            return this;
        }

        /** @throws IllegalStateException naming all that is missing */
        public Supplier build() {
            var missing = new ArrayList<String>();
            if (name == null) {
                missing.add("name");
            }
            if (vatNumber == null) {
                missing.add("vatNumber");
            }
            if (name == null || vatNumber == null) {
                throw new IllegalStateException("a supplier needs " + String.join(" and ", missing));
            }
            return new Supplier(name, vatNumber, kvkNumber, address, iban, gAccount, vatScheme);
        }
    }
}
