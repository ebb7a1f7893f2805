package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StripeSignatureTest {

    private static final String SECRET = "whsec_test_secret_one_0123456789";
    private static final String BODY = "{\"id\": \"evt_1\", \"object\": \"event\", \"name\": \"Café Zoë €5\"}\n";
    private static final Instant NOW = Instant.ofEpochSecond(1795683600);

    @TestFactory
    Stream<DynamicTest> agreesWithTheVectors() {
        var vectors = Payloads.json("signature-vectors.json").get("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> agrees(vector)));
    }

    private static void agrees(JsonNode vector) {
        var request = request(
                vector.get("header").asText(),
                vector.get("payload").asText(),
                Instant.ofEpochSecond(vector.get("now").asLong()));

        var fault = StripeSignature.fault(request, secrets(vector.get("secret").asText()));

        assertThat(fault.isEmpty()).isEqualTo(vector.get("valid").asBoolean());
    }

    @Test
    void agreesWithStripesOwnLibrary() {
        var header = header(NOW, SECRET);

        assertThat(catchThrowable(() -> Webhook.Signature.verifyHeader(BODY, header, SECRET, 0)))
                .isNull();
        assertThat(StripeSignature.fault(request(header, BODY, NOW), secrets(SECRET)))
                .isEmpty();
    }

    @Test
    void refusesWhatStripesOwnLibraryRefuses() {
        for (String header : List.of(
                "",
                "t=1795683600",
                "v1=00",
                "t=,v1=00",
                "t=x,v1=00",
                "t=1795683600,v0=" + v1(NOW, SECRET),
                "t=1795683601,v1=" + v1(NOW, SECRET),
                "t=1795683600,v1=" + v1(NOW, "whsec_other"))) {
            assertThat(catchThrowable(() -> Webhook.Signature.verifyHeader(BODY, header, SECRET, 0)))
                    .as(header)
                    .isNotNull();
            assertThat(StripeSignature.fault(request(header, BODY, NOW), secrets(SECRET)))
                    .as(header)
                    .isPresent();
        }
    }

    @Test
    void takesAnySignatureMadeWithAnySecret() {
        var header = "t=1795683600,v1=" + v1(NOW, "whsec_unknown") + ",v1=" + v1(NOW, "whsec_two");

        assertThat(StripeSignature.fault(request(header, BODY, NOW), secrets("whsec_one", "whsec_two")))
                .isEmpty();
    }

    @Test
    void takesASignatureOfFiveMinutesAgoAndNoneOlder() {
        var header = header(NOW, SECRET);

        assertThat(StripeSignature.fault(request(header, BODY, NOW.plusSeconds(300)), secrets(SECRET)))
                .isEmpty();
        assertThat(StripeSignature.fault(request(header, BODY, NOW.plusSeconds(301)), secrets(SECRET)))
                .contains("the signature is too old");
    }

    @Test
    void takesASignatureOfAClockAheadOfOursAsStripesOwnLibrariesDo() {
        var header = header(NOW.plusSeconds(900), SECRET);

        assertThat(StripeSignature.fault(request(header, BODY, NOW), secrets(SECRET)))
                .isEmpty();
    }

    @Test
    void refusesEverythingWithoutASecret() {
        var settings = StripeSettings.builder().apiKey("rk_live_1").build();

        assertThat(StripeSignature.fault(request(header(NOW, SECRET), BODY, NOW), settings))
                .contains("no webhook secret is configured");
    }

    @Test
    void refusesAMissingHeader() {
        var request =
                new WebhookRequest("POST", StripeFixture.URL, Map.of(), BODY.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(StripeSignature.fault(request, secrets(SECRET))).contains("the Stripe-Signature header is missing");
    }

    private static StripeSettings secrets(String... secrets) {
        return StripeSettings.builder()
                .apiKey("rk_live_1")
                .webhookSecrets(secrets)
                .build();
    }

    private static String header(Instant at, String secret) {
        return "t=" + at.getEpochSecond() + ",v1=" + v1(at, secret);
    }

    private static String v1(Instant at, String secret) {
        try {
            return Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + BODY);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebhookRequest request(String header, String body, Instant at) {
        return new WebhookRequest(
                "POST",
                StripeFixture.URL,
                Map.of("stripe-signature", List.of(header)),
                body.getBytes(StandardCharsets.UTF_8),
                at);
    }
}
