package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.Test;

/** The signature over the raw bytes, with calculated vectors. */
final class ExactOnlineWebhooksTest {

    private static final String KEY = "7b282ae4-d920-46b0-87fd-3da21b818780";

    private final ExactOnlineWebhooks webhooks = webhooks(1234567, "q7Jw2mXcV9");

    private static ExactOnlineWebhooks webhooks(int division, String secret) {
        return new ExactOnlineWebhooks(ExactOnlineSettings.builder()
                .division(division)
                .accessToken("t")
                .webhookSecret(secret)
                .build());
    }

    private static WebhookRequest request(String body) {
        return WebhookRequest.of(
                "POST",
                URI.create("https://koppeling.voorbeeld.nl/webhooks/exact"),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode vector(int index) throws Exception {
        return new ObjectMapper()
                .readTree(WithExactSimulator.resource("webhook.vectors.json"))
                .get(index);
    }

    @Test
    void aChangedInvoiceIsAHintToRead() {
        var receipt = webhooks.receive(request(
                WithExactSimulator.resource("webhook.notification.raw.txt").strip()));

        assertThat(receipt).isEqualTo(Receipt.Accepted.of(new Signal.InvoiceChanged(KEY, "SalesInvoices Update")));
    }

    @Test
    void othersThanInvoicesAreIgnored() throws Exception {
        assertThat(webhooks.receive(request(vector(1).path("raw_body").asText())))
                .isInstanceOf(Receipt.Ignored.class);
        assertThat(webhooks.receive(request(vector(2).path("raw_body").asText())))
                .isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aChangedByteIsRefused() throws Exception {
        assertThat(webhooks.receive(request(vector(3).path("raw_body").asText())))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, r -> assertThat(r.status()).isEqualTo(401));
    }

    @Test
    void hexInLowerCaseIsTheSameHash() throws Exception {
        assertThat(webhooks.receive(request(vector(4).path("raw_body").asText())))
                .isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void theEmptyBodyOnSubscribingIsAnswered() {
        assertThat(webhooks.receive(request(""))).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void anotherDivisionIsIgnored() {
        var body = WithExactSimulator.resource("webhook.notification.raw.txt").strip();

        assertThat(webhooks(7654321, "q7Jw2mXcV9").receive(request(body)))
                .isInstanceOfSatisfying(
                        Receipt.Ignored.class,
                        ignored -> assertThat(ignored.why()).contains("1234567"));
    }

    @Test
    void whatIsNoNotificationIsMalformed() {
        assertThat(webhooks.receive(request("{\"Content\":")))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, r -> assertThat(r.status()).isEqualTo(400));
        assertThat(webhooks.receive(request("[]")))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, r -> assertThat(r.status()).isEqualTo(400));
    }

    @Test
    void withoutAHashOrASecretNothingIsAccepted() {
        var unsigned = "{\"Content\":{\"Topic\":\"SalesInvoices\",\"Division\":1234567,\"Key\":\"" + KEY + "\"}}";
        var signed = WithExactSimulator.resource("webhook.notification.raw.txt").strip();

        assertThat(webhooks.receive(request(unsigned)))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, r -> assertThat(r.status()).isEqualTo(401));
        assertThat(webhooks(1234567, "").receive(request(signed)))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class, r -> assertThat(r.status()).isEqualTo(401));
    }

    @Test
    void contentBehindTheHashIsNotBelieved() {
        var signed = WithExactSimulator.resource("webhook.notification.raw.txt").strip();
        var forged = signed.substring(0, signed.length() - 1)
                + ",\"Content\":{\"Topic\":\"SalesInvoices\",\"Division\":1234567,"
                + "\"Key\":\"00000000-0000-0000-0000-000000000000\"}}";

        var receipt = webhooks.receive(request(forged));

        assertThat(receipt).isEqualTo(Receipt.Accepted.of(new Signal.InvoiceChanged(KEY, "SalesInvoices Update")));
    }

    @Test
    void anEventWithoutItsInvoiceIsUnusable() {
        var simulator = new nl.factuurstroom.testkit.simulator.ExactSimulator(
                nl.factuurstroom.testkit.SettableClock.at("2026-11-24T09:15:30Z"));
        try (simulator) {
            var body = simulator.signed("{\"Topic\":\"SalesInvoices\",\"Division\":1234567}");

            assertThat(webhooks.receive(request(body))).isInstanceOfSatisfying(Receipt.Accepted.class, accepted -> {
                assertThat(accepted.signals()).isEmpty();
                assertThat(accepted.unusable()).hasSize(1);
            });
        }
    }
}
