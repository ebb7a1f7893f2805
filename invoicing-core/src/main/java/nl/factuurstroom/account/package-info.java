/** What the engine lends a connector for one vendor account: clock, stored tokens, a call meter. */
@NonNullByDefault
package nl.factuurstroom.account;

import nl.factuurstroom.NonNullByDefault;
