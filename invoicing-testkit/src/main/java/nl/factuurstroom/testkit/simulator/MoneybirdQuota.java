package nl.factuurstroom.testkit.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 150 calls per five minutes over all administrations, and headers that don't mean what they say: {@code Retry-After} and
 * {@code RateLimit-Reset} are moments in epoch seconds, {@code RateLimit-Remaining} is seconds, and the number of calls
 * left stands in the undocumented {@code RateLimit-RequestsRemaining}.
 */
final class MoneybirdQuota {

    private static final long WINDOW_SECONDS = 300;

    private int limit = 150;
    private long window = -1;
    private int used;
    private Instant limitedUntil = Instant.EPOCH;

    void limit(int calls) {
        limit = calls;
    }

    void limitedUntil(Instant until) {
        limitedUntil = until;
    }

    /** Counts the call; false when it is one too many. */
    boolean take(Instant now) {
        long current = now.getEpochSecond() / WINDOW_SECONDS;
        if (current != window) {
            window = current;
            used = 0;
        }
        if (now.isBefore(limitedUntil) || used >= limit) {
            return false;
        }
        used++;
        return true;
    }

    Map<String, List<String>> headers(Instant now) {
        long reset =
                Math.max((now.getEpochSecond() / WINDOW_SECONDS + 1) * WINDOW_SECONDS, limitedUntil.getEpochSecond());
        int left = now.isBefore(limitedUntil) ? 0 : limit - used;
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("RateLimit-Limit", List.of(Integer.toString(limit)));
        headers.put("RateLimit-Remaining", List.of(Long.toString(reset - now.getEpochSecond())));
        headers.put("RateLimit-Reset", List.of(Long.toString(reset)));
        headers.put("RateLimit-RequestsRemaining", List.of(Integer.toString(left)));
        return headers;
    }

    Answer tooMany(Instant now) {
        var headers = headers(now);
        headers.put("Retry-After", headers.get("RateLimit-Reset"));
        headers.put("Content-Type", List.of("application/json;charset=utf-8"));
        return new Answer(429, headers, "\"Retry later\"");
    }
}
