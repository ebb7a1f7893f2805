package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HubSpotSignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TestFactory
    List<DynamicTest> agreesWithEveryKnownVector() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (JsonNode vector : resource("signature-vectors.json").path("vectors")) {
            tests.add(DynamicTest.dynamicTest(vector.path("id").asText(), () -> {
                var settings = settings(vector.path("clientSecret").asText(), true);

                var fault = HubSpotSignature.fault(request(vector), settings);

                assertThat(fault.isEmpty()).isEqualTo(vector.path("valid").asBoolean());
            }));
        }
        return tests;
    }

    @Test
    void refusesATimeThatLiesMoreThanFiveMinutesAhead() throws IOException {
        var vector = vector("v3-post-simple");
        var early = Instant.ofEpochMilli(vector.path("timestamp").asLong()).minusSeconds(301);

        var fault = HubSpotSignature.fault(
                request(vector).receivedAt(early),
                settings(vector.path("clientSecret").asText(), false));

        assertThat(fault).hasValueSatisfying(why -> assertThat(why).contains("five minutes"));
    }

    @Test
    void refusesOlderVersionsUnlessTheyAreAllowed() throws IOException {
        var vector = vector("v2-post-body");
        var secret = vector.path("clientSecret").asText();

        assertThat(HubSpotSignature.fault(request(vector), settings(secret, false)))
                .isPresent();
        assertThat(HubSpotSignature.fault(request(vector), settings(secret, true)))
                .isEmpty();
    }

    @Test
    void anOlderVersionNeverMendsAWrongThirdOne() throws IOException {
        var vector = vector("v2-post-body");
        var request = request(vector);
        var headers = new HashMap<>(request.headers());
        headers.put("X-HubSpot-Signature-v3", List.of("wrong"));
        headers.put("X-HubSpot-Request-Timestamp", List.of(Long.toString(NOW.toEpochMilli())));
        var both = new WebhookRequest("POST", request.url(), headers, request.body(), NOW);

        var fault = HubSpotSignature.fault(
                both, settings(vector.path("clientSecret").asText(), true));

        assertThat(fault).isPresent();
    }

    @Test
    void takesTheAddressAsItIsToo() {
        var url = URI.create("https://invoicing.example.nl/hook?back=%2Fok%3a1");
        for (String signed : List.of(
                url.toString(),
                "https://invoicing.example.nl/hook?back=/ok%3a1",
                "https://invoicing.example.nl/hook?back=/ok:1")) {
            var request = signedV3(url, signed);

            assertThat(HubSpotSignature.fault(request, settings("secret", false)))
                    .isEmpty();
        }
    }

    @Test
    void refusesEverythingWithoutASecretAndNothingWhenToldSo() {
        var request = new WebhookRequest("POST", URI.create("https://a.example/"), Map.of(), new byte[0], NOW);
        var without = HubSpotSettings.builder().accessToken("token").build();
        var open = HubSpotSettings.builder()
                .accessToken("token")
                .requireSignature(false)
                .build();

        assertThat(HubSpotSignature.fault(request, without)).isPresent();
        assertThat(HubSpotSignature.fault(request, open)).isEmpty();
    }

    private static WebhookRequest signedV3(URI url, String signedUrl) {
        var timestamp = Long.toString(NOW.toEpochMilli());
        var signature = Signatures.hmacSha256Base64(
                "secret", ("POST" + signedUrl + "[]" + timestamp).getBytes(StandardCharsets.UTF_8));
        var headers =
                Map.of("X-HubSpot-Signature-v3", List.of(signature), "X-HubSpot-Request-Timestamp", List.of(timestamp));
        return new WebhookRequest("POST", url, headers, "[]".getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static WebhookRequest request(JsonNode vector) {
        var headers = new HashMap<String, List<String>>();
        var version = vector.path("version").asText();
        if (version.equals("v3")) {
            headers.put(
                    "x-hubspot-signature-v3", List.of(vector.path("expected").asText()));
            headers.put(
                    "x-hubspot-request-timestamp",
                    List.of(vector.path("timestamp").asText()));
        } else {
            headers.put("x-hubspot-signature", List.of(vector.path("expected").asText()));
            headers.put("x-hubspot-signature-version", List.of(version));
        }
        return new WebhookRequest(
                vector.path("method").asText(),
                URI.create(vector.path("uri").asText("https://example.com/")),
                headers,
                vector.path("body").asText().getBytes(StandardCharsets.UTF_8),
                vector.has("now") ? Instant.ofEpochMilli(vector.path("now").asLong()) : NOW);
    }

    private static HubSpotSettings settings(String secret, boolean legacy) {
        return HubSpotSettings.builder()
                .accessToken("token")
                .clientSecret(secret)
                .allowLegacySignatures(legacy)
                .build();
    }

    private static JsonNode vector(String id) throws IOException {
        for (JsonNode vector : resource("signature-vectors.json").path("vectors")) {
            if (vector.path("id").asText().equals(id)) {
                return vector;
            }
        }
        throw new AssertionError("no vector " + id);
    }

    static JsonNode resource(String name) throws IOException {
        try (var stream = HubSpotSignatureTest.class.getResourceAsStream(name)) {
            return Json.mapper().readTree(stream);
        }
    }
}
