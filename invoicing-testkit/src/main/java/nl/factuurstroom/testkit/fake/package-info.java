/**
 * Fakes of every SPI, in memory and without HTTP: for tests of a host's own wiring, and for the simulation that proves the
 * engine. {@link nl.factuurstroom.testkit.fake.Weather} decides what goes wrong.
 */
@NonNullByDefault
package nl.factuurstroom.testkit.fake;

import nl.factuurstroom.NonNullByDefault;
