package nl.factuurstroom.party;

import java.util.Objects;
import javax.annotation.Nullable;

/**
 * The buyer as the source or the books know it. Immutable; use {@link #builder(Kind, String)} and {@link #toBuilder()}.
 *
 * @param kind a company, or a private person (a sale without a company, or so flagged)
 * @param name company name or the person's full name
 * @param address where the buyer is; its country may be unknown
 * @param vatNumber as given, perhaps with wrong check digits; null when none was given
 * @param vatNumberText what the source said when no VAT number could be read from it
 * @param kvkNumber null when unknown
 * @param email where the invoice goes; null when unknown
 * @param contactName whom to address; may be null
 * @param phone may be null
 * @param sourceId the buyer's id in the source, e.g. {@code hubspot/12345:company:987}; null when it has none
 * @param language ISO 639-1 code of the buyer's language, or null
 * @param registrationNumber registration or tax number in the buyer's own country (outside the EU: shows that it is in
 *     business), or null
 * @param purchaseOrderRequired whether this buyer takes no invoice without a purchase order number
 */
public record Party(
        Kind kind,
        String name,
        Address address,
        @Nullable VatNumber vatNumber,
        @Nullable String vatNumberText,
        @Nullable KvkNumber kvkNumber,
        @Nullable String email,
        @Nullable String contactName,
        @Nullable String phone,
        @Nullable String sourceId,
        @Nullable String language,
        @Nullable String registrationNumber,
        boolean purchaseOrderRequired) {

    /** Company or private person. */
    public enum Kind {
        COMPANY,
        PRIVATE_PERSON
    }

    public Party {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    public static Builder builder(Kind kind, String name) {
        return new Builder(kind, name);
    }

    public boolean isCompany() {
        return kind == Kind.COMPANY;
    }

    public Builder toBuilder() {
        var builder = new Builder(kind, name);
        builder.address = address;
        builder.vatNumber = vatNumber;
        builder.vatNumberText = vatNumberText;
        builder.kvkNumber = kvkNumber;
        builder.email = email;
        builder.contactName = contactName;
        builder.phone = phone;
        builder.sourceId = sourceId;
        builder.language = language;
        builder.registrationNumber = registrationNumber;
        builder.purchaseOrderRequired = purchaseOrderRequired;
        return builder;
    }

    /** Not thread-safe. */
    public static final class Builder {

        private Kind kind;
        private String name;
        private Address address = Address.unknown();
        private @Nullable VatNumber vatNumber;
        private @Nullable String vatNumberText;
        private @Nullable KvkNumber kvkNumber;
        private @Nullable String email;
        private @Nullable String contactName;
        private @Nullable String phone;
        private @Nullable String sourceId;
        private @Nullable String language;
        private @Nullable String registrationNumber;
        private boolean purchaseOrderRequired;

        private Builder(Kind kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        public Builder kind(Kind kind) {
            this.kind = kind;
            return this;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder address(Address address) {
            this.address = address;
            return this;
        }

        public Builder vatNumber(@Nullable VatNumber vatNumber) {
            this.vatNumber = vatNumber;
            return this;
        }

        /** Reads a VAT number from free text; what can't be read is kept as text for a person. */
        public Builder vatNumberFrom(@Nullable String text) {
            if (text != null && !text.isBlank()) {
                var parsed = VatNumber.parse(text);
                this.vatNumber = parsed.orElse(null);
                this.vatNumberText = parsed.isPresent() ? null : text.trim();
            }
            return this;
        }

        public Builder kvkNumber(@Nullable KvkNumber kvkNumber) {
            this.kvkNumber = kvkNumber;
            return this;
        }

        public Builder email(@Nullable String email) {
            this.email = email == null || email.isBlank() ? null : email.trim();
            return this;
        }

        public Builder contactName(@Nullable String contactName) {
            this.contactName = contactName == null || contactName.isBlank() ? null : contactName.trim();
            return this;
        }

        public Builder phone(@Nullable String phone) {
            this.phone = phone == null || phone.isBlank() ? null : phone.trim();
            return this;
        }

        public Builder sourceId(@Nullable String sourceId) {
            this.sourceId = sourceId;
            return this;
        }

        public Builder language(@Nullable String language) {
            this.language = language;
            return this;
        }

        /** A company's number in the register or with the tax office of its own country. */
        public Builder registrationNumber(@Nullable String number) {
            this.registrationNumber = number == null || number.isBlank() ? null : number.trim();
            return this;
        }

        public Builder purchaseOrderRequired(boolean required) {
            this.purchaseOrderRequired = required;
            return this;
        }

        public Party build() {
            return new Party(
                    kind,
                    name,
                    address,
                    vatNumber,
                    vatNumberText,
                    kvkNumber,
                    email,
                    contactName,
                    phone,
                    sourceId,
                    language,
                    registrationNumber,
                    purchaseOrderRequired);
        }
    }
}
