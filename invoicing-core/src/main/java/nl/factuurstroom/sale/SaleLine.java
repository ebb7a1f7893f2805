package nl.factuurstroom.sale;

import java.math.BigDecimal;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;

/**
 * One line of a sale. Immutable; made with {@link #builder(String)}.
 *
 * @param description what is sold, as printed on the invoice; not blank
 * @param sku the article code, or null
 * @param quantity may be fractional or negative
 * @param unitPrice zero or more; with or without VAT as {@link Sale#pricesIncludeVat()} says; before discount
 * @param discount on the line as a whole, or null
 * @param kind goods or service; null when the source doesn't say: the host's default then counts for domestic buyers only
 * @param rateClass Dutch rate class; null when the source doesn't say
 * @param period when a service is supplied, or null
 * @param recurrence billing frequency as the source states it; null for a line that is sold once
 * @param productGroup for discounts and mappings per group, or null
 * @param facts what only some VAT rules ask for
 */
public record SaleLine(
        String description,
        @Nullable String sku,
        BigDecimal quantity,
        Money unitPrice,
        @Nullable LineDiscount discount,
        @Nullable SupplyKind kind,
        @Nullable RateClass rateClass,
        @Nullable Period period,
        @Nullable Recurrence recurrence,
        @Nullable String productGroup,
        LineFacts facts) {

    public SaleLine {
        facts = facts == null ? LineFacts.none() : facts;
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(unitPrice, "unitPrice");
        if (description.isBlank()) {
            throw new IllegalArgumentException("a line needs a description");
        }
        if (unitPrice.signum() < 0) {
            throw new IllegalArgumentException(
                    "a unit price must not be negative (use a negative quantity): " + description + " at " + unitPrice);
        }
    }

    public static Builder builder(String description) {
        return new Builder(description);
    }

    public Builder toBuilder() {
        var builder = new Builder(description);
        builder.sku = sku;
        builder.quantity = quantity;
        builder.unitPrice = unitPrice;
        builder.discount = discount;
        builder.kind = kind;
        builder.rateClass = rateClass;
        builder.period = period;
        builder.recurrence = recurrence;
        builder.productGroup = productGroup;
        builder.facts = facts;
        return builder;
    }

    /** Not thread-safe. */
    public static final class Builder {

        private String description;
        private @Nullable String sku;
        private BigDecimal quantity = BigDecimal.ONE;
        private @Nullable Money unitPrice;
        private @Nullable LineDiscount discount;
        private @Nullable SupplyKind kind;
        private @Nullable RateClass rateClass;
        private @Nullable Period period;
        private @Nullable Recurrence recurrence;
        private @Nullable String productGroup;
        private LineFacts facts = LineFacts.none();

        private Builder(String description) {
            this.description = description;
        }

        public Builder description(String description) {
            this.description = description;
            return this;
        }

        public Builder sku(@Nullable String sku) {
            this.sku = sku;
            return this;
        }

        /** Defaults to 1. */
        public Builder quantity(BigDecimal quantity) {
            this.quantity = quantity;
            return this;
        }

        public Builder quantity(String quantity) {
            return quantity(new BigDecimal(quantity));
        }

        public Builder unitPrice(Money unitPrice) {
            this.unitPrice = unitPrice;
            return this;
        }

        public Builder discount(@Nullable LineDiscount discount) {
            this.discount = discount;
            return this;
        }

        public Builder kind(@Nullable SupplyKind kind) {
            this.kind = kind;
            return this;
        }

        public Builder rateClass(@Nullable RateClass rateClass) {
            this.rateClass = rateClass;
            return this;
        }

        public Builder period(@Nullable Period period) {
            this.period = period;
            return this;
        }

        public Builder recurrence(@Nullable Recurrence recurrence) {
            this.recurrence = recurrence;
            return this;
        }

        public Builder productGroup(@Nullable String productGroup) {
            this.productGroup = productGroup;
            return this;
        }

        /** Defaults to {@link LineFacts#none()}. */
        public Builder facts(LineFacts facts) {
            this.facts = facts;
            return this;
        }

        /** @throws IllegalStateException when there is no unit price */
        public SaleLine build() {
            if (unitPrice == null) {
                throw new IllegalStateException("line '" + description + "' needs a unit price");
            }
            return new SaleLine(
                    description,
                    sku,
                    quantity,
                    unitPrice,
                    discount,
                    kind,
                    rateClass,
                    period,
                    recurrence,
                    productGroup,
                    facts);
        }
    }
}
