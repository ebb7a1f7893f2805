package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Exact's refusals, as recorded. */
final class ExactOnlineErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:16:30Z");

    @TestFactory
    Stream<DynamicTest> eachRecordedErrorIsToldApart() throws Exception {
        var cases = new ArrayList<JsonNode>();
        new ObjectMapper().readTree(WithExactSimulator.resource("errors.json")).forEach(cases::add);
        assertThat(cases).hasSizeGreaterThan(15);
        return cases.stream()
                .map(c -> DynamicTest.dynamicTest(c.path("case").asText(), () -> {
                    var translated = ExactOnlineErrors.translate(failure(c, false));

                    assertThat(translated).isInstanceOf(expected(c));
                    assertThat(translated.getMessage()).hasSizeGreaterThan(20).doesNotContain("\r", "\n");
                }));
    }

    private static Class<? extends InvoicingException> expected(JsonNode c) {
        int status = c.path("status").asInt();
        if (status == 401 || status == 403) {
            return AuthenticationException.class;
        }
        if (status == 429) {
            return TransientException.class;
        }
        boolean unclear = status == 408 || c.path("case").asText().startsWith("unknown failure");
        return unclear ? OutcomeUnknownException.class : RejectedException.class;
    }

    @Test
    void aRefusalNamesTheFieldAndSaysWhatToMend() {
        var refused = translate(500, "Ongeldig: Factuur voor (Type)");

        assertThat(refused).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.field()).hasValue("Factuur voor (Type)");
            assertThat(e).hasMessageContaining("SalesInvoices").hasMessageContaining("status C");
        });
    }

    @Test
    void severalComplaintsAreOneSentence() {
        assertThat(translate(400, "Verplicht: Factuur voor\\r\\nVerplicht: Besteld door"))
                .hasMessageContaining("Verplicht: Factuur voor; Verplicht: Besteld door");
    }

    @Test
    void validationIsRecognisedInAnyLanguage() {
        assertThat(translate(500, "Obligatoire: Nom")).isInstanceOf(RejectedException.class);
        assertThat(translate(500, "Data already exists")).isInstanceOf(RejectedException.class);
        assertThat(translate(500, "Error: Timeout expired")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(translate(500, "")).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aFailingReadIsTransient() {
        assertThat(ExactOnlineErrors.translate(failure(500, "A problem has occurred.", Map.of(), true)))
                .isInstanceOf(TransientException.class);
        assertThat(ExactOnlineErrors.translate(failure(408, "", Map.of(), true)))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(1)));
    }

    @Test
    void aSpentMinuteWaitsForItsReset() {
        var headers = Map.of(
                "X-RateLimit-Minutely-Limit", "60",
                "X-RateLimit-Minutely-Remaining", "0",
                "X-RateLimit-Minutely-Reset", String.valueOf(NOW.plusSeconds(30).toEpochMilli()));

        assertThat(ExactOnlineErrors.translate(failure(429, "", headers, true)))
                .isInstanceOfSatisfying(TransientException.class, e -> {
                    assertThat(e.accountWide()).isFalse();
                    assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30));
                });
    }

    @Test
    void aSpentDayStopsTheAccount() {
        var headers = Map.of(
                "X-RateLimit-Limit", "5000",
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset",
                        String.valueOf(Instant.parse("2026-11-25T00:00:00Z").toEpochMilli()));

        assertThat(ExactOnlineErrors.translate(failure(429, "", headers, true)))
                .isInstanceOfSatisfying(TransientException.class, e -> {
                    assertThat(e.accountWide()).isTrue();
                    assertThat(e.retryAfter()).hasValue(Duration.between(NOW, Instant.parse("2026-11-25T00:00:00Z")));
                });
    }

    @Test
    void aLimitWithoutHeadersWaitsAMinute() {
        assertThat(ExactOnlineErrors.translate(failure(429, "", Map.of(), true)))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(1)));
    }

    @Test
    void whatIsProcessedOrADuplicateIsRecognised() {
        assertThat(ExactOnlineErrors.alreadyProcessed((RejectedException) translate(400, "Reeds verwerkt")))
                .isTrue();
        assertThat(ExactOnlineErrors.duplicate((RejectedException) translate(500, "Gegeven bestaat reeds.")))
                .isTrue();
        assertThat(ExactOnlineErrors.duplicate((RejectedException) translate(400, "Verplicht: Naam")))
                .isFalse();
    }

    @Test
    void theEarlyRefreshIsRecognisedByHeaderOrText() throws Exception {
        var early = new ObjectMapper().readTree(WithExactSimulator.resource("oauth-errors.json"));

        assertThat(ExactOnlineErrors.tooEarlyToRefresh(failure(early.get(0), false)))
                .isTrue();
        assertThat(ExactOnlineErrors.tooEarlyToRefresh(failure(early.get(1), false)))
                .isFalse();
    }

    @Test
    void headersTellBothBudgets() {
        var headers = headers(Map.of(
                "X-RateLimit-Limit", "5000",
                "X-RateLimit-Remaining", "4980",
                "X-RateLimit-Reset", "1795564800000",
                "X-RateLimit-Minutely-Limit", "60",
                "X-RateLimit-Minutely-Remaining", "49",
                "X-RateLimit-Minutely-Reset", "1795511820000"));

        var readings = ExactOnlineErrors.rateHeaders().read(200, headers, NOW);

        assertThat(readings)
                .extracting(r -> r.budget() + " " + r.remaining() + "/" + r.limit() + " " + r.resetsAt())
                .containsExactly("minute 49/60 2026-11-24T09:17:00Z", "day 4980/5000 2026-11-25T00:00:00Z");
        assertThat(ExactOnlineErrors.rateHeaders().read(429, headers(Map.of()), NOW))
                .isEmpty();
    }

    private static InvoicingException translate(int status, String text) {
        var body = "{\"error\":{\"code\":\"\",\"message\":{\"lang\":\"\",\"value\":\"" + text + "\"}}}";
        return ExactOnlineErrors.translate(failure(status, body, Map.of(), false));
    }

    private static VendorFailure failure(JsonNode c, boolean repeatable) {
        var headers = new HashMap<String, String>();
        c.path("headers")
                .fields()
                .forEachRemaining(h -> headers.put(h.getKey(), h.getValue().asText()));
        var body = c.path("body");
        return failure(
                c.path("status").asInt(), body.isTextual() ? body.asText() : body.toString(), headers, repeatable);
    }

    private static VendorFailure failure(int status, String body, Map<String, String> headers, boolean repeatable) {
        return new VendorFailure(
                "Exact Online",
                "POST",
                "api/v1/1234567/salesinvoice/SalesInvoices",
                status,
                headers(headers),
                body,
                repeatable,
                NOW);
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (a, b) -> true);
    }
}
