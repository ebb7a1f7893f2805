package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * The token endpoint: refresh tokens that work once, a new pair not before 570 seconds, {@code expires_in} as text. The
 * refresh token before the current one still works until the new pair is first used, unless told otherwise.
 */
final class ExactOAuth {

    private static final Duration ACCESS_LIFE = Duration.ofSeconds(600);
    private static final Duration NOT_BEFORE = Duration.ofSeconds(570);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);

    final String clientId = "11111111-2222-3333-4444-555555555555";
    final String clientSecret = "s3cr3t-van-de-app";
    final String fixedToken = "stampNL001.vast-token-voor-tests";
    private final Clock clock;
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private final Set<String> usedUp = new HashSet<>();
    private int serial;
    private String refresh;
    private Instant refreshFrom;
    private @Nullable String previous;
    private @Nullable String newestAccess;
    private @Nullable Instant issuedAt;
    private boolean previousWorks = true;
    private boolean revoked;

    ExactOAuth(Clock clock) {
        this.clock = clock;
        this.refresh = "stampNL001.refresh-0";
        this.refreshFrom = clock.instant();
    }

    /** The refresh token that works now, as a person gets it by logging in: a new chain. */
    String login() {
        usedUp.add(refresh);
        previous = null;
        revoked = false;
        issuedAt = null;
        refresh = "stampNL001.refresh-" + ++serial;
        refreshFrom = clock.instant();
        return refresh;
    }

    String refreshToken() {
        return refresh;
    }

    void previousWorks(boolean works) {
        previousWorks = works;
    }

    void revoke() {
        revoked = true;
        accessTokens.clear();
    }

    /** Forgets every access token, as after a change of rights; refresh tokens go on. */
    void expireAccessTokens() {
        accessTokens.clear();
    }

    /** Whether the call carries a bearer token that works now; using the newest pair ends the previous refresh token. */
    boolean authorised(Call call) {
        var header = call.header("authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            return false;
        }
        var token = header.substring(7);
        if (token.equals(fixedToken)) {
            return !revoked;
        }
        var until = accessTokens.get(token);
        boolean works = until != null && clock.instant().isBefore(until);
        if (works && token.equals(newestAccess)) {
            previous = null;
        }
        return works;
    }

    Answer token(Call call) {
        var form = call.form();
        if (!call.method().equals("POST")
                || !call.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")
                || !clientId.equals(first(form, "client_id"))
                || !clientSecret.equals(first(form, "client_secret"))
                || !"refresh_token".equals(first(form, "grant_type"))) {
            return flat("invalid_request", null);
        }
        var given = String.valueOf(first(form, "refresh_token"));
        var now = clock.instant();
        boolean again = given.equals(previous) && previousWorks;
        if (revoked || (!given.equals(refresh) && !again)) {
            return flat(
                    "invalid_grant",
                    usedUp.contains(given) && serial % 2 == 0
                            ? "Old refresh token used."
                            : "Token is not allowed, because of invalid or empty chainId");
        }
        if (now.isAfter(refreshFrom.plus(REFRESH_LIFE))) {
            return flat(
                    "invalid_request",
                    "The refresh token expired at 10/11/2022 9:18:20 PM and it is now 10/28/2022 4:15:50 PM.");
        }
        if (!again && issuedAt != null && now.isBefore(issuedAt.plus(NOT_BEFORE))) {
            return tooEarly();
        }
        return issue(now);
    }

    private Answer issue(Instant now) {
        usedUp.add(refresh);
        previous = refresh;
        refresh = "stampNL001.refresh-" + ++serial;
        refreshFrom = now;
        issuedAt = now;
        newestAccess = "stampNL001.access-" + serial;
        accessTokens.put(newestAccess, now.plus(ACCESS_LIFE));
        var body = JsonNodeFactory.instance.objectNode();
        body.put("access_token", newestAccess);
        body.put("token_type", "bearer");
        body.put("expires_in", "600");
        body.put("refresh_token", refresh);
        return Answer.json(200, body.toString());
    }

    private static Answer tooEarly() {
        var text = "Rate limit exceeded: access_token not expired";
        var answer = flat("access_denied", text);
        return new Answer(
                400,
                Map.of(
                        "Content-Type",
                        List.of("application/json"),
                        "Reason",
                        List.of("TooEarlyToRefreshTokens: " + text)),
                answer.body());
    }

    private static Answer flat(String error, @Nullable String description) {
        var body = JsonNodeFactory.instance.objectNode().put("error", error);
        if (description != null) {
            body.put("error_description", description);
        }
        return Answer.json(400, body.toString());
    }

    private static @Nullable String first(Map<String, List<String>> form, String name) {
        var values = form.get(name);
        return values == null ? null : values.get(0);
    }
}
