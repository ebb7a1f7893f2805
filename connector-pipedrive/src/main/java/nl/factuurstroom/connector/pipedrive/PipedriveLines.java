package nl.factuurstroom.connector.pipedrive;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Catalogued;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Recurring;
import nl.factuurstroom.connector.pipedrive.PipedriveSums.Total;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Recurrence;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/** Products on a deal become lines of a sale. Pure; what doesn't add up is a {@link SaleProblem}, for all lines at once. */
final class PipedriveLines {

    private static final Catalogued NOT_CATALOGUED = new Catalogued(null, null, null, null);

    private final Recurring recurring;

    PipedriveLines(Recurring recurring) {
        this.recurring = recurring;
    }

    /**
     * What became of the products.
     *
     * @param lines the sale's
     * @param total what they add up to by Pipedrive's count, each billing period once
     * @param recur whether one of them recurs
     */
    record Result(List<SaleLine> lines, Total total, boolean recur) {}

    /** Products that count, in the order of the deal. */
    static List<Line> enabled(List<Line> lines) {
        return sorted(lines).stream().filter(Line::isEnabled).toList();
    }

    static List<Line> sorted(List<Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingInt(
                                (Line line) -> line.order_nr() == null ? Integer.MAX_VALUE : line.order_nr())
                        .thenComparingLong(Line::id))
                .toList();
    }

    /** @param supplied when a recurring line without a start date of its own begins */
    Result lines(
            List<Line> enabled,
            Map<Long, Catalogued> products,
            Currency currency,
            PipedriveSums sums,
            LocalDate supplied) {
        var lines = new ArrayList<SaleLine>();
        var problems = new ArrayList<String>();
        var total = Total.NOTHING;
        for (Line line : enabled) {
            var product = products.getOrDefault(line.product_id() == null ? 0L : line.product_id(), NOT_CATALOGUED);
            try {
                checkCurrency(line, currency);
                var discount = sums.discount(line);
                total = total.plus(PipedriveSums.total(line, discount));
                lines.add(line(line, product, discount, currency, supplied));
            } catch (SaleProblem problem) {
                problems.add(problem.what());
            }
        }
        if (!problems.isEmpty()) {
            throw new SaleProblem(String.join("; ", problems));
        }
        return new Result(lines, total, enabled.stream().anyMatch(Line::recurs));
    }

    private SaleLine line(
            Line line, Catalogued product, Optional<LineDiscount> discount, Currency currency, LocalDate supplied) {
        var label = label(line);
        if (line.name() == null || line.name().isBlank()) {
            throw new SaleProblem(label + " has no name");
        }
        if (line.item_price() == null || line.item_price().signum() < 0) {
            throw new SaleProblem(label + " has no price, or a negative one: use a negative quantity or a discount");
        }
        var builder = SaleLine.builder(line.name().strip())
                .sku(product.code())
                .productGroup(product.group())
                .unitPrice(Money.of(line.item_price(), currency))
                .kind(kind(product, label))
                .rateClass(rate(line, product, label));
        var times = line.recurs() ? recur(builder, line, supplied) : BigDecimal.ONE;
        return builder.quantity(PipedriveSums.quantity(line).multiply(times))
                .discount(discount.map(off -> times(off, times)).orElse(null))
                .build();
    }

    private static void checkCurrency(Line line, Currency currency) {
        if (line.currency() != null && !line.currency().equalsIgnoreCase(currency.getCurrencyCode())) {
            throw new SaleProblem(label(line) + " is in " + line.currency() + " but the deal is in " + currency);
        }
    }

    private static LineDiscount times(LineDiscount discount, BigDecimal times) {
        return discount instanceof LineDiscount.Amount amount
                ? new LineDiscount.Amount(amount.amount().times(times))
                : discount;
    }

    private static @Nullable SupplyKind kind(Catalogued product, String label) {
        var value = product.supplyKind();
        return value == null
                ? null
                : SaleWords.supplyKind(value)
                        .orElseThrow(() -> new SaleProblem(
                                label + " is '" + value + "' in the catalogue, which is neither goods nor services"));
    }

    /** Zero per cent on a line doesn't tell the zero rate from exempt or reverse charged: only the catalogue can. */
    private static @Nullable RateClass rate(Line line, Catalogued product, String label) {
        var tax = "none".equals(line.tax_method()) ? BigDecimal.ZERO : PipedriveSums.orZero(line.tax());
        var byTax = tax.signum() == 0 ? null : SaleWords.rateClass(tax).orElse(null);
        if (tax.signum() != 0 && byTax == null) {
            throw new SaleProblem(label + " has a tax of "
                    + tax.stripTrailingZeros().toPlainString() + " %, which is not a Dutch rate (21, 9 or 0)");
        }
        var value = product.vatRate();
        if (value == null) {
            return byTax;
        }
        var byProduct = SaleWords.rateClass(value)
                .orElseThrow(() -> new SaleProblem(label + " has VAT rate '" + value
                        + "' in the catalogue, which is not 21, 9, 0, vrijgesteld or exempt"));
        if (byTax != null && byTax != byProduct) {
            throw new SaleProblem(
                    label + " has a tax of " + tax.stripTrailingZeros().toPlainString() + " %, but VAT rate '" + value
                            + "' in the catalogue: correct one of the two");
        }
        return byProduct;
    }

    /** Fills in recurrence and period; answers how many times the line's amount counts. */
    private BigDecimal recur(SaleLine.Builder builder, Line line, LocalDate supplied) {
        var frequency = line.billing_frequency() == null ? "" : line.billing_frequency();
        var term = new PipedriveTerm(frequency, line.billing_frequency_cycles());
        var label = label(line) + ", which is billed " + frequency
                + (term.cycles() == null ? "" : " for " + term.cycles() + " times");
        if (recurring == Recurring.ATTENTION) {
            throw new SaleProblem(label + ", needs a decision: set pipedrive.recurring to first-period or whole-term,"
                    + " or make it a product that is billed once");
        }
        var start = line.billing_start_date();
        var first = start == null
                ? supplied
                : SaleWords.date(start)
                        .orElseThrow(() -> new SaleProblem(label + ", starts on '" + start + "', which is no date"));
        var length = term.length().orElseThrow(() -> new SaleProblem(label + ", has a frequency that is not known"));
        builder.recurrence(
                new Recurrence(frequency, term.whole().map(Object::toString).orElse(null)));
        if (recurring == Recurring.FIRST_PERIOD) {
            builder.period(PipedriveTerm.from(first, length));
            return BigDecimal.ONE;
        }
        var whole = term.whole()
                .orElseThrow(() -> new SaleProblem(label + ", can't be invoiced for its whole term: it has no end"));
        builder.period(PipedriveTerm.from(first, whole));
        return BigDecimal.valueOf(Objects.requireNonNull(term.cycles()));
    }

    static String label(Line line) {
        return "product " + (line.name() == null ? line.id() : "'" + line.name() + "'");
    }
}
