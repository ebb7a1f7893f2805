/**
 * For tests, ours and yours: a settable clock, fakes of every SPI and one contract test per SPI. Extend the contract, give
 * its hooks, and your connector is held to the same rules as ours.
 */
@NonNullByDefault
package nl.factuurstroom.testkit;

import nl.factuurstroom.NonNullByDefault;
