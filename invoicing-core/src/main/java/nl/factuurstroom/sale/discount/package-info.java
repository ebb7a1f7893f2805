/**
 * Tiered discounts (staffelkorting): {@link nl.factuurstroom.sale.discount.Discounts} reads tables and applies them to a sale.
 */
@NonNullByDefault
package nl.factuurstroom.sale.discount;

import nl.factuurstroom.NonNullByDefault;
