package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.connector.support.RateHeaders.Reading;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipedriveErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String KEY = "946947d1b02fd3ef20798d6112ec5d895a686a21";

    private final PipedriveErrors errors = new PipedriveErrors();

    @ParameterizedTest
    @CsvSource({
        "errors.json, invalid token, nl.factuurstroom.error.AuthenticationException",
        "errors.json, entity limit, nl.factuurstroom.error.RejectedException",
        "errors.json, webhook delete forbidden, nl.factuurstroom.error.RejectedException",
        "errors.json, edge block, nl.factuurstroom.error.TransientException",
        "errors.json, entity not found, nl.factuurstroom.error.NotFoundException",
        "errors.json, generic documented envelope, nl.factuurstroom.error.TransientException",
        "errors.json, rate limit, nl.factuurstroom.error.TransientException",
        "errors-more.json, OAuth scope missing, nl.factuurstroom.error.AuthenticationException",
        "errors-more.json, daily token budget spent, nl.factuurstroom.error.TransientException",
        "errors-more.json, field not found, nl.factuurstroom.error.RejectedException",
    })
    void translatesTheVendorsOwnExamples(String file, String named, Class<?> expected) {
        for (JsonNode example : Examples.read(file).get("errors")) {
            if (example.get("case").asText().startsWith(named)) {
                var headers = new HashMap<String, String>();
                example.path("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asText()));
                var body = example.has("body_text")
                        ? example.get("body_text").asText()
                        : example.get("body").toString();

                assertThat(translate(example.get("status").asInt(), body, headers))
                        .isInstanceOf(expected);
                return;
            }
        }
        throw new AssertionError("no example " + named);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 410, 415, 422, 501})
    void leavesWhatWillNeverSucceedToAPerson(int status) {
        assertThat(translate(status, "{}", Map.of())).isInstanceOf(RejectedException.class);
    }

    @Test
    void saysWhyAndForWhichField() {
        var failure = translate(
                400,
                "{\"success\": false, \"error\": \"Validation failed: custom_fields." + KEY + ": wrong\"}",
                Map.of("x-correlation-id", "3f6c0f5e"));

        assertThat(failure).isInstanceOfSatisfying(RejectedException.class, rejected -> {
            assertThat(rejected.field()).contains(KEY);
            assertThat(rejected.requestId()).contains("3f6c0f5e");
            assertThat(rejected)
                    .hasMessage("Pipedrive answered 400 to PATCH deals/812: Validation failed: custom_fields." + KEY
                            + ": wrong");
        });
    }

    @Test
    void repeatsNoMoreThanABitOfALongAnswer() {
        var failure = translate(400, "{\"error\": \"" + "x".repeat(5_000) + "\"}", Map.of());

        assertThat(failure.getMessage()).hasSizeLessThan(300);
    }

    @Test
    void waitsADayForAnUnpaidAccount() {
        assertAccountWide(translate(402, "{}", Map.of()), Duration.ofDays(1));
    }

    @Test
    void waitsAnHourBehindCloudflaresWall() {
        assertAccountWide(
                translate(403, "<html></html>", Map.of("Content-Type", "text/html; charset=UTF-8")),
                Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, null, 2",
                "null, 1, 2",
                "5, 1, 5",
                "1, 7, 7",
                "null, 1795510800, 2",
                "null, soon, 2",
            })
    void waitsOutABurstByTheLongestOfWhatIsTold(String retryAfter, String reset, int seconds) {
        var headers = new HashMap<String, String>();
        if (retryAfter != null) {
            headers.put("retry-after", retryAfter);
        }
        if (reset != null) {
            headers.put("x-ratelimit-reset", reset);
        }

        assertThat(translate(429, "", headers)).isInstanceOfSatisfying(TransientException.class, limited -> {
            assertThat(limited.accountWide()).isFalse();
            assertThat(limited.retryAfter()).contains(Duration.ofSeconds(seconds));
        });
    }

    @Test
    void takesRefusalsThatGoOnForASpentDayEvenWithoutHeaders() {
        for (int i = 0; i < 5; i++) {
            assertThat(refused()).matches(refused -> !refused.accountWide());
        }
        assertAccountWide(refused(), Duration.ofHours(1));

        errors.read(200, headers(Map.of()), NOW);
        assertThat(refused()).matches(refused -> !refused.accountWide());
    }

    private TransientException refused() {
        errors.read(429, headers(Map.of()), NOW);
        return (TransientException) translate(429, "", Map.of());
    }

    @Test
    void saysThatAnAnswerIsUnclearWhenTheCallMayNotBeRepeated() {
        var failure = new VendorFailure("Pipedrive", "POST", "v1/notes", 500, headers(Map.of()), "", false, NOW);

        assertThat(errors.translate(failure)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void readsWhatIsLeftOfTheDayInCallsOfFiveTokens() {
        var left = Map.of("x-daily-ratelimit-token-limit", "30000", "x-daily-ratelimit-token-remaining", "12345");

        assertThat(errors.read(200, headers(left), NOW)).containsExactly(new Reading("day", 6000, 2469, null));
    }

    @Test
    void readsNothingFromHeadersThatAreMissingOrOdd() {
        assertThat(errors.read(200, headers(Map.of()), NOW)).isEmpty();
        assertThat(errors.read(200, headers(Map.of("x-daily-ratelimit-token-limit", "30000")), NOW))
                .isEmpty();
        assertThat(errors.read(
                        200,
                        headers(Map.of(
                                "x-daily-ratelimit-token-limit", "many", "x-daily-ratelimit-token-remaining", "some")),
                        NOW))
                .isEmpty();
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThat(translate(404, "{}", Map.of())).isInstanceOf(NotFoundException.class);
        assertThat(translate(401, "{}", Map.of())).isInstanceOf(AuthenticationException.class);
    }

    private static void assertAccountWide(InvoicingException failure, Duration wait) {
        assertThat(failure).isInstanceOfSatisfying(TransientException.class, all -> {
            assertThat(all.accountWide()).isTrue();
            assertThat(all.retryAfter()).contains(wait);
        });
    }

    private InvoicingException translate(int status, String body, Map<String, String> headers) {
        return errors.translate(
                new VendorFailure("Pipedrive", "PATCH", "deals/812", status, headers(headers), body, true, NOW));
    }

    private static HttpHeaders headers(Map<String, String> values) {
        var all = new HashMap<String, List<String>>();
        values.forEach((name, value) -> all.put(name, List.of(value)));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
