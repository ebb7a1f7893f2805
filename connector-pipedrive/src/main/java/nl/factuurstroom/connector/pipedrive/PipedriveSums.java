package nl.factuurstroom.connector.pipedrive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;

/**
 * What Pipedrive doesn't say about its amounts is found out from its own sums: whether a discount of type amount is per line
 * or per unit, whether a {@code sum} or a deal's {@code value} holds tax, in which order several discounts count. A rule is
 * used when it alone fits; when none does, or several with different results, a person decides. Pure.
 */
final class PipedriveSums {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Deal deal;
    private final Currency currency;
    private final BigDecimal cent;

    PipedriveSums(Deal deal, Currency currency) {
        this.deal = deal;
        this.currency = currency;
        this.cent = BigDecimal.ONE.movePointLeft(Math.max(0, currency.getDefaultFractionDigits()));
    }

    /**
     * What lines add up to.
     *
     * @param typed as prices are typed: without tax for exclusive, with it for inclusive
     * @param other the other way round
     */
    record Total(BigDecimal typed, BigDecimal other) {

        static final Total NOTHING = new Total(BigDecimal.ZERO, BigDecimal.ZERO);

        BigDecimal net() {
            return typed.min(other);
        }

        BigDecimal gross() {
            return typed.max(other);
        }

        Total plus(Total more) {
            return new Total(typed.add(more.typed), other.add(more.other));
        }

        private BigDecimal toOther(BigDecimal amount) {
            return typed.signum() == 0 ? amount : amount.multiply(other).divide(typed, MathContext.DECIMAL64);
        }

        private BigDecimal fromOther(BigDecimal amount) {
            return other.signum() == 0 ? amount : amount.multiply(typed).divide(other, MathContext.DECIMAL64);
        }
    }

    // -- one line -----------------------------------------------------------------------------------------------------

    /** The line's discount as it must be meant; empty when it has none. */
    Optional<LineDiscount> discount(Line line) {
        var full = full(line);
        var discount = orZero(line.discount());
        if (discount.signum() == 0) {
            fitting(line, full);
            return Optional.empty();
        }
        if (discount.signum() < 0) {
            throw new SaleProblem(PipedriveLines.label(line) + " has a negative discount: correct it");
        }
        if (!"amount".equals(line.discount_type())) {
            if (discount.compareTo(HUNDRED) > 0) {
                throw new SaleProblem(PipedriveLines.label(line) + " has a discount of more than 100 %: correct it");
            }
            fitting(line, full.subtract(full.multiply(discount).movePointLeft(2)));
            return Optional.of(new LineDiscount.Percent(new Percentage(discount)));
        }
        return Optional.of(new LineDiscount.Amount(Money.of(amountOff(line, full, discount), currency)));
    }

    private BigDecimal amountOff(Line line, BigDecimal full, BigDecimal discount) {
        var perUnit = discount.multiply(quantity(line));
        boolean lineFits = fits(line, full.subtract(discount));
        boolean unitFits = fits(line, full.subtract(perUnit));
        if (lineFits && unitFits && perUnit.compareTo(discount) != 0) {
            throw new SaleProblem(PipedriveLines.label(line) + " has a discount of " + money(discount)
                    + " that may be meant per line or per unit, and Pipedrive's sum fits both: make it a percentage");
        }
        if (!lineFits && !unitFits) {
            throw new SaleProblem(doesNotFit(line));
        }
        return lineFits ? discount : perUnit;
    }

    private void fitting(Line line, BigDecimal amount) {
        if (!fits(line, amount)) {
            throw new SaleProblem(doesNotFit(line));
        }
    }

    private boolean fits(Line line, BigDecimal amount) {
        var sum = line.sum();
        return sum == null || near(sum, amount, cent) || near(sum, other(line, amount), cent);
    }

    private String doesNotFit(Line line) {
        return PipedriveLines.label(line) + " costs " + quantity(line).toPlainString() + " × "
                + money(orZero(line.item_price()))
                + " with a discount of " + orZero(line.discount()).toPlainString()
                + ("amount".equals(line.discount_type()) ? "" : " %") + ", but Pipedrive's sum for it is "
                + money(orZero(line.sum())) + ": open the deal's products, correct and save them";
    }

    /** What a line comes to, its own discount taken off. */
    static Total total(Line line, Optional<LineDiscount> discount) {
        var full = full(line);
        var typed = full;
        if (discount.isPresent() && discount.get() instanceof LineDiscount.Percent percent) {
            typed = full.subtract(full.multiply(percent.percentage().fraction()));
        } else if (discount.isPresent() && discount.get() instanceof LineDiscount.Amount amount) {
            typed = full.subtract(amount.amount().amount());
        }
        return new Total(typed, other(line, typed));
    }

    /** With tax when typed without, and the other way round; the same when no tax is added. */
    private static BigDecimal other(Line line, BigDecimal typed) {
        var factor = BigDecimal.ONE.add(orZero(line.tax()).movePointLeft(2));
        return switch (method(line)) {
            case "inclusive" -> typed.divide(factor, MathContext.DECIMAL64);
            case "exclusive" -> typed.multiply(factor);
            default -> typed;
        };
    }

    private static String method(Line line) {
        return line.tax_method() == null ? "exclusive" : line.tax_method();
    }

    private static BigDecimal full(Line line) {
        return quantity(line).multiply(orZero(line.item_price()));
    }

    /** One, when Pipedrive tells none. */
    static BigDecimal quantity(Line line) {
        return line.quantity() == null ? BigDecimal.ONE : line.quantity();
    }

    // -- the whole deal -----------------------------------------------------------------------------------------------

    /** Whether the deal's value is what its products add up to without any discount on the deal. */
    boolean valueIs(BigDecimal amount, int lines) {
        return deal.value() != null && near(deal.value(), amount, tolerance(lines));
    }

    /** Refuses a deal whose value isn't what its products add up to, with or without tax. */
    void checkValue(Total total, int lines) {
        if (deal.value() != null && !valueIs(total.typed(), lines) && !valueIs(total.other(), lines)) {
            throw new SaleProblem("it shows a value of " + money(deal.value())
                    + " but its products add up to " + money(total.typed()) + ", or " + money(total.other())
                    + (total.other().compareTo(total.typed()) > 0 ? " with tax" : " without tax")
                    + ": correct the value or the products");
        }
    }

    /** The discounts on the whole deal as one, as they must be meant by the deal's value. */
    LineDiscount discount(List<Discount> discounts, Total total, int lines, boolean checkValue) {
        discounts.forEach(this::checked);
        var single = discounts.size() == 1 && !isAmount(discounts.get(0)) ? discounts.get(0) : null;
        var meant = distinct(candidates(discounts, total));
        var fitting = meant.stream()
                .filter(left -> valueIs(left, lines) || valueIs(total.toOther(left), lines))
                .toList();
        if (fitting.size() == 1) {
            return single == null ? off(total, fitting.get(0)) : percent(single);
        }
        if (single != null && !checkValue) {
            return percent(single);
        }
        throw new SaleProblem("it has products for " + money(total.typed()) + " and "
                + (single == null
                        ? discounts.size() + " discounts"
                        : "a discount of " + percent(single).percentage())
                + (fitting.isEmpty() ? ", which doesn't fit" : ", which fits in more than one way")
                + " its value of " + money(orZero(deal.value()))
                + ": give the discount on the products instead, or correct it");
    }

    private LineDiscount off(Total total, BigDecimal left) {
        var off = rounded(total.typed()).subtract(rounded(left));
        return new LineDiscount.Amount(Money.of(off.max(BigDecimal.ZERO), currency));
    }

    private static LineDiscount.Percent percent(Discount discount) {
        return new LineDiscount.Percent(new Percentage(orZero(discount.amount())));
    }

    private void checked(Discount discount) {
        var amount = orZero(discount.amount());
        if (amount.signum() < 0 || (!isAmount(discount) && amount.compareTo(HUNDRED) > 0)) {
            throw new SaleProblem("it has a discount of " + amount.toPlainString() + (isAmount(discount) ? "" : " %")
                    + ": correct it");
        }
    }

    /** What may be left of the total: discounts in each order, amounts with or without tax. */
    private static List<BigDecimal> candidates(List<Discount> discounts, Total total) {
        var percents = discounts.stream().filter(d -> !isAmount(d)).toList();
        var amounts = discounts.stream().filter(PipedriveSums::isAmount).toList();
        var percentsFirst = new ArrayList<>(percents);
        percentsFirst.addAll(amounts);
        var amountsFirst = new ArrayList<>(amounts);
        amountsFirst.addAll(percents);
        var added = new Discount("percentage", sum(percents), null);
        var addedFirst = new ArrayList<>(List.of(added));
        addedFirst.addAll(amounts);
        var addedLast = new ArrayList<>(amounts);
        addedLast.add(added);
        var candidates = new ArrayList<BigDecimal>();
        for (var order : List.of(discounts, percentsFirst, amountsFirst, addedFirst, addedLast)) {
            candidates.add(left(order, total, (typed, amount) -> amount));
            candidates.add(left(order, total, (typed, amount) -> total.fromOther(amount)));
        }
        return candidates;
    }

    private static BigDecimal left(List<Discount> order, Total total, BinaryOperator<BigDecimal> amountOff) {
        var left = total.typed();
        for (Discount discount : order) {
            var amount = orZero(discount.amount());
            left = left.subtract(
                    isAmount(discount)
                            ? amountOff.apply(left, amount)
                            : left.multiply(amount).movePointLeft(2));
        }
        return left;
    }

    private static BigDecimal sum(List<Discount> discounts) {
        return discounts.stream().map(d -> orZero(d.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Candidates that differ by a cent or more. */
    private List<BigDecimal> distinct(List<BigDecimal> candidates) {
        var distinct = new ArrayList<BigDecimal>();
        for (BigDecimal candidate : candidates) {
            if (distinct.stream().noneMatch(one -> near(one, candidate, cent.movePointLeft(1)))) {
                distinct.add(candidate);
            }
        }
        return distinct;
    }

    private static boolean isAmount(Discount discount) {
        return "amount".equals(discount.type());
    }

    // -- numbers ------------------------------------------------------------------------------------------------------

    /** Each line may be rounded by itself. */
    private BigDecimal tolerance(int lines) {
        return cent.multiply(BigDecimal.valueOf(Math.max(1, lines)))
                .divide(BigDecimal.valueOf(2), MathContext.DECIMAL64)
                .max(cent);
    }

    private static boolean near(BigDecimal one, BigDecimal other, BigDecimal tolerance) {
        return one.subtract(other).abs().compareTo(tolerance) <= 0;
    }

    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(cent.scale(), RoundingMode.HALF_UP);
    }

    private String money(BigDecimal amount) {
        return Money.of(rounded(amount), currency).toString();
    }

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
