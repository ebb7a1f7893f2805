package nl.factuurstroom.testkit.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Pipedrive's token endpoint, and whether a call carries a credential that is good now. */
final class PipedriveOAuth {

    private static final Duration LIFETIME = Duration.ofSeconds(3599);

    private final Clock clock;
    private final PipedriveHabits habits;
    private String apiToken = PipedriveSimulator.API_TOKEN;
    private String refreshToken = PipedriveSimulator.REFRESH_TOKEN;
    private String accessToken = "";
    private Instant expires = Instant.MIN;
    private int refreshes;

    PipedriveOAuth(Clock clock, PipedriveHabits habits) {
        this.clock = clock;
        this.habits = habits;
    }

    void revoke() {
        apiToken = "revoked";
        refreshToken = "revoked";
        accessToken = "";
    }

    boolean knows(Call call) {
        boolean byToken = call.header("x-api-token").orElse("").equals(apiToken);
        boolean byBearer = !accessToken.isEmpty()
                && call.header("authorization").orElse("").equals("Bearer " + accessToken)
                && clock.instant().isBefore(expires);
        return byToken || byBearer;
    }

    static Answer refusal() {
        return new Answer(
                401,
                Map.of("Content-Type", List.of("application/json"), "x-401-by-gw", List.of("true")),
                "{\"success\":false,\"error\":\"unauthorized access\",\"errorCode\":401,"
                        + "\"error_info\":\"Please check developers.pipedrive.com\"}");
    }

    Answer token(Call call) {
        var pair = PipedriveSimulator.CLIENT_ID + ":" + PipedriveSimulator.CLIENT_SECRET;
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var form = call.form();
        boolean known = call.header("authorization").orElse("").equals(basic)
                && form.getOrDefault("grant_type", List.of()).contains("refresh_token")
                && form.getOrDefault("refresh_token", List.of()).contains(refreshToken);
        if (!known) {
            return Answer.json(400, "{\"success\":false,\"message\":\"Invalid grant: refresh_token is invalid\"}");
        }
        refreshes++;
        accessToken = "v1u:access-" + refreshes;
        expires = clock.instant().plus(LIFETIME);
        if (habits.refreshTokensRotate) {
            refreshToken = "1:1:refresh-" + refreshes;
        }
        return Answer.json(
                200,
                "{\"access_token\":\"" + accessToken + "\",\"token_type\":\"Bearer\",\"expires_in\":3599,"
                        + "\"refresh_token\":\"" + refreshToken + "\",\"scope\":\"base,deals:full\","
                        + "\"api_domain\":\"https://voorbeeld.pipedrive.com\"}");
    }
}
