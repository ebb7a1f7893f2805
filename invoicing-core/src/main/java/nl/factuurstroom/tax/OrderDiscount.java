package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;

/** The discount on the sale as a whole: over all lines but shipping, after the lines' own discounts. */
final class OrderDiscount {

    private OrderDiscount() {}

    /**
     * Rounded amount off; negative for a sale of negative total. Null, with a reason, when it is more than the lines.
     *
     * @param lines sum of all lines but shipping
     */
    static @Nullable Money off(VatCase c, Money lines) {
        var discount = c.sale().discount();
        if (discount == null) {
            return Money.zero(lines.currency());
        }
        if (discount instanceof LineDiscount.Percent percent) {
            return percent.percentage().of(lines).rounded();
        }
        var off = ((LineDiscount.Amount) discount).amount().rounded();
        if (!off.currency().equals(lines.currency())
                || off.amount().compareTo(lines.amount().abs()) > 0) {
            c.findings()
                    .miss(
                            "DISCOUNT_TOO_LARGE",
                            "The discount of " + off + " on the whole sale is more than its lines (" + lines
                                    + "): correct it in " + c.where() + ".");
            return null;
        }
        return lines.signum() < 0 ? off.negated() : off;
    }

    /** For people: {@code Korting 10 %}. */
    static String text(VatCase c) {
        return c.sale().discount() instanceof LineDiscount.Percent percent
                ? "Korting " + percent.percentage()
                : "Korting";
    }

    /** What is left of a line's amount after its share, for thresholds; not rounded. */
    static BigDecimal after(VatCase c, BigDecimal amount) {
        var discount = c.sale().discount();
        if (discount == null) {
            return amount;
        }
        if (discount instanceof LineDiscount.Percent percent) {
            return amount.subtract(amount.multiply(percent.percentage().fraction()));
        }
        var total = c.lines().stream()
                .filter(line -> !line.isShipping())
                .map(line -> line.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0) {
            return amount;
        }
        var share = ((LineDiscount.Amount) discount).amount().amount().divide(total, MathContext.DECIMAL64);
        return amount.subtract(amount.multiply(share));
    }
}
