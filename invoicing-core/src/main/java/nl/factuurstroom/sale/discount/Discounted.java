package nl.factuurstroom.sale.discount;

import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleLine;

/**
 * A sale's lines after its tables, ready for the lines' own and the sale's own discounts.
 *
 * @param lines in the order of the sale; a graduated line gives one per tier
 * @param onOrder discounts of tables on the whole order, in order; each is taken off before the sale's own discount
 * @param steps what was done, for people, in the order in which it was done
 */
public record Discounted(List<Line> lines, List<OnOrder> onOrder, List<String> steps) {

    /**
     * @param saleLine index of the sale's line it comes from
     * @param whole whether it is that line whole, not one of several tiers
     */
    public record Line(int saleLine, SaleLine line, boolean whole) {}

    /**
     * @param text for the invoice
     * @param off zero or more
     */
    public record OnOrder(String text, Money off) {}

    public Discounted {
        lines = List.copyOf(lines);
        onOrder = List.copyOf(onOrder);
        steps = List.copyOf(steps);
    }
}
