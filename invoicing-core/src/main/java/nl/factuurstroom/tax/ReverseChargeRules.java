package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.tax.VatRules.ReverseCharge;

/** Domestic reverse charge, "btw verlegd" without ICP (rows 6 to 8). A fact of the deal, never of the description. */
final class ReverseChargeRules {

    /**
     * @param ruling the treatment; null when it stops
     * @param applies false when the line stays normal after all (below the threshold, or released)
     */
    record Outcome(@Nullable Ruling decided, boolean applies) {

        boolean isDecided() {
            return applies;
        }

        Optional<Ruling> ruling() {
            return Optional.ofNullable(decided);
        }
    }

    private static final Outcome NORMAL = new Outcome(null, false);
    private static final Outcome STOPPED = new Outcome(null, true);

    private ReverseChargeRules() {}

    static Outcome rule(VatCase c, WorkLine line, String place) {
        var category = line.line().facts().reverseCharge();
        if (category == null) {
            return NORMAL;
        }
        var rule = c.rules().reverseCharge(category, line.date());
        if (rule.isEmpty() || !rule.get().inForce()) {
            c.findings()
                    .refuse(
                            "REVERSE_CHARGE_UNKNOWN",
                            "'" + category + "' of " + line.name() + " is no category of domestic reverse charge on "
                                    + line.date() + " (known: "
                                    + String.join(", ", c.rules().reverseChargeCategories())
                                    + "): correct it in " + c.where() + ".");
            return STOPPED;
        }
        if (!c.buyer().isCompany() && rule.get().threshold() != null) {
            // What such an article is, is known of the product; a private person simply pays the VAT (row 7).
            return NORMAL;
        }
        if (!c.buyer().isCompany()) {
            c.findings()
                    .miss(
                            "REVERSE_CHARGE_PRIVATE_PERSON",
                            line.name() + " is marked for reverse charge (" + category + ") but " + c.buyerName()
                                    + " is not a company: correct the buyer or the line in " + c.where() + ".");
            return STOPPED;
        }
        return isBelowThreshold(c, category, rule.get()) ? NORMAL : reversed(c, category, rule.get(), place);
    }

    private static Outcome reversed(VatCase c, String category, ReverseCharge rule, String place) {
        return switch (VatIds.forDomesticReverseCharge(c, category)) {
            case STOPPED -> STOPPED;
            case WITHOUT -> NORMAL;
            case USABLE ->
                new Outcome(
                        Ruling.untaxed(
                                        VatTreatment.DOMESTIC_REVERSE_CHARGE,
                                        rule.row(),
                                        "Domestic reverse charge for " + rule.en() + " (" + rule.article() + "); "
                                                + place + ".")
                                .withDetail(category),
                        true);
        };
    }

    /** The threshold counts per sale and category, without VAT, after discounts. */
    private static boolean isBelowThreshold(VatCase c, String category, ReverseCharge rule) {
        var threshold = rule.threshold();
        if (threshold == null) {
            return false;
        }
        var total = BigDecimal.ZERO;
        for (WorkLine other : c.lines()) {
            if (category.equals(other.line().facts().reverseCharge())) {
                total = total.add(OrderDiscount.after(c, c.netInEuro(other).orElse(BigDecimal.ZERO)));
            }
        }
        return total.abs().compareTo(threshold) < 0;
    }
}
