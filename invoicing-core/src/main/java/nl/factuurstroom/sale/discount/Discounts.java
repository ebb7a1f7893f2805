package nl.factuurstroom.sale.discount;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.sale.Sale;

/**
 * Tables of tiered discounts. For each line the first table that counts units and fits is used; on the whole order the first
 * that counts amounts and fits.
 *
 * <p>The order is fixed: tiers of units, the line's own discount, tiers of amounts, the sale's own discount, shipping. A
 * discount that the source states is honoured on top of a tier, once; a sale is never changed, so applying twice gives the
 * same. Immutable.
 */
public final class Discounts {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Discounts NONE = new Discounts(List.of());

    private final List<DiscountTable> tables;

    private Discounts(List<DiscountTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** No tables. */
    public static Discounts none() {
        return NONE;
    }

    public static Discounts of(List<DiscountTable> tables) {
        return new Discounts(tables);
    }

    /**
     * Reads tables: an array, or an object with an array {@code tables}. See docs/vat.md for the form.
     *
     * @throws IllegalArgumentException naming the path that is wrong
     */
    public static Discounts fromJson(String json) {
        return new Discounts(DiscountJson.read(json));
    }

    public List<DiscountTable> tables() {
        return tables;
    }

    /** Applies the tables that were in force on the day on which the sale was won (Europe/Amsterdam). */
    public Discounted apply(Sale sale) {
        LocalDate day = sale.wonAt().atZone(ZONE).toLocalDate();
        var steps = new ArrayList<String>();
        var inForce = new ArrayList<DiscountTable>();
        for (DiscountTable table : tables) {
            if (table.isInForce(day) && table.fits(sale.currency())) {
                inForce.add(table);
            } else if (table.isInForce(day)) {
                steps.add("'" + table.name() + "' is in " + table.currency() + " and not used for a sale in "
                        + sale.currency());
            }
        }
        var lines = new ArrayList<Discounted.Line>();
        for (int i = 0; i < sale.lines().size(); i++) {
            lines.add(new Discounted.Line(i, sale.lines().get(i), true));
        }
        var priced = UnitTiers.apply(inForce, lines, steps);
        return AmountTiers.apply(inForce, priced, sale, steps);
    }
}
