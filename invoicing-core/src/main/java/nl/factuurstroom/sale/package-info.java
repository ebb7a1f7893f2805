/** The sale as the source tells it, and {@link nl.factuurstroom.sale.SaleReader}, which reads it. */
@NonNullByDefault
package nl.factuurstroom.sale;

import nl.factuurstroom.NonNullByDefault;
