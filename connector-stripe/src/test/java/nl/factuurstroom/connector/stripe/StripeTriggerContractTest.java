package nl.factuurstroom.connector.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.TriggerContract;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;

class StripeTriggerContractTest extends TriggerContract {

    private static final String EVENT = """
            {"id": "evt_1", "object": "event", "api_version": "2026-10-28.endive", "created": 1795683600, "livemode": true,
             "type": "payment_intent.succeeded", %s"data": {"object": {"id": "%s", "object": "payment_intent"}}}""";

    private final StripeFixture stripe = new StripeFixture();

    StripeTriggerContractTest() {
        stripe.vendor().indexLag(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Override
    protected Trigger trigger() {
        return stripe.stripe().paymentSucceeded();
    }

    @Override
    protected WebhookRequest wonDelivery(String saleId, Instant at) {
        return signed(EVENT.formatted("", saleId), at);
    }

    @Override
    protected WebhookRequest signed(String body, Instant at) {
        return stripe.vendor().signed(body, StripeFixture.URL, at);
    }

    @Override
    protected List<String> saleIds() {
        return List.of("pi_3SxK1aB7WZ01zgkW0aBcDeFg", "pi_3SxM1aB7WZ01zgkW0zzzzzzzz");
    }

    @Override
    protected WebhookRequest withoutSignature(WebhookRequest request) {
        var headers = new HashMap<>(request.headers());
        headers.remove("Stripe-Signature");
        return new WebhookRequest(request.method(), request.url(), headers, request.body(), request.receivedAt());
    }

    @Override
    protected boolean sendsBatches() {
        return false;
    }

    @Override
    protected WebhookRequest ofAnotherAccount(String saleId, Instant at) {
        return signed(EVENT.formatted("\"account\": \"acct_1Other\", ", saleId), at);
    }

    @Override
    protected List<SaleRef> win(int count) {
        var refs = new ArrayList<SaleRef>();
        for (int i = 0; i < count; i++) {
            var sold = stripe.vendor()
                    .checkout()
                    .line("Onderhoud", 1, 10000, Tax.NL_21)
                    .pay();
            refs.add(stripe.ref(java.util.Objects.requireNonNull(sold.paymentIntentId())));
        }
        return refs;
    }

    @Override
    protected void advance(Duration by) {
        stripe.clock().advance(by);
        stripe.ourClock().advance(by);
    }

    @Override
    protected void ourClockRunsAhead(Duration by) {
        stripe.ourClock().advance(by);
    }

    @Override
    protected int callsMade() {
        return stripe.vendor().calls().size();
    }

    @Override
    protected int pageSize() {
        return 100;
    }
}
