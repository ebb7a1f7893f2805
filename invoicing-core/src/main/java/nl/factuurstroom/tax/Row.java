package nl.factuurstroom.tax;

import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * A line of the invoice to be, before VAT is worked out.
 *
 * @param saleLine index in the sale; -1 for a discount on the whole
 * @param amount rounded; with or without VAT as the sale's prices are
 */
record Row(int saleLine, SaleLine line, SupplyKind kind, LineRole role, Money amount, Ruling ruling) {}
