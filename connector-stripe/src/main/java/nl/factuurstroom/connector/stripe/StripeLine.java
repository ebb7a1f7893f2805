package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.Recurrence;

/**
 * One line of a checkout session, an invoice or a payment intent, in the same terms. Amounts in minor units.
 *
 * @param description what was sold
 * @param quantity as given; 1 where Stripe gives none
 * @param unit the price of one, perhaps with decimals below the minor unit; null when unknown
 * @param subtotal before discount; with tax where {@link #inclusive()}
 * @param gross what was paid for it: after discount, with tax
 * @param tax part of {@code gross}
 * @param taxes what Stripe says about it; empty when it says nothing
 * @param productId for metadata that the line itself lacks; null when there is no product
 * @param productCode the seller's own code of it, or null
 * @param shipping whether it is the cost of delivery
 * @param metadata of line and price
 */
record StripeLine(
        String description,
        BigDecimal quantity,
        @Nullable BigDecimal unit,
        long subtotal,
        long gross,
        long tax,
        List<TaxFact> taxes,
        @Nullable String productId,
        @Nullable String productCode,
        boolean shipping,
        Map<String, String> metadata,
        @Nullable Period period,
        @Nullable Recurrence recurrence) {

    /** Reasons that say that Stripe did not look at the tax, rather than that there is none. */
    private static final Set<String> NO_VERDICT = Set.of("", "not_collecting", "not_available", "not_supported");

    /**
     * One tax on a line.
     *
     * @param country null when its seller made the rate by hand without one
     * @param percentage the rate itself, also where it wasn't charged
     * @param reason Stripe's {@code taxability_reason}, or empty
     */
    record TaxFact(long amount, boolean inclusive, @Nullable String country, BigDecimal percentage, String reason) {

        /** A rate without a country was made by its seller, for the seller's own country. */
        boolean dutch() {
            return country == null || country.equals("NL");
        }
    }

    StripeLine {
        taxes = List.copyOf(taxes);
        metadata = Map.copyOf(metadata);
    }

    long net() {
        return gross - tax;
    }

    /** Whether its price holds tax. */
    boolean inclusive() {
        return tax != 0 && taxes.stream().anyMatch(fact -> fact.amount() != 0 && fact.inclusive());
    }

    /** Whether Stripe knows anything about its tax. */
    boolean taxKnown() {
        return tax != 0 || taxes.stream().anyMatch(fact -> !NO_VERDICT.contains(fact.reason()));
    }

    /** The tax that counts: the one that was charged, else the one that explains why none was. */
    @Nullable
    TaxFact decidingTax() {
        var charged = taxes.stream().filter(fact -> fact.amount() != 0).toList();
        return charged.size() == 1 ? charged.get(0) : charged.isEmpty() && !taxes.isEmpty() ? taxes.get(0) : null;
    }

    /** A percentage of an amount, rounded as Stripe and the law round. */
    static long part(long amount, BigDecimal percentage) {
        return BigDecimal.valueOf(amount)
                .multiply(percentage)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
