/** How fast, how small: each figure is a ratio against a peer in the same run. Start at {@link Benchmarks}. */
@NonNullByDefault
package nl.factuurstroom.benchmarks;

import nl.factuurstroom.NonNullByDefault;
