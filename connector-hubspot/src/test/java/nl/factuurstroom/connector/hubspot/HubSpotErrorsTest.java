package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.connector.support.RateHeaders;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import org.junit.jupiter.api.Test;

class HubSpotErrorsTest {

    private static final String DEALS = "crm/objects/2026-09/deals/batch/read";
    private static final String NOT_VALID = "{\"status\":\"error\",\"message\":\"Property values were not valid: "
            + "[{\\\"isValid\\\":false,\\\"message\\\":\\\"Property \\\\\\\"x\\\\\\\" does not exist\\\","
            + "\\\"error\\\":\\\"PROPERTY_DOESNT_EXIST\\\",\\\"name\\\":\\\"x\\\"}]\","
            + "\"correlationId\":\"a43683b0\",\"category\":\"VALIDATION_ERROR\"}";

    @Test
    void theListInsideAMessageBecomesASentence() {
        var rejected = (RejectedException) translate(400, DEALS, NOT_VALID);

        assertThat(rejected).hasMessage("HubSpot answered 400 to POST " + DEALS + ": Property \"x\" does not exist");
        assertThat(rejected.field()).contains("x");
        assertThat(rejected.vendorCode()).contains("VALIDATION_ERROR");
        assertThat(rejected.requestId()).contains("a43683b0");
    }

    @Test
    void everyFieldOfAnErrorMayBeMissing() {
        assertThat(translate(400, DEALS, "{}")).isInstanceOf(RejectedException.class);
        assertThat(translate(400, DEALS, "")).isInstanceOf(RejectedException.class);
        assertThat(translate(403, DEALS, "<html>")).isInstanceOf(AuthenticationException.class);
        assertThat(translate(429, DEALS, "[]")).isInstanceOf(TransientException.class);
    }

    @Test
    void aLongMessageIsCut() {
        var body = "{\"message\":\"" + "x".repeat(5_000) + "\"}";

        assertThat(translate(400, DEALS, body).getMessage()).hasSizeLessThan(500);
    }

    @Test
    void aMissingScopeIsNamed() {
        var body = "{\"category\":\"MISSING_SCOPES\",\"errors\":[{\"message\":\"m\",\"context\":"
                + "{\"requiredGranularScopes\":[\"crm.objects.line_items.read\",\"e-commerce\"]}}]}";

        assertThat(translate(403, DEALS, body))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("scope crm.objects.line_items.read or e-commerce");
        assertThat(translate(403, "tax-rates/2026-09/tax-rates", body))
                .as("a sale can do without")
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void limitsSayHowLongAndForWhom() {
        assertThat(wait(429, DEALS, "{\"policyName\":\"TEN_SECONDLY_ROLLING\"}"))
                .isEqualTo("account PT10S");
        assertThat(wait(429, DEALS, "{\"policyName\":\"DAILY\"}")).isEqualTo("account PT1H");
        assertThat(wait(
                        429,
                        "crm/objects/2026-09/deals/search",
                        "{\"message\":\"You have reached your secondly limit.\"}"))
                .isEqualTo("call PT1S");
        assertThat(wait(423, DEALS, "")).isEqualTo("call PT2S");
    }

    @Test
    void anAccountThatMovesIsLeftAloneAsLongAsItSays() {
        var moving = (TransientException)
                HubSpotErrors.translate(failure(477, DEALS, "", Map.of("Retry-After", List.of("7200"))));

        assertThat(moving.accountWide()).isTrue();
        assertThat(moving.retryAfter()).contains(Duration.ofHours(2));
        assertThat(wait(477, DEALS, "")).isEqualTo("account PT1H");
    }

    @Test
    void theRestIsAsHttpSays() {
        assertThat(translate(401, DEALS, "{}")).isInstanceOf(AuthenticationException.class);
        assertThat(translate(404, DEALS, "{}")).isInstanceOf(NotFoundException.class);
        assertThat(translate(409, DEALS, "{}")).isInstanceOf(RejectedException.class);
        for (int status : new int[] {500, 502, 503, 504, 521, 523, 524}) {
            assertThat(translate(status, DEALS, "")).isInstanceOf(TransientException.class);
            assertThat(HubSpotErrors.translate(failure(status, "crm/objects/2026-09/notes", "", Map.of(), false)))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void headersTellWhatIsLeft() {
        var headers = HttpHeaders.of(
                Map.of("X-HubSpot-RateLimit-Max", List.of("190"), "X-HubSpot-RateLimit-Remaining", List.of("12")),
                (name, value) -> true);
        var none = HttpHeaders.of(Map.of(), (name, value) -> true);

        assertThat(HubSpotErrors.rateHeaders(100).read(200, headers, SimulatedAccount.NOW))
                .containsExactly(new RateHeaders.Reading("ten-seconds", 190, 12, null));
        assertThat(HubSpotErrors.rateHeaders(100).read(200, none, SimulatedAccount.NOW))
                .isEmpty();
        assertThat(HubSpotErrors.rateHeaders(0).read(200, headers, SimulatedAccount.NOW))
                .isEmpty();
    }

    private static String wait(int status, String path, String body) {
        var limited = (TransientException) translate(status, path, body);
        return (limited.accountWide() ? "account " : "call ")
                + limited.retryAfter().orElseThrow();
    }

    private static InvoicingException translate(int status, String path, String body) {
        return HubSpotErrors.translate(failure(status, path, body, Map.of()));
    }

    private static VendorFailure failure(int status, String path, String body, Map<String, List<String>> headers) {
        return failure(status, path, body, headers, true);
    }

    private static VendorFailure failure(
            int status, String path, String body, Map<String, List<String>> headers, boolean repeatable) {
        return new VendorFailure(
                "HubSpot",
                "POST",
                path,
                status,
                HttpHeaders.of(headers, (n, v) -> true),
                body,
                repeatable,
                Instant.EPOCH);
    }
}
