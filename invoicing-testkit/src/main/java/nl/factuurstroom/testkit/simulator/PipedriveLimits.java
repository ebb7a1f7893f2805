package nl.factuurstroom.testkit.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Pipedrive's limits: so many requests in a rolling two seconds, so many tokens a day, and a wall behind both. */
final class PipedriveLimits {

    private static final Duration BURST_WINDOW = Duration.ofSeconds(2);

    private final Clock clock;
    private final PipedriveHabits habits;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private long spent;
    private int refusals;
    private boolean blocked;
    private boolean exhausted;

    PipedriveLimits(Clock clock, PipedriveHabits habits) {
        this.clock = clock;
        this.habits = habits;
    }

    long spent() {
        return spent;
    }

    void newDay() {
        spent = 0;
        refusals = 0;
    }

    void unblock() {
        blocked = false;
        refusals = 0;
    }

    /** The refusal that this call meets before anything is processed; null when it may go on. */
    @Nullable
    Answer refusal(Call call) {
        if (blocked) {
            return wall();
        }
        var now = clock.instant();
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(BURST_WINDOW))) {
            recent.removeFirst();
        }
        exhausted = spent + cost(call) > habits.dailyTokens;
        if (recent.size() >= habits.burstLimit || exhausted) {
            if (++refusals >= habits.refusalsUntilBlocked) {
                blocked = true;
                return wall();
            }
            return new Answer(429, headers(), "");
        }
        refusals = 0;
        recent.addLast(now);
        spent += cost(call);
        return null;
    }

    /** An answer with the headers that the vendor adds when it feels like it. */
    Answer withHeaders(Answer answer) {
        var all = new LinkedHashMap<>(answer.headers());
        all.putAll(headers());
        return new Answer(answer.status(), all, answer.body());
    }

    private Map<String, List<String>> headers() {
        if (!habits.showsLimitHeaders) {
            return Map.of();
        }
        var headers = new LinkedHashMap<String, List<String>>();
        if (habits.burstLimit != Integer.MAX_VALUE) {
            headers.put("x-ratelimit-limit", List.of(String.valueOf(habits.burstLimit)));
            headers.put("x-ratelimit-remaining", List.of(String.valueOf(habits.burstLimit - recent.size())));
            headers.put("x-ratelimit-reset", List.of("2"));
        }
        if (habits.dailyTokens != Long.MAX_VALUE) {
            long left = Math.max(0, habits.dailyTokens - spent);
            headers.put("x-daily-ratelimit-token-limit", List.of(String.valueOf(habits.dailyTokens)));
            headers.put("x-daily-ratelimit-token-remaining", List.of(String.valueOf(exhausted ? 0 : left)));
        }
        return headers;
    }

    private static Answer wall() {
        return new Answer(
                403,
                Map.of("Content-Type", List.of("text/html; charset=UTF-8")),
                "<!DOCTYPE html><html><head><title>Access denied</title></head>"
                        + "<body>This error is produced by Cloudflare.</body></html>");
    }

    /** Tokens of one call, flat, whatever it returns. */
    static int cost(Call call) {
        var path = call.path();
        if (path.startsWith("/oauth/")) {
            return 0;
        }
        if (!path.startsWith("/api/v2/")) {
            return costOfV1(call);
        }
        if (call.method().equals("PATCH") || call.method().equals("POST")) {
            return 5;
        }
        if (path.endsWith("/deals/archived")) {
            return 20;
        }
        return path.matches(".*/(deals|organizations|persons|products)/[0-9]+") ? 1 : 10;
    }

    private static int costOfV1(Call call) {
        var path = call.path();
        if (path.endsWith("/users/me")) {
            return 2;
        }
        if (path.contains("/webhooks")) {
            return call.method().equals("DELETE") ? 6 : 10;
        }
        if (path.contains("/notes")) {
            return call.method().equals("GET") ? (path.endsWith("/notes") ? 20 : 2) : 10;
        }
        return 20;
    }
}
