package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventsTest {

    private static final String INTENT = "pi_3SxK1aB7WZ01zgkW0aBcDeFg";
    private static final String INVOICE = "in_1SxN1aB7WZ01zgkWInvoice1";

    private final StripeSettings settings = settings(builder -> builder);

    @Test
    void aPaidCheckoutOpensTheSaleOfItsPaymentIntent() {
        assertThat(signal("event-checkout-session-completed.json"))
                .isEqualTo(new Signal.SaleChanged(
                        ref(INTENT),
                        true,
                        "checkout.session.completed cs_live_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6"));
    }

    @Test
    void anUnpaidCheckoutOpensNothing() {
        assertThat(signal("event-checkout-session-completed-unpaid.json"))
                .isInstanceOfSatisfying(
                        Signal.SaleChanged.class,
                        changed -> assertThat(changed.opens()).isFalse());
    }

    @Test
    void aPaymentIntentNamesTheSameSaleAsItsCheckout() {
        assertThat(signal("event-payment-intent-succeeded.json"))
                .isInstanceOfSatisfying(Signal.SaleChanged.class, changed -> {
                    assertThat(changed.ref()).isEqualTo(ref(INTENT));
                    assertThat(changed.opens()).isTrue();
                });
    }

    @Test
    void aPaidInvoiceOpensASale() {
        assertThat(signal("event-invoice-paid.json")).isInstanceOfSatisfying(Signal.SaleChanged.class, changed -> {
            assertThat(changed.ref()).isEqualTo(ref(INVOICE));
            assertThat(changed.opens()).isTrue();
        });
    }

    @Test
    void anInvoiceOfNothingOpensNothing() {
        assertThat(signal("event-invoice-paid.json", object -> object.put("total", 0)))
                .isInstanceOfSatisfying(
                        Signal.SaleChanged.class,
                        changed -> assertThat(changed.opens()).isFalse());
    }

    @Test
    void everyEventOfOneCheckoutNamesOneSale() {
        try (var stripe = new StripeFixture()) {
            var sold = stripe.vendor()
                    .checkout()
                    .line("Onderhoud", 1, 10000, Tax.NL_21)
                    .pay();

            var refs = stripe.receiveAll().stream()
                    .filter(Receipt.Accepted.class::isInstance)
                    .flatMap(receipt -> ((Receipt.Accepted) receipt).signals().stream())
                    .map(signal -> ((Signal.SaleChanged) signal).ref())
                    .toList();

            assertThat(refs).hasSize(2).containsOnly(stripe.ref(String.valueOf(sold.paymentIntentId())));
        }
    }

    @Test
    void anOlderPayloadThatNamesTheInvoiceOfAPaymentIsUsed() {
        assertThat(signal("event-payment-intent-succeeded.json", object -> object.put("invoice", INVOICE)))
                .isInstanceOfSatisfying(
                        Signal.SaleChanged.class,
                        changed -> assertThat(changed.ref()).isEqualTo(ref(INVOICE)));
    }

    @Test
    void paymentIntentsAreIgnoredWhereTheyAreNoSales() {
        var receipt = read(
                settings(builder -> builder.paymentIntents(false)),
                Payloads.json("event-payment-intent-succeeded.json"));

        assertThat(receipt).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aRefundReturnsMoneyUnderItsOwnKey() {
        assertThat(signal("event-refund-created.json"))
                .isEqualTo(new Signal.MoneyReturned(
                        ref(INTENT),
                        "re_3SxK1aB7WZ01zgkW0Refund1",
                        "refund of EUR 54.50 (refund.created, re_3SxK1aB7WZ01zgkW0Refund1)",
                        Signal.MoneyReturned.Kind.REFUND));
    }

    @Test
    void aFailedRefundIsToldApart() {
        assertThat(signal("event-refund-failed.json")).isInstanceOfSatisfying(Signal.MoneyReturned.class, returned -> {
            assertThat(returned.correctionId()).isEqualTo("re_3SxK1aB7WZ01zgkW0Refund1");
            assertThat(returned.kind()).isEqualTo(Signal.MoneyReturned.Kind.UNDONE);
            assertThat(returned.what()).contains("the money did not go back");
        });
    }

    @Test
    void aChargeThatShowsItsRefundsTellsEachUnderTheSameKey() {
        var refund = Payloads.json("event-refund-created.json").at("/data/object");
        var event = event("event-refund-created.json", object -> {
            object.removeAll();
            object.put("object", "charge").put("id", "ch_1").put("payment_intent", INTENT);
            object.putObject("refunds").putArray("data").add(refund);
        });
        ((ObjectNode) event).put("type", "charge.refunded");

        var receipt = (Receipt.Accepted) read(settings, event);

        assertThat(receipt.signals()).singleElement().isInstanceOfSatisfying(Signal.MoneyReturned.class, returned -> {
            assertThat(returned.correctionId()).isEqualTo("re_3SxK1aB7WZ01zgkW0Refund1");
            assertThat(returned.kind()).isEqualTo(Signal.MoneyReturned.Kind.REFUND);
        });
    }

    @Test
    void aChargeThatShowsNoRefundsLeavesThemToTheirOwnEvents() {
        var event = event("event-refund-created.json", object -> {
            object.removeAll();
            object.put("object", "charge").put("id", "ch_1").put("payment_intent", INTENT);
        });
        ((ObjectNode) event).put("type", "charge.refunded");

        assertThat(read(settings, event)).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aVoidedCreditNoteOfStripesIsForPeople() {
        var event = event("event-refund-created.json", object -> {
            object.removeAll();
            object.put("object", "credit_note")
                    .put("id", "cn_1")
                    .put("number", "CN-1")
                    .put("invoice", INVOICE);
            object.put("total", 1000).put("currency", "eur");
        });
        ((ObjectNode) event).put("type", "credit_note.voided");

        var receipt = (Receipt.Accepted) read(settings, event);

        assertThat(receipt.signals()).singleElement().isInstanceOfSatisfying(Signal.MoneyReturned.class, returned -> {
            assertThat(returned.correctionId()).isEqualTo("cn_1:voided");
            assertThat(returned.kind()).isEqualTo(Signal.MoneyReturned.Kind.CLAIM);
            assertThat(returned.what()).contains("EUR 10.00 was voided");
        });
    }

    @Test
    void aReleasedAuthorisationReturnsNothing() {
        var event = event("event-refund-created.json", refund -> refund.put("reason", "expired_uncaptured_charge"));

        assertThat(read(settings, event)).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void aDisputeReturnsMoney() {
        assertThat(signal("event-charge-dispute-created.json"))
                .isInstanceOfSatisfying(Signal.MoneyReturned.class, returned -> {
                    assertThat(returned.ref()).isEqualTo(ref(INTENT));
                    assertThat(returned.correctionId()).isEqualTo("du_1SyX1aB7WZ01zgkW");
                    assertThat(returned.what()).contains("EUR 278.95").contains("needs response");
                });
    }

    @Test
    void aChargeOfTheOldInterfaceOpensASaleOfItsOwn() {
        var event = ((ObjectNode) Payloads.json("event-payment-intent-succeeded.json")).put("type", "charge.succeeded");
        ((ObjectNode) event.at("/data/object")).put("object", "charge").put("id", "ch_3SxOld");

        assertThat(read(settings, event))
                .isEqualTo(Receipt.Accepted.of(
                        new Signal.SaleChanged(ref("ch_3SxOld"), true, "charge.succeeded ch_3SxOld")));
    }

    @Test
    void aThinEventIsRefused() {
        assertThat(read(settings, Payloads.json("thin-event.json")))
                .isInstanceOfSatisfying(Receipt.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.why()).contains("thin event");
                });
    }

    @Test
    void testModeNeverReachesLiveBooks() {
        var event = Payloads.json("event-payment-intent-succeeded.json");
        ((ObjectNode) event).put("livemode", false);

        assertThat(read(settings, event))
                .isInstanceOfSatisfying(
                        Receipt.Ignored.class,
                        ignored -> assertThat(ignored.why()).contains("test mode"));
    }

    @Test
    void liveModeNeverReachesBooksForTesting() {
        var testing = settings(builder -> builder.apiKey("sk_test_1").testMode(true));

        assertThat(read(testing, Payloads.json("event-payment-intent-succeeded.json")))
                .isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void onlyTheConnectedAccountsEventsAreTaken() {
        var connected = settings(builder -> builder.connectedAccount("acct_1Ours"));
        var event = Payloads.json("event-payment-intent-succeeded.json");

        assertThat(read(connected, event)).isInstanceOf(Receipt.Ignored.class);
        assertThat(read(connected, ((ObjectNode) event.deepCopy()).put("account", "acct_1Ours")))
                .isInstanceOf(Receipt.Accepted.class);
        assertThat(read(connected, ((ObjectNode) event.deepCopy()).put("account", "acct_1Other")))
                .isInstanceOf(Receipt.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payout.paid", "customer.updated", "charge.refunded", "something.new"})
    void otherEventsAreIgnoredWithAReason(String type) {
        var event = ((ObjectNode) Payloads.json("event-payment-intent-succeeded.json")).put("type", type);

        assertThat(read(settings, event))
                .isInstanceOfSatisfying(
                        Receipt.Ignored.class,
                        ignored -> assertThat(ignored.why()).contains(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"object\": \"event\"}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\"}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"livemode\": true}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"livemode\": true,"
                        + " \"data\": {\"object\": {\"object\": \"payment_intent\"}}}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"livemode\": true,"
                        + " \"data\": {\"object\": {\"object\": \"customer\", \"id\": \"cus_1\"}}}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"livemode\": true,"
                        + " \"data\": {\"object\": {\"object\": \"payment_intent\", \"id\": \"pi_1|x\"}}}",
                "{\"object\": \"event\", \"id\": \"evt_1\", \"type\": [1], \"livemode\": \"perhaps\"}"
            })
    void bodiesOfTheWrongShapeAreRefused(String body) {
        assertThat(new StripeEvents(settings).read(request(body)))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    private Signal signal(String file) {
        return signal(file, object -> {});
    }

    private Signal signal(String file, Consumer<ObjectNode> change) {
        var receipt = read(settings, event(file, change));
        assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
        assertThat(((Receipt.Accepted) receipt).signals()).hasSize(1);
        return ((Receipt.Accepted) receipt).signals().get(0);
    }

    private static JsonNode event(String file, Consumer<ObjectNode> change) {
        var event = Payloads.json(file);
        change.accept((ObjectNode) event.at("/data/object"));
        return event;
    }

    private static Receipt read(StripeSettings settings, JsonNode event) {
        return new StripeEvents(settings).read(request(event.toString()));
    }

    private static WebhookRequest request(String body) {
        return new WebhookRequest(
                "POST",
                StripeFixture.URL,
                java.util.Map.of(),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Instant.EPOCH);
    }

    private static StripeSettings settings(UnaryOperator<StripeSettings.Builder> more) {
        return more.apply(StripeSettings.builder().apiKey("rk_live_1")).build();
    }

    private static SaleRef ref(String id) {
        return new SaleRef("stripe", "default-live", id);
    }
}
