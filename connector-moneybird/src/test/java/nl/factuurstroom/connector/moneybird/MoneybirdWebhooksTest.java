package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneybirdWebhooksTest {

    /** Of the vendor's specification; the signature was computed by the published rule, outside this code. */
    private static final String VECTOR = "e28ac9c59cd662fba1027ee6b7cc6c60ad657e0b026d21023cbcd6e253ffe3c5";

    private static final long T = 1_788_220_800L;
    private static final URI URL = URI.create("https://host.example/webhooks/moneybird");
    private static final String INVOICE = "496081518492387313";

    private final MoneybirdWebhooks webhooks = webhooks(settings().webhookSecret(SimulatedBooks.SECRET));

    private static MoneybirdSettings.Builder settings() {
        return MoneybirdSettings.builder().administration("123").accessToken("t");
    }

    private static MoneybirdWebhooks webhooks(MoneybirdSettings.Builder settings) {
        return new MoneybirdWebhooks(settings.build());
    }

    private static String resource(String name) {
        try (var in = MoneybirdWebhooksTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static WebhookRequest request(String body, Map<String, String> headers, long at) {
        var values = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return WebhookRequest.of("POST", URL, values, body.getBytes(StandardCharsets.UTF_8))
                .receivedAt(Instant.ofEpochSecond(at));
    }

    private static WebhookRequest signed(String body) {
        return request(
                body,
                Map.of(
                        "moneybird-signature",
                        MoneybirdSimulator.signature(SimulatedBooks.SECRET, T, body),
                        "Idempotency-Key",
                        "0f8fad5b"),
                T);
    }

    private Receipt vector(String header, long at) {
        return webhooks.receive(
                request(resource("webhook.signed.raw-body.txt"), Map.of("Moneybird-Signature", header), at));
    }

    @Test
    void theVendorsExampleWithAnIndependentSignatureIsAccepted() {
        var receipt = vector("t=" + T + ",v1=" + VECTOR, T);

        assertThat(receipt).isInstanceOfSatisfying(Receipt.Accepted.class, accepted -> {
            assertThat(accepted.signals())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Signal.InvoiceChanged.class,
                            signal -> assertThat(signal.invoiceId()).isEqualTo(INVOICE));
            assertThat(accepted.unusable()).isEmpty();
        });
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughAndUnknownSchemesDoNotDisturb() {
        var rotation = "t=" + T + ",v0=abc, v1=" + "0".repeat(64) + " ,v1=" + VECTOR;

        assertThat(vector(rotation, T)).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void eachConfiguredSecretCounts() {
        var both = webhooks(settings().webhookSecret("another").webhookSecret(SimulatedBooks.SECRET));

        assertThat(both.receive(signed(resource("webhook.payment_registered.json"))))
                .isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void fiveMinutesOffIsAcceptedAndMoreIsNot() {
        var header = "t=" + T + ",v1=" + VECTOR;

        assertThat(vector(header, T + 300)).isInstanceOf(Receipt.Accepted.class);
        assertThat(vector(header, T - 300)).isInstanceOf(Receipt.Accepted.class);
        assertRefused(vector(header, T + 301), 401);
        assertRefused(vector(header, T - 301), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1788220800",
                "v1=" + VECTOR,
                "t=,v1=" + VECTOR,
                "t=abc,v1=" + VECTOR,
                "t=1788220801,v1=" + VECTOR,
                "t=1788220800,v1=",
                "t=1788220800,v2=" + VECTOR,
                "t=99999999999999999999,v1=" + VECTOR
            })
    void aSignatureThatProvesNothingIsRefused(String header) {
        assertRefused(vector(header, T), 401);
    }

    @Test
    void aMissingSignatureOnAnEventIsRefused() {
        assertRefused(webhooks.receive(request(resource("webhook.payment_registered.json"), Map.of(), T)), 401);
    }

    @Test
    void oneChangedByteIsRefused() {
        var body = resource("webhook.signed.raw-body.txt").replace("\"paid\"", "\"late\"");

        assertRefused(
                webhooks.receive(request(body, Map.of("Moneybird-Signature", "t=" + T + ",v1=" + VECTOR), T)), 401);
    }

    @Test
    void theCallAtCreationIsAnsweredAndSaysNothing() {
        assertThat(webhooks.receive(request("", Map.of(), T))).isInstanceOf(Receipt.Ignored.class);
        assertThat(webhooks.receive(request("{}", Map.of(), T))).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aSignedBodyOfTheWrongShapeIsMalformed() {
        assertRefused(webhooks.receive(signed("no json")), 400);
        assertRefused(webhooks.receive(signed("[]")), 400);
        assertRefused(webhooks.receive(signed("{\"action\":\"payment_registered\"}")), 400);
        assertRefused(webhooks.receive(signed("{\"administration_id\":{},\"action\":[],\"entity_type\":1}")), 400);
    }

    @Test
    void anEventOfAnotherAdministrationIsIgnored() {
        var other = webhooks(MoneybirdSettings.builder()
                .administration("999")
                .accessToken("t")
                .webhookSecret(SimulatedBooks.SECRET));

        assertThat(other.receive(signed(resource("webhook.payment_registered.json"))))
                .isInstanceOfSatisfying(
                        Receipt.Ignored.class, i -> assertThat(i.why()).contains("123"));
    }

    @Test
    void aPaymentPointsToItsInvoice() {
        var receipt = webhooks.receive(signed(resource("webhook.payment_registered.json")));

        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Receipt.Accepted.class,
                        accepted -> assertThat(accepted.signals())
                                .containsExactly(
                                        new Signal.InvoiceChanged(INVOICE, "payment_registered (delivery 0f8fad5b)")));
    }

    @Test
    void aPaymentOfSomethingElseAndAContactAreIgnored() {
        var purchase = resource("webhook.payment_registered.json")
                .replace("\"invoice_type\": \"SalesInvoice\"", "\"invoice_type\": \"Document\"");

        assertThat(webhooks.receive(signed(purchase))).isInstanceOf(Receipt.Ignored.class);
        assertThat(webhooks.receive(signed(resource("webhook.contact_created.json"))))
                .isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aCreditNoteSaysSomethingAboutItsOriginalToo() {
        var body = "{\"administration_id\":123,\"entity_type\":\"SalesInvoice\",\"entity_id\":2,\"action\":"
                + "\"sales_invoice_state_changed_to_paid\",\"entity\":{\"original_sales_invoice_id\":\"1\"}}";

        assertThat(webhooks.receive(signed(body)))
                .isInstanceOfSatisfying(
                        Receipt.Accepted.class,
                        accepted -> assertThat(accepted.signals())
                                .extracting(s -> ((Signal.InvoiceChanged) s).invoiceId())
                                .containsExactly("2", "1"));
    }

    @Test
    void anEventThatNamesNoInvoiceIsUnusable() {
        var body = "{\"administration_id\":\"123\",\"entity_type\":\"Payment\",\"action\":\"payment_registered\","
                + "\"entity\":null}";

        assertThat(webhooks.receive(signed(body))).isInstanceOfSatisfying(Receipt.Accepted.class, accepted -> {
            assertThat(accepted.signals()).isEmpty();
            assertThat(accepted.unusable()).hasSize(1);
        });
    }

    @Test
    void sendingIsNoNewsButOpeningAgainIs() {
        var opened = "{\"administration_id\":\"123\",\"entity_type\":\"SalesInvoice\",\"entity_id\":\"1\",\"action\":"
                + "\"sales_invoice_state_changed_to_open\",\"entity\":{\"events\":[%s]}}";
        var sent = String.format(opened, "{\"action\":\"sales_invoice_created\"}");
        var again = String.format(opened, "{\"action\":\"sales_invoice_state_changed_to_paid\"}");

        assertThat(webhooks.receive(signed(sent))).isInstanceOf(Receipt.Ignored.class);
        assertThat(webhooks.receive(signed(again))).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void aTokenServesWhereNoSecretIsKnown() {
        var old = webhooks(settings().webhookToken("sPdVRhGJK8ALqtAh7pkpCAEa"));
        var body = resource("webhook.payment_registered.json");

        assertThat(old.receive(request(body, Map.of(), T))).isInstanceOf(Receipt.Accepted.class);
        assertRefused(old.receive(request(body.replace("sPdVR", "xPdVR"), Map.of(), T)), 401);
    }

    @Test
    void aTokenDoesNotReplaceAConfiguredSecret() {
        var both = webhooks(settings().webhookToken("sPdVRhGJK8ALqtAh7pkpCAEa").webhookSecret(SimulatedBooks.SECRET));

        assertRefused(both.receive(request(resource("webhook.payment_registered.json"), Map.of(), T)), 401);
    }

    @Test
    void withoutSecretNorTokenNothingIsTrusted() {
        assertRefused(webhooks(settings()).receive(signed(resource("webhook.payment_registered.json"))), 401);
    }

    @Test
    void theSameDeliveryGivesTheSameAnswer() {
        var request = signed(resource("webhook.payment_registered.json"));

        assertThat(webhooks.receive(request)).isEqualTo(webhooks.receive(request));
    }

    @Test
    void hostileTextsDoNotReachTheJournal() {
        var body = "{\"administration_id\":\"123\",\"entity_type\":\"Contact\\n\\u001b[31m\",\"action\":\"x\\r\\ny\"}";

        assertThat(webhooks.receive(signed(body)))
                .isInstanceOfSatisfying(
                        Receipt.Ignored.class, i -> assertThat(i.why()).doesNotContain("\n", "\r", "\u001b"));
    }

    private static void assertRefused(Receipt receipt, int status) {
        assertThat(receipt).isInstanceOfSatisfying(Receipt.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.why()).isNotBlank().doesNotContain(VECTOR, SimulatedBooks.SECRET);
        });
    }
}
