package nl.factuurstroom.connector.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.error.TransientException;

/**
 * Stops us before a vendor does: some block an endpoint, or the whole account, after a number of client errors in an hour.
 * Counts answers 400, 401, 403 and 404 per endpoint in a sliding window, and refuses further calls to an endpoint at its
 * limit until the oldest of those errors is an hour old. Thread-safe; kept in memory, per process.
 */
public final class ErrorBrake {

    /** Errors in {@link #WINDOW} at which an endpoint is refused, unless set. */
    public static final int DEFAULT_LIMIT = 5;

    /** Over which errors are counted. */
    public static final Duration WINDOW = Duration.ofHours(1);

    private static final Set<Integer> COUNTED = Set.of(400, 401, 403, 404);

    private final Clock clock;
    private final int limit;
    private final boolean accountWide;
    private final Map<String, Deque<Instant>> errors = new HashMap<>();

    private ErrorBrake(Clock clock, int limit, boolean accountWide) {
        if (limit < 1) {
            throw new IllegalArgumentException("the error brake's limit must be at least 1, was " + limit);
        }
        this.clock = clock;
        this.limit = limit;
        this.accountWide = accountWide;
    }

    /** A brake with {@link #DEFAULT_LIMIT}, whose refusals concern the endpoint only. */
    public static ErrorBrake perEndpoint(Clock clock) {
        return new ErrorBrake(clock, DEFAULT_LIMIT, false);
    }

    /**
     * @param limit errors per endpoint and hour; at least 1
     * @param accountWide whether a refusal parks the whole account ({@link TransientException#accountWide()})
     */
    public static ErrorBrake of(Clock clock, int limit, boolean accountWide) {
        return new ErrorBrake(clock, limit, accountWide);
    }

    /**
     * Call before sending.
     *
     * @throws TransientException while the endpoint is at its limit, with the wait until it isn't
     */
    public synchronized void check(String vendor, String endpoint) {
        var recent = recent(endpoint);
        if (recent.size() < limit) {
            return;
        }
        var wait = Duration.between(clock.instant(), recent.getFirst().plus(WINDOW));
        var message = "no more calls to " + endpoint + " of " + vendor + " for now: " + recent.size()
                + " refusals within an hour, and the vendor blocks who goes on";
        throw accountWide
                ? TransientException.accountWide(message, wait)
                : TransientException.retryAfter(message, wait);
    }

    /** Call after each answer. */
    public synchronized void answered(String endpoint, int status) {
        if (COUNTED.contains(status)) {
            var recent = recent(endpoint);
            recent.addLast(clock.instant());
            while (recent.size() > limit) {
                recent.removeFirst();
            }
        }
    }

    private Deque<Instant> recent(String endpoint) {
        var times = errors.computeIfAbsent(endpoint, e -> new ArrayDeque<>());
        var from = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && !times.getFirst().isAfter(from)) {
            times.removeFirst();
        }
        return times;
    }
}
