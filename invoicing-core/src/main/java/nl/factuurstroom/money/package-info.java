/** Exact amounts: {@link nl.factuurstroom.money.Money}, percentages and rounding. No binary floating point anywhere. */
@NonNullByDefault
package nl.factuurstroom.money;

import nl.factuurstroom.NonNullByDefault;
