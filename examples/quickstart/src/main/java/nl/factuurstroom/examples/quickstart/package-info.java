/**
 * Six deals from won to paid, against simulated vendors: {@code mvn -q -Pquickstart compile}. Start at
 * {@link nl.factuurstroom.examples.quickstart.Quickstart}; {@code Story} is what happens, {@code Vendors} is who is simulated,
 * the recorded payloads lie in {@code src/main/resources/payloads}.
 */
@NonNullByDefault
package nl.factuurstroom.examples.quickstart;

import nl.factuurstroom.NonNullByDefault;
