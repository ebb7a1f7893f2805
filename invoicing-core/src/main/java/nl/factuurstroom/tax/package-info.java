/** Working out VAT: {@link nl.factuurstroom.tax.TaxCalculator} is pure; what must be asked of others is evidence. */
@NonNullByDefault
package nl.factuurstroom.tax;

import nl.factuurstroom.NonNullByDefault;
