package nl.factuurstroom.ubl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatGroup;

/**
 * One VAT breakdown (BG-23). The standard knows one per category and rate (BR-E-01, BR-S-08), a tax result one per treatment.
 *
 * @param base BT-116
 * @param vat BT-117
 * @param category BT-118
 * @param rate BT-119
 * @param vatex BT-121, or null
 * @param reason BT-120, or null
 */
record Breakdown(
        Money base,
        Money vat,
        String category,
        Percentage rate,
        @Nullable String vatex,
        @Nullable String reason) {

    static final String OUTSIDE_SCOPE = "O";

    private record Key(String category, Percentage rate) {}

    static List<Breakdown> of(TaxResult tax, boolean english) {
        var byKey = new LinkedHashMap<Key, List<VatGroup>>();
        for (VatGroup group : tax.groups()) {
            var key = new Key(category(group.category(), group.rate()), group.rate());
            if (isEmpty(tax, group)) {
                continue;
            }
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(group);
        }
        var zero = Money.zero(tax.gross().currency());
        var merged = new ArrayList<Breakdown>();
        byKey.forEach((key, groups) -> merged.add(new Breakdown(
                groups.stream().map(VatGroup::base).reduce(zero, Money::plus),
                groups.stream().map(VatGroup::vat).reduce(zero, Money::plus),
                key.category(),
                key.rate(),
                vatex(groups),
                reason(groups, english))));
        return merged;
    }

    /** An instalment can have a share of nothing in a group, and no line then. */
    private static boolean isEmpty(TaxResult tax, VatGroup group) {
        return group.base().isZero()
                && tax.lines().stream()
                        .noneMatch(line -> line.vat().category().equals(group.category())
                                && line.rate().equals(group.rate()));
    }

    /** A member state's zero rate is Z: S must be above zero (BR-S-05). */
    static String category(String category, Percentage rate) {
        return category.equals("S") && rate.isZero() ? "Z" : category;
    }

    /** The category wants a reason, S and Z must have none (BR-S-10, BR-Z-10). */
    boolean needsReason() {
        return !category.equals("S") && !category.equals("Z");
    }

    private static @Nullable String vatex(List<VatGroup> groups) {
        var first = groups.get(0).vatex();
        return groups.stream().allMatch(group -> Objects.equals(group.vatex(), first)) ? first : null;
    }

    private static @Nullable String reason(List<VatGroup> groups, boolean english) {
        var reasons = new LinkedHashSet<String>();
        for (VatGroup group : groups) {
            var reason = english ? group.reasonEn() : group.reasonNl();
            if (reason != null) {
                reasons.add(reason);
            }
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }
}
