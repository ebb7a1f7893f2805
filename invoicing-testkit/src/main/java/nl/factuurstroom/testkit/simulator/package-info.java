/**
 * Stateful vendors over real HTTP. A friendly simulator proves nothing: each plays the habits that its vendor is known
 * for, and every one can be told to refuse, limit, lose answers, or process late.
 */
@NonNullByDefault
package nl.factuurstroom.testkit.simulator;

import nl.factuurstroom.NonNullByDefault;
