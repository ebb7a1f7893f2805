package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeErrorsTest {

    @Test
    void everyErrorOfTheExamplesHasItsMeaning() {
        var expected = List.of(
                AuthenticationException.class,
                AuthenticationException.class,
                NotFoundException.class,
                RejectedException.class,
                RejectedException.class,
                TransientException.class,
                TransientException.class,
                TransientException.class);
        var examples = Payloads.json("errors.json");

        for (int i = 0; i < examples.size(); i++) {
            var example = examples.get(i);
            var headers = Map.of(
                    "Stripe-Rate-Limited-Reason",
                    List.of(example.at("/headers/Stripe-Rate-Limited-Reason").asText()));
            var error = translated(
                    example.get("status").asInt(),
                    example.get("body").toString(),
                    example.has("headers") ? headers : Map.of());

            assertThat(error).as(example.toString()).isInstanceOf(expected.get(i));
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        var error = translated(403, Payloads.json("errors.json").at("/1/body").toString(), Map.of());

        assertThat(error.getMessage()).contains("rak_checkout_session_read");
    }

    @Test
    void aMissingPermissionForProductsIsNoTroubleOfTheAccount() {
        var error = StripeErrors.translate(failure("v1/products/prod_1", 403, "{}", Map.of()));

        assertThat(error).isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_abcDEF123", "rk_live_abcDEF123", "sk_test_abcDEF123", "sk_test_****1234"})
    void aKeyNeverReachesAMessage(String key) {
        for (int status : List.of(400, 401, 402, 403, 404, 409, 429, 500)) {
            var body = "{\"error\": {\"message\": \"Invalid API Key provided: " + key + "\"}}";

            assertThat(translated(status, body, Map.of()).getMessage()).doesNotContain(key);
        }
    }

    @Test
    void aRefusalNamesFieldCodeAndRequest() {
        var body =
                "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"parameter_unknown\", \"param\": \"types\","
                        + " \"message\": \"Received unknown parameter: types\"}}";

        var error = (RejectedException) translated(400, body, Map.of("Request-Id", List.of("req_1")));

        assertThat(error.field()).contains("types");
        assertThat(error.vendorCode()).contains("parameter_unknown");
        assertThat(error.requestId()).contains("req_1");
        assertThat(error.getMessage()).contains("Received unknown parameter: types");
    }

    @Test
    void aMissingObjectInAParameterIsNotThere() {
        var body = "{\"error\": {\"code\": \"resource_missing\", \"param\": \"payment_intent\"}}";

        assertThat(translated(400, body, Map.of())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aBodyThatIsNoJsonDoesNoHarm() {
        assertThat(translated(400, "<html>", Map.of())).isInstanceOf(RejectedException.class);
        assertThat(translated(503, "", Map.of())).isInstanceOf(TransientException.class);
    }

    private static InvoicingException translated(int status, String body, Map<String, List<String>> headers) {
        return StripeErrors.translate(failure("v1/events", status, body, headers));
    }

    private static VendorFailure failure(String path, int status, String body, Map<String, List<String>> headers) {
        return new VendorFailure(
                "Stripe",
                "GET",
                path,
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                body,
                true,
                Instant.EPOCH);
    }
}
