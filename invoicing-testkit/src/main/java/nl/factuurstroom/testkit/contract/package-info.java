/**
 * One abstract JUnit class per SPI. Extend it, give its hooks, and your implementation is held to the same numbered rules as
 * ours; the rules stand in the Javadoc of the SPI. A capability counts as present until its gate is overridden with false.
 */
@NonNullByDefault
package nl.factuurstroom.testkit.contract;

import nl.factuurstroom.NonNullByDefault;
