package nl.factuurstroom.tax;

import java.time.LocalDate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * A line on its way to a decision.
 *
 * @param index in the sale
 * @param line as sold, or the part of it
 * @param kind what it is
 * @param date of supply: decides the rate
 * @param role why it is there
 * @param amount after the line's own discount, rounded; with or without VAT as the sale's prices are
 */
record WorkLine(int index, SaleLine line, SupplyKind kind, LocalDate date, LineRole role, Money amount) {

    /** For messages: {@code line 2 'Licence'}. */
    String name() {
        return "line " + (index + 1) + " '" + line.description() + "'";
    }

    boolean isShipping() {
        return kind == SupplyKind.SHIPPING;
    }
}
