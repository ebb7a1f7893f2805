package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;

/**
 * Discounts on the sale as a whole, over all lines but shipping: first those of tables, then the sale's own, each on what
 * the one before left.
 */
final class OrderDiscount {

    /**
     * @param text for people: {@code Korting 10 %}
     * @param off rounded; negative for a sale of negative total
     */
    record Step(String text, Money off) {}

    private OrderDiscount() {}

    /**
     * In the order in which they are taken off. Empty, with a reason, when one is more than what is left.
     *
     * @param lines sum of all lines but shipping
     */
    static List<Step> steps(VatCase c, Money lines) {
        var steps = new ArrayList<Step>();
        var left = lines;
        for (var table : c.discounted().onOrder()) {
            steps.add(new Step(table.text(), table.off()));
            left = left.minus(table.off());
        }
        var own = c.sale().discount();
        if (own instanceof LineDiscount.Percent percent) {
            var off = percent.percentage().of(left).rounded();
            steps.add(new Step("Korting " + percent.percentage(), off));
        } else if (own instanceof LineDiscount.Amount amount) {
            var off = amount.amount().rounded();
            if (!off.currency().equals(left.currency())
                    || off.amount().compareTo(left.amount().abs()) > 0) {
                c.findings()
                        .miss(
                                "DISCOUNT_TOO_LARGE",
                                "The discount of " + off + " on the whole sale is more than its lines (" + left
                                        + "): correct it in " + c.where() + ".");
                return List.of();
            }
            steps.add(new Step("Korting", left.signum() < 0 ? off.negated() : off));
        }
        steps.removeIf(step -> step.off().isZero());
        return steps;
    }

    /** What is left of a line's amount after its share, for thresholds; not rounded. */
    static BigDecimal after(VatCase c, BigDecimal amount) {
        var total = c.lines().stream()
                .filter(line -> !line.isShipping())
                .map(WorkLine::amount)
                .reduce(Money.zero(c.sale().currency()), Money::plus);
        if (total.signum() <= 0) {
            return amount;
        }
        var off = steps(c, total).stream().map(step -> step.off().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        var share = off.divide(total.amount(), MathContext.DECIMAL64);
        return amount.subtract(amount.multiply(share));
    }
}
