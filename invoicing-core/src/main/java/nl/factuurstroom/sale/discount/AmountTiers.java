package nl.factuurstroom.sale.discount;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.discount.DiscountTable.Mode;
import nl.factuurstroom.sale.discount.DiscountTable.Scope;

/** Tables that count amounts, after the lines' own discounts. */
final class AmountTiers {

    private AmountTiers() {}

    static Discounted apply(List<DiscountTable> tables, List<Discounted.Line> lines, Sale sale, List<String> steps) {
        var changed = new ArrayList<>(lines);
        var onOrder = new ArrayList<Discounted.OnOrder>();
        Set<Integer> done = new HashSet<>();
        boolean orderDone = false;
        for (DiscountTable table : tables) {
            if (!table.mode().countsAmounts() || !table.currency().equals(sale.currency())) {
                continue;
            }
            if (isOnWholeOrder(table)) {
                if (!orderDone) {
                    var off = off(table, total(table, changed, sale));
                    if (!off.isZero()) {
                        orderDone = true;
                        onOrder.add(new Discounted.OnOrder(table.name(), off));
                        steps.add("'" + table.name() + "': " + off + " off the order");
                    }
                }
            } else {
                onLines(table, changed, done, steps);
            }
        }
        return new Discounted(changed, onOrder, steps);
    }

    private static boolean isOnWholeOrder(DiscountTable table) {
        return table.scope() == Scope.ORDER && table.productGroup() == null && table.sku() == null;
    }

    private static Money total(DiscountTable table, List<Discounted.Line> lines, Sale sale) {
        var total = Money.zero(sale.currency());
        for (Discounted.Line line : lines) {
            if (table.covers(line.line())) {
                total = total.plus(amount(line.line()));
            }
        }
        return total;
    }

    private static void onLines(
            DiscountTable table, List<Discounted.Line> lines, Set<Integer> done, List<String> steps) {
        var groups = new LinkedHashMap<Object, List<Integer>>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (table.covers(line.line()) && done.add(i)) {
                Object key = switch (table.scope()) {
                    case LINE -> line.saleLine();
                    case GROUP -> String.valueOf(line.line().productGroup());
                    case ORDER -> "order";
                };
                groups.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
            }
        }
        for (List<Integer> together : groups.values()) {
            var amounts =
                    together.stream().map(i -> amount(lines.get(i).line())).toList();
            var total = amounts.stream().reduce(Money::plus).orElseThrow();
            var off = off(table, total);
            if (off.isZero()) {
                continue;
            }
            var shares =
                    Rounding.spread(off, amounts.stream().map(Money::amount).toList());
            for (int k = 0; k < together.size(); k++) {
                int i = together.get(k);
                lines.set(i, less(lines.get(i), shares.get(k)));
            }
            steps.add("'" + table.name() + "': " + off + " off "
                    + (table.scope() == Scope.LINE
                            ? "'" + lines.get(together.get(0)).line().description() + "'"
                            : "the lines it covers"));
        }
    }

    /** Rounded. */
    private static Money off(DiscountTable table, Money total) {
        if (total.signum() <= 0) {
            return Money.zero(total.currency());
        }
        if (table.mode() == Mode.AMOUNT_WHOLE) {
            var tier = table.reached(total.amount());
            return tier == null || tier.percentage() == null
                    ? Money.zero(total.currency())
                    : tier.percentage().of(total).rounded();
        }
        var off = BigDecimal.ZERO;
        var tiers = table.tiers();
        for (int i = 0; i < tiers.size(); i++) {
            var from = tiers.get(i).from();
            var to = i + 1 < tiers.size() ? tiers.get(i + 1).from().min(total.amount()) : total.amount();
            var inside = to.subtract(from);
            var percentage = tiers.get(i).percentage();
            if (inside.signum() > 0) {
                off = off.add(inside.multiply((percentage == null ? Percentage.ZERO : percentage).fraction()));
            }
        }
        return new Money(off, total.currency()).rounded();
    }

    private static Discounted.Line less(Discounted.Line line, Money off) {
        var full = line.line().unitPrice().times(line.line().quantity());
        var own = full.minus(amount(line.line()));
        var both = line.line().toBuilder()
                .discount(new LineDiscount.Amount(own.plus(off)))
                .build();
        return new Discounted.Line(line.saleLine(), both, line.whole());
    }

    /** After the line's own discount, rounded. */
    private static Money amount(SaleLine line) {
        var full = line.unitPrice().times(line.quantity());
        var discount = line.discount();
        if (discount instanceof LineDiscount.Percent percent) {
            return full.minus(percent.percentage().of(full)).rounded();
        }
        return discount instanceof LineDiscount.Amount amount
                ? full.minus(amount.amount()).rounded()
                : full.rounded();
    }
}
