package nl.factuurstroom.sale;

import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;

/**
 * Facts of a sale that only some VAT rules ask for. All may be absent.
 *
 * @param shipToText what the source said about where goods go when no country could be read from it
 * @param shipFrom where goods leave; null means NL
 * @param transport who brings the goods, or null when not stated
 * @param selfBilled whether the buyer issues the invoice (OB art. 35(2))
 * @param gAccount what is agreed about a blocked account, or null for none
 */
public record SaleFacts(
        @Nullable String shipToText,
        @Nullable CountryCode shipFrom,
        @Nullable Transport transport,
        boolean selfBilled,
        @Nullable GAccountTerms gAccount) {

    private static final SaleFacts NONE = builder().build();

    public SaleFacts {
        shipToText = shipToText == null || shipToText.isBlank() ? null : shipToText.trim();
    }

    /** Nothing stated. */
    public static SaleFacts none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        var builder = new Builder();
        builder.shipToText = shipToText;
        builder.shipFrom = shipFrom;
        builder.transport = transport;
        builder.selfBilled = selfBilled;
        builder.gAccount = gAccount;
        return builder;
    }

    /** Not thread-safe. */
    public static final class Builder {

        private @Nullable String shipToText;
        private @Nullable CountryCode shipFrom;
        private @Nullable Transport transport;
        private boolean selfBilled;
        private @Nullable GAccountTerms gAccount;

        private Builder() {}

        /** What the source said about where goods go when no country could be read from it, or null. */
        public Builder shipToText(@Nullable String text) {
            this.shipToText = text;
            return this;
        }

        /** Where goods leave; null means NL. */
        public Builder shipFrom(@Nullable CountryCode country) {
            this.shipFrom = country;
            return this;
        }

        /** Who brings the goods, or null. */
        public Builder transport(@Nullable Transport transport) {
            this.transport = transport;
            return this;
        }

        /** Whether the buyer issues the invoice. Defaults to false. */
        public Builder selfBilled(boolean selfBilled) {
            this.selfBilled = selfBilled;
            return this;
        }

        /** What is agreed about a blocked account; null for none. */
        public Builder gAccount(@Nullable GAccountTerms terms) {
            this.gAccount = terms;
            return this;
        }

        public SaleFacts build() {
            return new SaleFacts(shipToText, shipFrom, transport, selfBilled, gAccount);
        }
    }
}
