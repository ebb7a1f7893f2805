package nl.factuurstroom.account;

import java.time.Duration;

/**
 * A quota of a vendor: at most {@code limit} calls in each {@code window}. Windows are aligned to the epoch in UTC, so a
 * window of a minute begins on the whole minute and one of a day at 00:00 UTC, unless the vendor's headers say otherwise.
 *
 * @param name short, unique per account: {@code minute}, {@code day}
 * @param limit calls per window; more than 0
 * @param window length; more than zero
 */
public record CallBudget(String name, int limit, Duration window) {

    public CallBudget {
        if (limit <= 0) {
            throw new IllegalArgumentException("a budget's limit must be more than 0, was " + limit);
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("a budget's window must be longer than zero, was " + window);
        }
    }
}
