package nl.factuurstroom.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StripeSimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI URL = URI.create("https://facturen.example/webhooks/stripe");

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final StripeSimulator stripe = new StripeSimulator(clock);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void addsUpAsTheExampleOfTheVendor() throws Exception {
        var sold = stripe.checkout()
                .line("Onderhoud website", 2, 10000, Tax.NL_21)
                .line("Handboek", 1, 5000, Tax.NL_9)
                .coupon(10)
                .shipping(1000, Tax.NL_21)
                .pay();

        var session = get("/v1/checkout/sessions/" + sold.sessionId());

        assertThat(session.get("amount_total").asLong()).isEqualTo(27895);
        assertThat(session.at("/total_details/amount_tax").asLong()).isEqualTo(4395);
        assertThat(session.at("/total_details/amount_discount").asLong()).isEqualTo(2500);
    }

    @Test
    void expandsOnlyWhatIsAskedFor() throws Exception {
        var sold = sell();

        var plain = get("/v1/checkout/sessions/" + sold.sessionId());
        var expanded = get("/v1/checkout/sessions/" + sold.sessionId()
                + "?expand[]=line_items.data.taxes&expand[]=payment_intent.latest_charge");

        assertThat(plain.has("line_items")).isFalse();
        assertThat(plain.get("payment_intent").asText()).isEqualTo(sold.paymentIntentId());
        assertThat(expanded.at("/line_items/data/0/taxes/0/rate/percentage").asInt())
                .isEqualTo(21);
        assertThat(expanded.at("/payment_intent/latest_charge/id").asText()).isEqualTo(sold.chargeId());
        assertThat(expanded.at("/payment_intent/latest_charge/balance_transaction")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesExpansionsThatAreTooDeepOrDoNotExist() throws Exception {
        var path = "/v1/checkout/sessions/" + sell().sessionId();

        assertThat(status(path + "?expand[]=line_items.data.price.product.name"))
                .isEqualTo(400);
        assertThat(status(path + "?expand[]=colour")).isEqualTo(400);
        assertThat(status("/v1/checkout/sessions?expand[]=customer")).isEqualTo(400);
    }

    @Test
    void refusesUnknownParametersVersionsAndKeys() throws Exception {
        assertThat(status("/v1/payment_intents?status=succeeded")).isEqualTo(400);
        assertThat(status("/v1/nothing")).isEqualTo(404);
        assertThat(status("/v1/payment_intents/pi_unknown")).isEqualTo(404);
        assertThat(send("/v1/events", "Stripe-Version", "2024-06-20").statusCode())
                .isEqualTo(400);
        assertThat(send("/v1/events", "Authorization", "Bearer sk_live_wrong").statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsTenLinesAndSaysThatThereAreMore() throws Exception {
        var order = stripe.checkout();
        for (int i = 1; i <= 12; i++) {
            order.line("Regel " + i, 1, 1000, Tax.NL_21);
        }
        var path = "/v1/checkout/sessions/" + order.pay().sessionId();

        var session = get(path + "?expand[]=line_items");
        var first = get(path + "/line_items?limit=5");
        var second = get(path + "/line_items?limit=100&starting_after="
                + first.at("/data/4/id").asText());

        assertThat(session.at("/line_items/data")).hasSize(10);
        assertThat(session.at("/line_items/has_more").asBoolean()).isTrue();
        assertThat(second.get("data")).hasSize(7);
        assertThat(second.get("has_more").asBoolean()).isFalse();
    }

    @Test
    void listsEventsNewestFirstForThirtyDays() throws Exception {
        sell();
        clock.advance(Duration.ofDays(29));
        sell();

        var both = get("/v1/events?limit=100&types[]=payment_intent.succeeded");
        clock.advance(Duration.ofDays(2));
        var one = get("/v1/events?limit=100&types[]=payment_intent.succeeded");

        assertThat(both.get("data")).hasSize(2);
        assertThat(both.at("/data/0/created").asLong())
                .isGreaterThan(both.at("/data/1/created").asLong());
        assertThat(one.get("data")).hasSize(1);
    }

    @Test
    void anEventShowsInListsOnlyAfterTheLag() throws Exception {
        stripe.indexLag(Duration.ofSeconds(10));
        sell();

        assertThat(get("/v1/events").get("data")).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(get("/v1/events").get("data")).isNotEmpty();
    }

    @Test
    void oneSaleGivesThreeOrFourEvents() {
        sell();
        assertThat(types())
                .containsExactly("charge.succeeded", "payment_intent.succeeded", "checkout.session.completed");

        stripe.checkout()
                .invoiceCreation()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .pay();
        assertThat(types())
                .containsExactly(
                        "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed", "invoice.paid");
    }

    @Test
    void aDelayedMethodCompletesUnpaidAndSettlesLater() {
        var sold = stripe.checkout()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .delayed("sepa_debit")
                .pay();
        assertThat(types()).containsExactly("checkout.session.completed");

        stripe.settle(sold);
        assertThat(types())
                .containsExactly(
                        "charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded");
    }

    @Test
    void signsWithEverySecretWhileOneIsBeingRolled() {
        stripe.rollSecret("whsec_next");
        sell();

        var header = stripe.takeWebhooks(URL).get(0).header("Stripe-Signature").orElseThrow();

        assertThat(header.split("v1=", -1)).hasSize(3);
    }

    @Test
    void deliversAgainWhatWasNotTaken() throws IOException {
        var answers = new AtomicInteger(500);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answers.get(), -1);
            exchange.close();
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/stripe");
        sell();

        assertThat(stripe.deliverTo(url)).containsExactly(500, 500, 500);
        answers.set(200);
        assertThat(stripe.deliverTo(url)).containsExactly(200, 200, 200);
        assertThat(stripe.deliverTo(url)).isEmpty();
        server.stop(0);
    }

    @Test
    void anotherAccountsObjectsAreNotThere() throws Exception {
        stripe.inAccount("acct_1Other");
        var sold = sell();

        assertThat(status("/v1/payment_intents/" + sold.paymentIntentId())).isEqualTo(404);
        assertThat(send("/v1/payment_intents/" + sold.paymentIntentId(), "Stripe-Account", "acct_1Other")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stripe.takeWebhooks(URL))
                .allMatch(webhook -> webhook.bodyText().contains("\"account\":\"acct_1Other\""));
    }

    @Test
    void limitsWithoutSayingForHowLong() throws Exception {
        stripe.limit("endpoint-rate");

        var answer = send("/v1/events", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Stripe-Rate-Limited-Reason")).contains("endpoint-rate");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    private Sold sell() {
        return stripe.checkout().line("Onderhoud", 1, 10000, Tax.NL_21).pay();
    }

    private List<String> types() {
        var types = new ArrayList<String>();
        stripe.takeWebhooks(URL)
                .forEach(webhook ->
                        types.add(read(webhook.bodyText()).get("type").asText()));
        return types;
    }

    private JsonNode get(String path) throws Exception {
        var answer = send(path, "Accept", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body());
    }

    private int status(String path) throws Exception {
        return send(path, "Accept", "application/json").statusCode();
    }

    private HttpResponse<String> send(String path, String header, String value) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(stripe.baseUri() + path.replace("[", "%5B").replace("]", "%5D")))
                .header("Authorization", "Bearer " + stripe.apiKey())
                .setHeader("Stripe-Version", StripeSimulator.API_VERSION)
                .setHeader(header, value)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
