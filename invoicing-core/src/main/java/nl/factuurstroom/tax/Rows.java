package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * Makes the invoice's rows: the lines, then the discount on the whole spread over treatments and rates, then shipping, which
 * follows the goods pro rata to their net value. That order is fixed (docs/vat.md).
 */
final class Rows {

    private Rows() {}

    static List<Row> of(VatCase c, List<RuledLine> ruled) {
        var rows = new ArrayList<Row>();
        for (RuledLine r : ruled) {
            var line = r.line();
            rows.add(new Row(line.index(), line.line(), line.kind(), line.role(), line.amount(), r.ruling()));
        }
        rows.addAll(discounts(c, rows));
        var sold = List.copyOf(rows);
        for (WorkLine line : c.lines()) {
            if (line.isShipping()) {
                rows.addAll(shipping(c, line, sold));
            }
        }
        rows.sort(Comparator.comparingInt(row -> row.saleLine() < 0 ? Integer.MAX_VALUE : row.saleLine()));
        return rows;
    }

    private static List<Row> discounts(VatCase c, List<Row> sold) {
        var discounts = new ArrayList<Row>();
        var total = sum(c, sold);
        for (OrderDiscount.Step step : OrderDiscount.steps(c, total)) {
            var soFar = new ArrayList<>(sold);
            soFar.addAll(discounts);
            discounts.addAll(spread(step, soFar, total.signum() < 0));
        }
        return discounts;
    }

    private static List<Row> spread(OrderDiscount.Step step, List<Row> soFar, boolean negative) {
        var totals = totals(soFar);
        var shares = Rounding.spread(step.off(), weights(List.copyOf(totals.values()), negative));
        var rows = new ArrayList<Row>();
        int i = 0;
        for (Ruling ruling : totals.keySet()) {
            var share = shares.get(i++);
            if (!share.isZero()) {
                var line = SaleLine.builder(step.text())
                        .quantity(share.signum() > 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE)
                        .unitPrice(share.signum() > 0 ? share : share.negated())
                        .build();
                rows.add(new Row(
                        -1,
                        line,
                        kindOf(soFar, ruling),
                        LineRole.DISCOUNT,
                        share.negated(),
                        ruling.because(
                                "Discount on the whole sale: its share at this treatment and rate (OB art. 8(2)).")));
            }
        }
        return rows;
    }

    private static List<Row> shipping(VatCase c, WorkLine line, List<Row> sold) {
        if (sold.isEmpty()) {
            c.findings()
                    .miss(
                            "SHIPPING_ALONE",
                            line.name()
                                    + " is cost of delivery without anything delivered: give it a kind of its own in "
                                    + c.where() + ".");
            return List.of();
        }
        var goods = sold.stream().filter(row -> row.kind() == SupplyKind.GOODS).toList();
        var followed = goods.isEmpty() ? sold : goods;
        var totals = totals(followed);
        var nets = new ArrayList<Money>();
        totals.forEach((ruling, amount) -> nets.add(net(c, ruling, amount)));
        var weights = weights(nets, sum(c, followed).signum() < 0);
        var shares = Rounding.spread(line.amount(), weights);
        var rows = new ArrayList<Row>();
        int i = 0;
        for (Ruling ruling : totals.keySet()) {
            var share = shares.get(i++);
            boolean whole = share.equals(line.amount());
            if (whole || !share.isZero()) {
                var part = whole
                        ? line.line()
                        : WorkLines.piece(line.line(), line.line().description() + ratePart(ruling), share)
                                .build();
                rows.add(new Row(
                        line.index(),
                        part,
                        SupplyKind.SHIPPING,
                        LineRole.SHIPPING,
                        share,
                        ruling.because(
                                "Cost of delivery follows what is delivered, pro rata to net value. " + ruling.why())));
                if (whole) {
                    break;
                }
            }
        }
        return rows;
    }

    private static String ratePart(Ruling ruling) {
        return ruling.rate().isZero() ? "" : " (" + ruling.rate() + ")";
    }

    private static Money net(VatCase c, Ruling ruling, Money amount) {
        return c.sale().pricesIncludeVat()
                ? new Money(
                        amount.amount().divide(BigDecimal.ONE.add(ruling.rate().fraction()), MathContext.DECIMAL128),
                        amount.currency())
                : amount;
    }

    /** Totals per treatment, rate and country, under the first ruling of each. */
    private static Map<Ruling, Money> totals(List<Row> rows) {
        var first = new LinkedHashMap<Ruling.Key, Ruling>();
        var totals = new LinkedHashMap<Ruling, Money>();
        for (Row row : rows) {
            var ruling = first.computeIfAbsent(row.ruling().key(), key -> row.ruling());
            totals.merge(ruling, row.amount(), Money::plus);
        }
        return totals;
    }

    /** Zero for totals of the other sign; if nothing is left all goes to the first. */
    private static List<BigDecimal> weights(List<Money> totals, boolean negative) {
        var weights = new ArrayList<BigDecimal>();
        for (Money total : totals) {
            var weight = negative ? total.amount().negate() : total.amount();
            weights.add(weight.max(BigDecimal.ZERO));
        }
        if (weights.stream().allMatch(weight -> weight.signum() == 0)) {
            weights.set(0, BigDecimal.ONE);
        }
        return weights;
    }

    private static SupplyKind kindOf(List<Row> rows, Ruling ruling) {
        return rows.stream()
                .filter(row -> row.ruling().key().equals(ruling.key()))
                .map(Row::kind)
                .filter(kind -> kind == SupplyKind.GOODS)
                .findFirst()
                .orElse(SupplyKind.SERVICE);
    }

    private static Money sum(VatCase c, List<Row> rows) {
        return rows.stream().map(Row::amount).reduce(Money.zero(c.sale().currency()), Money::plus);
    }
}
