package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;

/**
 * VAT once per category and rate (EN 16931 BR-CO-17; docs/vat.md, "Amounts"). Without VAT in the prices: base × rate, rounded
 * half up. With VAT in the prices the gross leads: net = gross × 100 / (100 + rate), VAT is the rest, and the nets of the
 * lines are adjusted to the group's.
 */
final class Groups {

    /** Rows of one treatment, rate and country with their nets. */
    record Group(Ruling ruling, List<Row> rows, List<Money> nets, Money base, Money vat) {}

    private record CategoryAndRate(String category, Percentage rate) {}

    private Groups() {}

    static List<Group> of(VatCase c, List<Row> rows) {
        var byKey = new LinkedHashMap<Ruling.Key, List<Row>>();
        rows.forEach(row -> byKey.computeIfAbsent(row.ruling().key(), key -> new ArrayList<>())
                .add(row));
        var byCategory = new LinkedHashMap<CategoryAndRate, List<Ruling.Key>>();
        byKey.keySet()
                .forEach(key -> byCategory
                        .computeIfAbsent(
                                new CategoryAndRate(Texts.category(c, key.treatment()), key.rate()),
                                any -> new ArrayList<>())
                        .add(key));
        var groups = new LinkedHashMap<Ruling.Key, Group>();
        byCategory.forEach((category, keys) -> groups.putAll(together(c, category.rate(), keys, byKey)));
        return byKey.keySet().stream().map(groups::get).toList();
    }

    /** Groups of one category and rate: VAT is rounded over all of them, the last one takes the difference. */
    private static Map<Ruling.Key, Group> together(
            VatCase c, Percentage rate, List<Ruling.Key> keys, Map<Ruling.Key, List<Row>> byKey) {
        var zero = Money.zero(c.sale().currency());
        var all = zero;
        for (Ruling.Key key : keys) {
            all = all.plus(sum(byKey.getOrDefault(key, List.of()), zero));
        }
        var leftBase = base(c, all, rate);
        var leftVat = vat(c, all, leftBase, rate);
        var groups = new LinkedHashMap<Ruling.Key, Group>();
        for (int i = 0; i < keys.size(); i++) {
            var rows = byKey.getOrDefault(keys.get(i), List.of());
            var amount = sum(rows, zero);
            boolean last = i == keys.size() - 1;
            var base = last ? leftBase : base(c, amount, rate);
            var vat = last ? leftVat : vat(c, amount, base, rate);
            leftBase = leftBase.minus(base);
            leftVat = leftVat.minus(vat);
            groups.put(keys.get(i), new Group(rows.get(0).ruling(), rows, nets(c, rows, base, rate), base, vat));
        }
        return groups;
    }

    private static Money base(VatCase c, Money amount, Percentage rate) {
        return c.sale().pricesIncludeVat() ? exactNet(amount, rate).rounded() : amount;
    }

    private static Money vat(VatCase c, Money amount, Money base, Percentage rate) {
        return c.sale().pricesIncludeVat() ? amount.minus(base) : rate.of(base).rounded();
    }

    private static Money exactNet(Money gross, Percentage rate) {
        var hundred = BigDecimal.valueOf(100);
        return new Money(
                gross.amount().multiply(hundred).divide(hundred.add(rate.value()), MathContext.DECIMAL128),
                gross.currency());
    }

    /** Each net cut off at the minor unit, the missing units to the largest cut-off parts, so that they add up to the base. */
    private static List<Money> nets(VatCase c, List<Row> rows, Money base, Percentage rate) {
        if (!c.sale().pricesIncludeVat()) {
            return rows.stream().map(Row::amount).toList();
        }
        record Cut(int index, long units, BigDecimal cutOff, BigDecimal size) {}
        int digits = base.fractionDigits();
        var cuts = new ArrayList<Cut>();
        long missing = base.minorUnits();
        for (int i = 0; i < rows.size(); i++) {
            var exact = exactNet(rows.get(i).amount(), rate).amount().movePointRight(digits);
            var whole = exact.toBigInteger().longValueExact();
            cuts.add(new Cut(i, whole, exact.subtract(BigDecimal.valueOf(whole)), exact.abs()));
            missing -= whole;
        }
        int step = Long.signum(missing);
        var units = new long[rows.size()];
        cuts.forEach(cut -> units[cut.index()] = cut.units());
        cuts.sort(Comparator.comparing((Cut cut) -> cut.cutOff().multiply(BigDecimal.valueOf(step)))
                .thenComparing(Cut::size)
                .reversed()
                .thenComparing(Cut::index));
        for (int i = 0; i < Math.abs(missing); i++) {
            units[cuts.get(i % cuts.size()).index()] += step;
        }
        var nets = new ArrayList<Money>();
        for (long unit : units) {
            nets.add(Money.ofMinorUnits(unit, base.currency()));
        }
        return nets;
    }

    private static Money sum(List<Row> rows, Money zero) {
        return rows.stream().map(Row::amount).reduce(zero, Money::plus);
    }
}
