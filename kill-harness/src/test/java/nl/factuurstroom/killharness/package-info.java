/**
 * The standalone service as real processes between simulated vendors, killed at seeded moments. Start at {@link
 * nl.factuurstroom.killharness.KillRun}.
 */
@NonNullByDefault
package nl.factuurstroom.killharness;

import nl.factuurstroom.NonNullByDefault;
