package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

class MoneybirdErrorsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_786_108_940);

    private static InvoicingException translated(int status, String body, Map<String, String> headers) {
        var values = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return MoneybirdErrors.translate(new VendorFailure(
                "Moneybird",
                "POST",
                "123/sales_invoices.json",
                status,
                HttpHeaders.of(values, (n, v) -> true),
                body,
                false,
                NOW));
    }

    private static InvoicingException translated(int status, String body) {
        return translated(status, body, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "400,RejectedException",
        "401,AuthenticationException",
        "402,TransientException",
        "403,AuthenticationException",
        "404,NotFoundException",
        "422,RejectedException",
        "429,TransientException",
        "500,OutcomeUnknownException",
        "503,OutcomeUnknownException"
    })
    void eachStatusHasItsFamily(int status, String family) {
        assertThat(translated(status, "{\"error\":\"no\"}").getClass().getSimpleName())
                .isEqualTo(family);
        assertThat(translated(status, "not json").getClass().getSimpleName()).isEqualTo(family);
    }

    @Test
    void readsTheShapeWithSymbolicCodes() {
        var body =
                "{\"error\":\"details cannot be empty\",\"symbolic\":{\"sales_invoice\":\"details_cannot_be_empty\"}}";

        var error = (RejectedException) translated(400, body);

        assertThat(error).hasMessageContaining("details cannot be empty").hasMessageContaining("400");
        assertThat(error.field()).contains("sales_invoice");
        assertThat(error.vendorCode()).contains("details_cannot_be_empty");
    }

    @Test
    void readsTheShapeWithTextsPerField() {
        var body = "{\"error\":{\"firstname\":[\"is required\"],\"company_name\":[\"is required\",\"is too short\"]},"
                + "\"details\":{\"firstname\":[{\"error\":\"is required\"}]}}";

        var error = (RejectedException) translated(422, body);

        assertThat(error).hasMessageContaining("firstname is required, company_name is required and is too short");
        assertThat(error.field()).contains("firstname");
        assertThat(error.vendorCode()).contains("is required");
    }

    @Test
    void aRefusalWithoutCodeKeepsItsText() {
        var error = (RejectedException) translated(400, "{\"error\":\"sending address not verified\"}");

        assertThat(error).hasMessageContaining("sending address not verified");
        assertThat(error.field()).isEmpty();
    }

    @Test
    void aLongTextIsCut() {
        var error = translated(422, "{\"error\":\"" + "x".repeat(5000) + "\"}");

        assertThat(String.valueOf(error.getMessage()).length()).isLessThan(500);
    }

    @Test
    void retryAfterIsAMomentAndNotANumberOfSeconds() {
        // As measured: 160 "remaining" of a limit of 150 are seconds.
        var headers = Map.of(
                "RateLimit-Limit", "150",
                "RateLimit-Remaining", "160",
                "RateLimit-Reset", "1786109100",
                "RateLimit-RequestsRemaining", "0",
                "Retry-After", "1786109100");

        assertThat(wait(headers)).isEqualTo(Duration.ofSeconds(160));
        assertThat(wait(Map.of("RateLimit-Reset", "1786109100"))).isEqualTo(Duration.ofSeconds(160));
        assertThat(wait(Map.of("RateLimit-Remaining", "160"))).isEqualTo(Duration.ofSeconds(160));
        assertThat(wait(Map.of("Retry-After", "30"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(wait(Map.of())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aClockThatIsOffGivesNoAbsurdWait() {
        assertThat(wait(Map.of("Retry-After", "1786100000"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(Map.of("Retry-After", "1886109100"))).isEqualTo(Duration.ofMinutes(15));
    }

    private static Duration wait(Map<String, String> headers) {
        return ((TransientException) translated(429, "\"Retry later\"", headers))
                .retryAfter()
                .orElseThrow();
    }

    @Test
    void theFamiliesAreThoseOfTheEngine() {
        assertThat(translated(404, "{}")).isInstanceOf(NotFoundException.class);
        assertThat(translated(401, "{}")).isInstanceOf(AuthenticationException.class);
        assertThat(((OutcomeUnknownException) translated(502, "")).answered()).isTrue();
    }
}
