package nl.factuurstroom.testkit.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Quota per minute and day with its headers, and the brake: ten client errors on one endpoint within an hour block it for
 * an hour. A minute's 429 has only the minutely headers, a day's only the daily ones; the body is empty.
 */
final class ExactLimits {

    private static final int ERRORS_ALLOWED = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final Set<Integer> COUNTED = Set.of(400, 401, 403, 404);

    private final Clock clock;
    private final Map<String, List<Instant>> errors = new HashMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();
    private int perMinute = 60;
    private int perDay = 5000;
    private int blockedStatus = 429;
    private long minute;
    private long day;
    private int inMinute;
    private int inDay;

    ExactLimits(Clock clock) {
        this.clock = clock;
    }

    void set(int perMinute, int perDay) {
        this.perMinute = perMinute;
        this.perDay = perDay;
    }

    void blockedStatus(int status) {
        this.blockedStatus = status;
    }

    void spendMinute() {
        roll();
        inMinute = Math.max(perMinute, inMinute);
    }

    void spendDay() {
        roll();
        inDay = Math.max(perDay, inDay);
    }

    boolean blocked(String endpoint) {
        var until = blockedUntil.get(endpoint);
        return until != null && clock.instant().isBefore(until);
    }

    /** Counts the call; the refusal when it may not pass. */
    Optional<Answer> enter(String endpoint) {
        roll();
        if (blocked(endpoint)) {
            return Optional.of(Answer.empty(blockedStatus));
        }
        if (perDay > 0 && inDay >= perDay) {
            return Optional.of(new Answer(429, dayHeaders(), ""));
        }
        if (perMinute > 0 && inMinute >= perMinute) {
            return Optional.of(new Answer(429, minuteHeaders(), ""));
        }
        inMinute++;
        inDay++;
        return Optional.empty();
    }

    /** Counts a client error and adds the headers that every answer has. */
    Answer leave(String endpoint, Answer answer) {
        if (COUNTED.contains(answer.status())) {
            var recent = errors.computeIfAbsent(endpoint, e -> new ArrayList<>());
            recent.removeIf(at -> at.isBefore(clock.instant().minus(HOUR)));
            recent.add(clock.instant());
            if (recent.size() >= ERRORS_ALLOWED) {
                blockedUntil.put(endpoint, clock.instant().plus(HOUR));
            }
        }
        var headers = new LinkedHashMap<>(answer.headers());
        headers.putAll(dayHeaders());
        headers.putAll(minuteHeaders());
        return new Answer(answer.status(), headers, answer.body());
    }

    private Map<String, List<String>> minuteHeaders() {
        return headers("X-RateLimit-Minutely-", perMinute, inMinute, (minute + 1) * MINUTE_MS);
    }

    private Map<String, List<String>> dayHeaders() {
        return headers("X-RateLimit-", perDay, inDay, (day + 1) * DAY_MS);
    }

    private static Map<String, List<String>> headers(String prefix, int limit, int used, long resetsAt) {
        return limit <= 0
                ? Map.of()
                : Map.of(
                        prefix + "Limit",
                        List.of(String.valueOf(limit)),
                        prefix + "Remaining",
                        List.of(String.valueOf(Math.max(0, limit - used))),
                        prefix + "Reset",
                        List.of(String.valueOf(resetsAt)));
    }

    private void roll() {
        long now = clock.millis();
        if (now / MINUTE_MS != minute) {
            minute = now / MINUTE_MS;
            inMinute = 0;
        }
        if (now / DAY_MS != day) {
            day = now / DAY_MS;
            inDay = 0;
        }
    }
}
