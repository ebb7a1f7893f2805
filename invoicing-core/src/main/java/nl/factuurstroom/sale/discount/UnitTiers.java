package nl.factuurstroom.sale.discount;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.discount.DiscountTable.Mode;
import nl.factuurstroom.sale.discount.DiscountTable.Scope;
import nl.factuurstroom.sale.discount.DiscountTable.Tier;

/** Tables that count units. */
final class UnitTiers {

    private UnitTiers() {}

    static List<Discounted.Line> apply(List<DiscountTable> tables, List<Discounted.Line> lines, List<String> steps) {
        Map<Integer, List<Discounted.Line>> priced = new HashMap<>();
        Set<Integer> done = new HashSet<>();
        for (DiscountTable table : tables) {
            if (table.mode().countsAmounts()) {
                continue;
            }
            for (List<Discounted.Line> together : together(table, lines, done)) {
                price(table, together, priced, steps);
            }
        }
        var result = new ArrayList<Discounted.Line>();
        lines.forEach(line -> result.addAll(priced.getOrDefault(line.saleLine(), List.of(line))));
        return result;
    }

    /** Lines that a table counts together; lines priced by an earlier table are left out. */
    private static List<List<Discounted.Line>> together(
            DiscountTable table, List<Discounted.Line> lines, Set<Integer> done) {
        var groups = new java.util.LinkedHashMap<Object, List<Discounted.Line>>();
        for (Discounted.Line line : lines) {
            if (table.covers(line.line()) && done.add(line.saleLine())) {
                Object key = switch (table.scope()) {
                    case LINE -> line.saleLine();
                    case GROUP -> String.valueOf(line.line().productGroup());
                    case ORDER -> "order";
                };
                groups.computeIfAbsent(key, any -> new ArrayList<>()).add(line);
            }
        }
        return List.copyOf(groups.values());
    }

    private static void price(
            DiscountTable table,
            List<Discounted.Line> together,
            Map<Integer, List<Discounted.Line>> priced,
            List<String> steps) {
        var total = BigDecimal.ZERO;
        for (Discounted.Line line : together) {
            total = total.add(line.line().quantity());
        }
        var before = BigDecimal.ZERO;
        for (Discounted.Line line : together) {
            priced.put(
                    line.saleLine(),
                    table.mode() == Mode.VOLUME
                            ? volume(table, line, total, steps)
                            : graduated(table, line, before, steps));
            before = before.add(line.line().quantity());
        }
    }

    private static List<Discounted.Line> volume(
            DiscountTable table, Discounted.Line line, BigDecimal total, List<String> steps) {
        var tier = table.reached(total);
        if (tier == null) {
            return List.of(line);
        }
        var counted = table.scope() == Scope.LINE ? "" : " (" + total.toPlainString() + " together)";
        steps.add("'" + table.name() + "': " + line.line().quantity().toPlainString() + " × '"
                + line.line().description() + "'" + counted + " at " + describe(tier, table));
        return List.of(new Discounted.Line(line.saleLine(), at(line.line(), tier), true));
    }

    private record Band(BigDecimal units, @Nullable Tier tier) {}

    /**
     * @param before units of earlier lines that count together with this one
     */
    private static List<Discounted.Line> graduated(
            DiscountTable table, Discounted.Line line, BigDecimal before, List<String> steps) {
        var bands = bands(table.tiers(), before, before.add(line.line().quantity()));
        var pieces = new ArrayList<Discounted.Line>();
        for (int i = 0; i < bands.size(); i++) {
            var band = bands.get(i);
            var part = line.line().toBuilder()
                    .quantity(band.units())
                    .discount(share(line.line(), bands, i))
                    .build();
            var priced = band.tier() == null ? part : at(part, band.tier());
            pieces.add(new Discounted.Line(line.saleLine(), priced, bands.size() == 1));
            steps.add("'" + table.name() + "': " + band.units().toPlainString() + " × '" + part.description() + "' at "
                    + (band.tier() == null ? "the list price" : describe(band.tier(), table)));
        }
        return pieces;
    }

    /** How many of the units from {@code begin} to {@code end} fall inside each tier; null is below the first. */
    private static List<Band> bands(List<Tier> tiers, BigDecimal begin, BigDecimal end) {
        var bands = new ArrayList<Band>();
        addBand(bands, null, end.min(startOf(tiers.get(0))).subtract(begin));
        for (int i = 0; i < tiers.size(); i++) {
            var from = begin.max(startOf(tiers.get(i)));
            var to = i + 1 < tiers.size() ? end.min(startOf(tiers.get(i + 1))) : end;
            addBand(bands, tiers.get(i), to.subtract(from));
        }
        return bands;
    }

    private static void addBand(List<Band> bands, @Nullable Tier tier, BigDecimal units) {
        if (units.signum() > 0) {
            bands.add(new Band(units, tier));
        }
    }

    /** Units before the tier's first: a tier from 25 begins after 24. */
    private static BigDecimal startOf(Tier tier) {
        return tier.from().subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
    }

    /** A percentage counts for each piece; an amount is shared out by units, the cents settled by largest remainder. */
    private static @Nullable LineDiscount share(SaleLine line, List<Band> bands, int index) {
        if (!(line.discount() instanceof LineDiscount.Amount amount)) {
            return line.discount();
        }
        var shares = Rounding.spread(
                amount.amount().rounded(), bands.stream().map(Band::units).toList());
        return new LineDiscount.Amount(shares.get(index));
    }

    private static SaleLine at(SaleLine line, Tier tier) {
        if (tier.price() != null) {
            return line.toBuilder()
                    .unitPrice(Money.of(tier.price(), line.unitPrice().currency()))
                    .build();
        }
        var off = tier.percentage() == null ? Percentage.ZERO : tier.percentage();
        if (off.isZero()) {
            return line;
        }
        if (line.discount() == null) {
            return line.toBuilder().discount(new LineDiscount.Percent(off)).build();
        }
        if (line.discount() instanceof LineDiscount.Percent own) {
            var left = BigDecimal.ONE
                    .subtract(off.fraction())
                    .multiply(BigDecimal.ONE.subtract(own.percentage().fraction()));
            var both = new Percentage(BigDecimal.ONE.subtract(left).movePointRight(2));
            return line.toBuilder().discount(new LineDiscount.Percent(both)).build();
        }
        return line.toBuilder()
                .unitPrice(line.unitPrice().minus(off.of(line.unitPrice())))
                .build();
    }

    private static String describe(Tier tier, DiscountTable table) {
        return tier.price() != null
                ? table.currency() + " " + tier.price().toPlainString()
                : tier.percentage() + " off";
    }
}
