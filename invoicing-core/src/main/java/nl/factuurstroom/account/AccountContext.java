package nl.factuurstroom.account;

import java.time.Clock;

/**
 * What the engine lends a connector for one account. Thread-safe.
 *
 * @param clock the engine's clock; connectors take time from nowhere else
 * @param tokens where rotating tokens of this account are kept, encrypted
 * @param calls tells the engine what was spent and what the vendor's headers say
 */
public record AccountContext(Clock clock, TokenStore tokens, CallMeter calls) {}
