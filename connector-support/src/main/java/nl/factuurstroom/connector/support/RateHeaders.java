package nl.factuurstroom.connector.support;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/** Reads what a vendor's headers say about its budgets. Pure, thread-safe; unreadable headers give no reading. */
@FunctionalInterface
public interface RateHeaders {

    /**
     * @param status HTTP status of the answer; some vendors leave out headers on a 429
     * @param now by the injected clock
     */
    List<Reading> read(int status, HttpHeaders headers, Instant now);

    /**
     * What is left of one budget.
     *
     * @param budget name of the {@link nl.factuurstroom.account.CallBudget}
     * @param limit calls per window
     * @param remaining calls left in this window
     * @param resetsAt end of the window, when the headers tell
     */
    record Reading(
            String budget,
            int limit,
            int remaining,
            @Nullable Instant resetsAt) {}

    /** For vendors whose headers say nothing. */
    static RateHeaders none() {
        return (status, headers, now) -> List.of();
    }
}
