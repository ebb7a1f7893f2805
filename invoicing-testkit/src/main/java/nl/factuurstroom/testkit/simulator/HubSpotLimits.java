package nl.factuurstroom.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rolling windows: ten seconds for all but search, one second for search, and the day. Zero switches a limit off. */
final class HubSpotLimits {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    int perTenSeconds = 100;
    int searchesPerSecond = 5;
    int perDay = 250_000;
    private int today;
    private final Deque<Instant> calls = new ArrayDeque<>();
    private final Deque<Instant> searches = new ArrayDeque<>();

    /** The 429 that this call gets, or nothing; counts it. */
    Optional<Answer> refuse(boolean search, Instant now) {
        if (perDay > 0 && today >= perDay) {
            return Optional.of(tooMany("You have reached your daily limit.", "DAILY", true));
        }
        today++;
        var window = search ? searches : calls;
        int limit = search ? searchesPerSecond : perTenSeconds;
        var length = search ? Duration.ofSeconds(1) : TEN_SECONDS;
        while (!window.isEmpty() && !window.getFirst().isAfter(now.minus(length))) {
            window.removeFirst();
        }
        if (limit > 0 && window.size() >= limit) {
            return Optional.of(
                    search
                            ? tooMany("You have reached your secondly limit.", "", false)
                            : tooMany(
                                    "You have reached your ten_secondly_rolling limit.", "TEN_SECONDLY_ROLLING", true));
        }
        window.addLast(now);
        return Optional.empty();
    }

    /** Search answers tell nothing. */
    Answer withHeaders(Answer answer, boolean search) {
        if (search) {
            return answer;
        }
        var headers = new LinkedHashMap<String, List<String>>(answer.headers());
        headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Answer(answer.status(), headers, answer.body());
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-HubSpot-Correlation-Id", HubSpotAnswers.CORRELATION);
        if (perTenSeconds > 0) {
            headers.put("X-HubSpot-RateLimit-Max", Integer.toString(perTenSeconds));
            headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(Math.max(0, perTenSeconds - calls.size())));
            headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
        }
        if (perDay > 0) {
            headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(perDay));
            headers.put("X-HubSpot-RateLimit-Daily-Remaining", Integer.toString(Math.max(0, perDay - today)));
        }
        return headers;
    }

    private Answer tooMany(String message, String policy, boolean withHeaders) {
        var body = HubSpotAnswers.limit(message);
        if (!policy.isEmpty()) {
            body.put("policyName", policy);
        }
        var answer = Answer.json(429, HubSpotAnswers.text(body));
        return withHeaders ? withHeaders(answer, false) : answer;
    }
}
