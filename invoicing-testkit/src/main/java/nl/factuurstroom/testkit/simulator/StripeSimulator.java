package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import nl.factuurstroom.testkit.simulator.StripeOrder.Mode;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * A Stripe account over real HTTP: checkout sessions, payment intents, charges, invoices and their payments, refunds,
 * disputes, tax rates, products and events. It plays Stripe's habits: nothing expanded unless asked, at most four levels
 * deep; the first ten lines and {@code has_more}; three or four events for one sale, in any order and more than once; events
 * for 30 days, newest first; objects of another mode or account are not there; unknown parameters are refused; 429 without
 * {@code Retry-After}.
 *
 * <pre>{@code
 * var sold = stripe.checkout().line("Onderhoud", 2, 10000, StripeOrder.Tax.NL_21).pay();
 * stripe.takeWebhooks(url).forEach(pipeline::receive);
 * }</pre>
 */
public final class StripeSimulator extends VendorSimulator {

    /** The version that calls must pin. */
    public static final String API_VERSION = "2026-10-28.endive";

    private final StripeObjects objects = new StripeObjects();
    private final StripeWebhooks webhooks;
    private final StripeLedger ledger;
    private final StripeRoutes routes;

    public StripeSimulator(Clock clock) {
        this(clock, 0);
    }

    public StripeSimulator(Clock clock, int port) {
        super(clock, port);
        this.webhooks = new StripeWebhooks(objects, clock);
        this.ledger = new StripeLedger(objects, webhooks, clock);
        this.routes = new StripeRoutes(objects, webhooks);
    }

    /** The key that calls must bring: a live one until {@link #testMode()}. */
    public String apiKey() {
        return locked(routes::key);
    }

    /** The newest signing secret of the webhook endpoint. */
    public String webhookSecret() {
        return locked(() -> webhooks.secrets().get(webhooks.secrets().size() - 1));
    }

    /** From now on the account is in test mode, with another key. */
    public void testMode() {
        act(() -> {
            objects.live(false);
            routes.key("sk_test_simulated");
        });
    }

    /** What happens from now on happens in this connected account; empty for the key's own. */
    public void inAccount(String account) {
        act(() -> ledger.owner(account));
    }

    /** From now on the key is refused. */
    public void revokeKey() {
        act(() -> routes.key("sk_live_another"));
    }

    /** From now on the key may not read this folder: {@code checkout/sessions}. */
    public void forbid(String folder) {
        act(() -> routes.forbid(folder));
    }

    /** From now on every call is limited, for this reason: {@code endpoint-rate}; null ends it. */
    public void limit(@Nullable String reason) {
        act(() -> routes.limit(reason));
    }

    /** Events show in lists only so long after they happened. */
    public void indexLag(Duration lag) {
        act(() -> webhooks.indexLag(lag));
    }

    /** Every event is delivered so many times. */
    public void copiesPerEvent(int copies) {
        act(() -> webhooks.copies(copies));
    }

    /** Both the old and the new secret sign, until {@link #endRoll()}. */
    public void rollSecret(String secret) {
        act(() -> webhooks.rollTo(secret));
    }

    /** Only the newest secret signs. */
    public void endRoll() {
        act(webhooks::endRoll);
    }

    /** What the account's webhook endpoint is subscribed to; {@code *} at first. */
    public void endpointEvents(String... types) {
        act(() -> routes.endpointEvents(List.of(types)));
    }

    /** A sale by Stripe's checkout page. */
    public StripeOrder checkout() {
        return new StripeOrder(this, Mode.CHECKOUT);
    }

    /** A bare payment by a payment intent of the seller's own code, in minor units. */
    public StripeOrder payment(long amount) {
        return new StripeOrder(this, Mode.PAYMENT).guest().line("payment", 1, amount, null);
    }

    /** A sale by an invoice that Stripe makes: of a subscription, or by hand. */
    public StripeOrder invoice() {
        return new StripeOrder(this, Mode.INVOICE);
    }

    Sold pay(StripeOrder order) {
        return locked(() -> ledger.pay(order));
    }

    /** A delayed method pays at last. */
    public void settle(Sold sold) {
        act(() -> ledger.settle(sold));
    }

    /** A delayed method fails. */
    public void fail(Sold sold) {
        act(() -> ledger.fail(sold));
    }

    /** Pays back, whole or in part; the refund's id. */
    public String refund(Sold sold, long amount) {
        return locked(() -> ledger.refund(sold, amount));
    }

    /** The bank sends a refund back. */
    public void failRefund(String refundId) {
        act(() -> ledger.failRefund(refundId));
    }

    /** The buyer disputes the payment; the dispute's id. */
    public String dispute(Sold sold) {
        return locked(() -> ledger.dispute(sold));
    }

    /** Changes an object as it is kept, behind everybody's back. */
    public void edit(String id, Consumer<ObjectNode> change) {
        act(() -> change.accept(objects.get(id)));
    }

    /** The webhooks that Stripe sends now, signed now; taken ones don't come back. */
    public List<WebhookRequest> takeWebhooks(URI url) {
        return locked(() -> webhooks.take(url));
    }

    /** Nothing that happened so far will be delivered: the endpoint was off. */
    public void loseWebhooks() {
        act(webhooks::forgetUndelivered);
    }

    /** Posts what is due; what isn't answered with 2xx stays for the next round, for three days. The statuses. */
    public List<Integer> deliverTo(URI url) {
        var statuses = new ArrayList<Integer>();
        var client = HttpClient.newHttpClient();
        for (WebhookRequest request : takeWebhooks(url)) {
            int status = post(client, request);
            statuses.add(status);
            if (status / 100 != 2) {
                act(() -> webhooks.failed(request));
            }
        }
        return statuses;
    }

    /** A delivery of exactly this body with a right signature. */
    public WebhookRequest signed(String body, URI url, Instant at) {
        return locked(() -> webhooks.signed(body, url, at));
    }

    @Override
    protected Answer handle(Call call) {
        return routes.answer(call);
    }

    private void act(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    private static int post(HttpClient client, WebhookRequest request) {
        var post = HttpRequest.newBuilder(request.url())
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> post.header(name, values.get(0)));
        try {
            return client.send(post.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
