package nl.factuurstroom.accounting;

import java.time.Duration;

/**
 * What the vendor promises; the engine's waits come from it.
 *
 * @param callTimeout deadline of one call, body included
 * @param searchLag how long a created record may stay invisible to {@link AccountingGateway#find}
 * @param lateness how long after our time-out the vendor may still process a request that it didn't answer
 * @param paymentPollInterval how often payments are polled; zero switches it off
 */
public record GatewayBehaviour(
        Duration callTimeout, Duration searchLag, Duration lateness, Duration paymentPollInterval) {}
