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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.PipedriveHabits.SumTax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipedriveSimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SettableClock clock = SettableClock.at("2026-11-16T10:00:05Z");
    private final PipedriveSimulator pipedrive = new PipedriveSimulator(clock);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        pipedrive.close();
    }

    @Test
    void leavesOutIdsThatItDoesNotKnowAndArchivedDeals() throws Exception {
        long deal = pipedrive.addDeal("{}");
        long archived = pipedrive.addDeal("{}");
        pipedrive.archive(archived);

        assertThat(ids(get("/api/v2/deals?ids=" + deal + "," + archived + ",999999")))
                .containsExactly(deal);
        assertThat(ids(get("/api/v2/deals/archived?ids=" + archived))).containsExactly(archived);
    }

    @Test
    void pagesByCursorAndLosesNothingThatChangesMeanwhile() throws Exception {
        var won = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            won.add(pipedrive.addDeal("{}"));
            pipedrive.win(won.get(i));
            clock.advance(Duration.ofSeconds(1));
        }
        var list = "/api/v2/deals?status=won&sort_by=update_time&limit=2";

        var first = get(list);
        pipedrive.edit(won.get(0), "{\"title\": \"changed\"}");
        var second =
                get(list + "&cursor=" + first.at("/additional_data/next_cursor").asText());
        var third = get(
                list + "&cursor=" + second.at("/additional_data/next_cursor").asText());

        assertThat(ids(first)).containsExactly(won.get(0), won.get(1));
        assertThat(ids(second)).containsExactly(won.get(2), won.get(3));
        assertThat(ids(third)).containsExactly(won.get(4), won.get(0));
        assertThat(third.at("/additional_data/next_cursor").isNull()).isTrue();
    }

    @Test
    void ignoresParametersThatItDoesNotKnow() throws Exception {
        pipedrive.addDeal("{}");

        assertThat(ids(get("/api/v2/deals?won_since=2030-01-01T00:00:00Z"))).hasSize(1);
    }

    @Test
    void sumsLinesTheWayTheHabitSays() throws Exception {
        pipedrive.habits().sums(SumTax.WITH_TAX).amountDiscountPerUnit(true).valueIncludesTax(true);
        long deal = pipedrive.addDeal("{}");
        pipedrive.addLine(
                deal, "{\"item_price\":100,\"quantity\":2,\"discount\":10,\"discount_type\":\"amount\",\"tax\":21}");
        pipedrive.addDiscount(deal, "percentage", "10", "Vaste klant");

        var line = get("/api/v2/deals/products?deal_ids=" + deal).at("/data/0");

        assertThat(line.get("sum").asText()).isEqualTo("217.8");
        assertThat(pipedrive.record("deal", deal).get("value").decimalValue()).isEqualByComparingTo("196.02");
    }

    @Test
    void emptiesADealWithProductsWhoseValueIsSent() throws Exception {
        long deal = pipedrive.addDeal("{}");
        pipedrive.addLine(deal, "{\"item_price\":100}");

        send("PATCH", "/api/v2/deals/" + deal, "{\"value\": 100}");

        assertThat(pipedrive.record("deal", deal).get("value").asInt()).isZero();
    }

    @Test
    void refusesValuesThatDoNotFitTheField() throws Exception {
        long deal = pipedrive.addDeal("{}");
        var status = pipedrive.addField("deal", "Factuurstatus", "enum", "Verstuurd", "Betaald");

        var refused = send("PATCH", "/api/v2/deals/" + deal, "{\"custom_fields\":{\"" + status + "\":\"Betaald\"}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(status);
    }

    @Test
    void limitsBurstsAndPutsUpAWallWhenThatIsIgnored() throws Exception {
        pipedrive.habits().burstLimit(2).blocksAfterRefusals(3);
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            statuses.add(send("GET", "/v1/users/me", "").statusCode());
        }

        var wall = send("GET", "/v1/users/me", "");

        assertThat(statuses).containsExactly(200, 200, 429, 429, 403);
        assertThat(wall.headers().firstValue("content-type")).hasValue("text/html; charset=UTF-8");
    }

    @Test
    void countsTokensUntilTheDayIsSpent() throws Exception {
        pipedrive.habits().dailyTokens(15);

        get("/api/v2/deals");
        var refused = send("GET", "/api/v2/deals", "");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-daily-ratelimit-token-remaining"))
                .hasValue("0");
        pipedrive.newDay();
        assertThat(send("GET", "/api/v2/deals", "").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsAWonDealInBothVersionsOfItsWebhooks() throws Exception {
        pipedrive.subscribe(URI.create("http://127.0.0.1:1/hook"), "2.0", "pipedrive", "secret");
        pipedrive.subscribe(URI.create("http://127.0.0.1:1/hook"), "1.0", "pipedrive", "secret");
        long deal = pipedrive.addDeal("{}");
        pipedrive.takeDeliveries();

        pipedrive.win(deal);
        var deliveries = pipedrive.takeDeliveries();

        var v2 = JSON.readTree(deliveries.get(0).body());
        assertThat(v2.at("/meta/entity_id").isTextual()).isTrue();
        assertThat(v2.at("/data/status").asText()).isEqualTo("won");
        assertThat(v2.at("/previous/status").asText()).isEqualTo("open");
        assertThat(v2.at("/previous").has("title")).isFalse();
        var v1 = JSON.readTree(deliveries.get(1).body());
        assertThat(v1.at("/event").asText()).isEqualTo("updated.deal");
        assertThat(v1.at("/current/won_time").asText()).isEqualTo("2026-11-16 10:00:05");
        assertThat(v1.at("/previous/title").isTextual()).isTrue();
        assertThat(deliveries.get(0).headers().get("Authorization").get(0)).startsWith("Basic ");
    }

    @Test
    void repeatsAFailedDeliveryWithTheSameEventIdAndFallsSilentAfterTen() throws Exception {
        var answer = new AtomicInteger(500);
        var bodies = new CopyOnWriteArrayList<String>();
        var receiver = receiver(answer, bodies);
        pipedrive.subscribe(
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"), "2.0", "u", "p");

        pipedrive.addDeal("{}");
        assertThat(pipedrive.deliverDue()).containsExactly(500);
        clock.advance(Duration.ofSeconds(3));
        answer.set(200);
        assertThat(pipedrive.deliverDue()).containsExactly(200);

        assertThat(bodies).hasSize(2);
        var first = JSON.readTree(bodies.get(0)).get("meta");
        var second = JSON.readTree(bodies.get(1)).get("meta");
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("attempt").asInt()).isEqualTo(2);

        answer.set(500);
        for (int i = 0; i < 9; i++) {
            pipedrive.addDeal("{}");
        }
        assertThat(pipedrive.deliverDue()).hasSize(9);
        clock.advance(Duration.ofMinutes(10));
        while (!pipedrive.deliverDue().isEmpty()) {
            clock.advance(Duration.ofMinutes(3));
        }
        pipedrive.addDeal("{}");
        assertThat(pipedrive.takeDeliveries()).isEmpty();
        clock.advance(Duration.ofMinutes(30));
        pipedrive.addDeal("{}");
        assertThat(pipedrive.takeDeliveries()).hasSize(1);
        receiver.stop(0);
    }

    private static HttpServer receiver(AtomicInteger answer, List<String> bodies) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(send("GET", path, "").body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(pipedrive.baseUri().resolve(path))
                        .header("x-api-token", PipedriveSimulator.API_TOKEN)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<Long> ids(JsonNode answer) {
        var ids = new ArrayList<Long>();
        answer.get("data").forEach(row -> ids.add(row.get("id").asLong()));
        return ids;
    }
}
