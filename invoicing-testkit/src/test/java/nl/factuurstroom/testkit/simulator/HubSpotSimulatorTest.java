package nl.factuurstroom.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The habits of HubSpot that a connector has to live with. */
class HubSpotSimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEALS = "/crm/objects/2026-09/deals";

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final HubSpotSimulator hubSpot = new HubSpotSimulator(clock);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        hubSpot.close();
    }

    @Test
    @DisplayName("values are text, only asked properties come back, empty ones as null")
    void valuesAreText() throws Exception {
        hubSpot.deal("987").company("501").line("Advies", "4", "137.50").stage("contractsent");

        var deal = json(get(DEALS + "/987?properties=amount,hs_deal_stage_probability,hs_is_closed_won,description"))
                .path("properties");

        assertThat(deal.path("amount").asText()).isEqualTo("550.00");
        assertThat(deal.path("hs_is_closed_won").isTextual()).isTrue();
        assertThat(deal.path("hs_deal_stage_probability").asText()).startsWith("0.90000000000000002");
        assertThat(deal.has("description")).isTrue();
        assertThat(deal.path("description").isNull()).isTrue();
        assertThat(deal.has("deal_currency_code")).isFalse();
    }

    @Test
    @DisplayName("a batch that misses a record answers 207")
    void batchesAnswerInPart() throws Exception {
        hubSpot.deal("987");

        var answer = post(DEALS + "/batch/read", "{\"inputs\":[{\"id\":\"987\"},{\"id\":\"1\"}],\"properties\":[]}");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer).path("results")).hasSize(1);
        assertThat(json(answer).at("/errors/0/context/ids/0").asText()).isEqualTo("1");
    }

    @Test
    @DisplayName("a batch of more than 100 is refused")
    void batchesEndAtAHundred() throws Exception {
        var inputs =
                IntStream.range(0, 101).mapToObj(i -> "{\"id\":\"" + i + "\"}").toList();

        var answer = post(DEALS + "/batch/read", "{\"inputs\":[" + String.join(",", inputs) + "],\"properties\":[]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("category").asText()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    @DisplayName("search shows a change late, and pages by offset")
    void searchLags() throws Exception {
        hubSpot.searchLag(Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            hubSpot.deal(Integer.toString(70 + i)).stage("closedwon");
        }

        assertThat(search(2, "0").path("total").asInt()).isZero();
        clock.advance(Duration.ofSeconds(31));
        var page = search(2, "2");

        assertThat(page.path("total").asInt()).isEqualTo(5);
        assertThat(page.path("results")).hasSize(2);
        assertThat(page.at("/paging/next/after").asText()).isEqualTo("4");
        assertThat(search(2, "4").has("paging")).isFalse();
    }

    @Test
    @DisplayName("search ends at 200 a page and 10 000 results")
    void searchHasLimits() throws Exception {
        assertThat(post(DEALS + "/search", searchBody(201, "0")).statusCode()).isEqualTo(400);
        assertThat(post(DEALS + "/search", searchBody(200, "9900")).statusCode())
                .isEqualTo(400);
        assertThat(post(DEALS + "/search", searchBody(200, "9800")).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("limits roll over ten seconds; search has its own and tells nothing in headers")
    void limitsRoll() throws Exception {
        hubSpot.limits(3, 1, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/account-info/2026-09/details").statusCode()).isEqualTo(200);
        }

        var tooMany = get("/account-info/2026-09/details");
        var search = post(DEALS + "/search", searchBody(10, "0"));
        var tooManySearches = post(DEALS + "/search", searchBody(10, "0"));

        assertThat(json(tooMany).path("policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(tooMany.headers().firstValue("X-HubSpot-RateLimit-Remaining"))
                .contains("0");
        assertThat(tooMany.headers().firstValue("Retry-After")).isEmpty();
        assertThat(search.statusCode()).isEqualTo(200);
        assertThat(search.headers().firstValue("X-HubSpot-RateLimit-Max")).isEmpty();
        assertThat(tooManySearches.statusCode()).isEqualTo(429);
        assertThat(json(tooManySearches).has("policyName")).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(get("/account-info/2026-09/details").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a bad token is 401, a missing scope 403 and named")
    void tokensAndScopes() throws Exception {
        hubSpot.withoutScope("crm.objects.line_items.read");

        var scope =
                post("/crm/objects/2026-09/line_items/batch/read", "{\"inputs\":[{\"id\":\"1\"}],\"properties\":[]}");
        assertThat(scope.statusCode()).isEqualTo(403);
        assertThat(scope.body()).contains("MISSING_SCOPES").contains("crm.objects.line_items.read");
        hubSpot.refuseCredentials();
        assertThat(get(DEALS + "/987").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("a write names every value that is wrong, and changes nothing")
    void writesAreChecked() throws Exception {
        hubSpot.property("deals", "paid_at", "date").property("deals", "status", "enumeration", "paid");
        hubSpot.deal("987");

        var answer = send(
                "PATCH",
                DEALS + "/987",
                "{\"properties\":{\"paid_at\":\"gisteren\",\"status\":\"betaald\",\"nothing\":\"1\",\"dealname\":\"New\","
                        + "\"hs_is_closed_won\":\"true\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("message").asText())
                .contains("INVALID_DATE", "INVALID_OPTION", "PROPERTY_DOESNT_EXIST", "READ_ONLY_VALUE");
        assertThat(hubSpot.deal("987").get("dealname")).isEqualTo("Deal 987");
    }

    @Test
    @DisplayName("one bad input of a batch update fails by itself and is traced")
    void batchUpdatesFailInPart() throws Exception {
        hubSpot.deal("987");
        hubSpot.deal("988").refuseWrites("Contract type is required");

        var answer = post(
                DEALS + "/batch/update",
                "{\"inputs\":[{\"id\":\"987\",\"properties\":{\"dealname\":\"A\"},\"objectWriteTraceId\":\"a\"},"
                        + "{\"id\":\"988\",\"properties\":{\"dealname\":\"B\"},\"objectWriteTraceId\":\"b\"}]}");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer).at("/errors/0/context/objectWriteTraceId/0").asText())
                .isEqualTo("b");
        assertThat(hubSpot.deal("987").get("dealname")).isEqualTo("A");
    }

    @Test
    @DisplayName("a property that exists is a conflict")
    void propertiesExistOnce() throws Exception {
        var body = "{\"name\":\"paid_at\",\"label\":\"Paid\",\"type\":\"date\",\"fieldType\":\"date\","
                + "\"groupName\":\"dealinformation\"}";

        assertThat(post("/crm/properties/2026-09/deals", body).statusCode()).isEqualTo(201);
        assertThat(post("/crm/properties/2026-09/deals", body).statusCode()).isEqualTo(409);
    }

    @Test
    @DisplayName("merged deals answer under a new id")
    void mergedDealsHaveANewId() throws Exception {
        hubSpot.deal("987").company("501").line("Advies", "1", "10").stage("closedwon");
        hubSpot.deal("986");
        var merged = hubSpot.mergeDeals("987", "986");

        var deal = json(get(DEALS + "/986?properties=hs_merged_object_ids&associations=companies,line_items"));

        assertThat(deal.path("id").asText()).isEqualTo(merged.id()).isNotEqualTo("987");
        assertThat(deal.at("/properties/hs_merged_object_ids").asText()).isEqualTo("987;986");
        assertThat(deal.at("/associations/companies/results/0/type").asText()).isEqualTo("deal_to_company");
        assertThat(deal.path("associations").has("line items")).isTrue();
    }

    @Test
    @DisplayName("associations name their types; a record without any is an error in a 207")
    void associationsNameTheirTypes() throws Exception {
        hubSpot.deal("987").alsoCompany("502").company("501");
        hubSpot.deal("988");

        var answer = json(post(
                "/crm/associations/2026-09/deals/companies/batch/read",
                "{\"inputs\":[{\"id\":\"987\"},{\"id\":\"988\"}]}"));

        var primary = answer.at("/results/0/to/1");
        assertThat(primary.path("toObjectId").isNumber()).isTrue();
        assertThat(primary.at("/associationTypes/0/typeId").asInt()).isEqualTo(5);
        assertThat(answer.at("/errors/0/context/fromObjectId/0").asText()).isEqualTo("988");
    }

    @Test
    @DisplayName("events are delivered in no order, and again until somebody answers 2xx in time")
    void eventsAreDeliveredUntilAccepted() {
        try (var receiver = new Receiver(clock)) {
            hubSpot.subscribe(HubSpotSimulator.PUBLIC_URL, receiver.baseUri());
            hubSpot.deal("987").stage("closedwon");
            hubSpot.deal("988").delete();
            receiver.status = 500;
            assertThat(hubSpot.deliver()).containsExactly(500);
            receiver.failNext(Fault.loseAnswer());
            assertThat(hubSpot.deliver()).containsExactly(HubSpotWebhook.NO_ANSWER);
            receiver.status = 204;

            assertThat(hubSpot.deliver()).containsExactly(204);

            assertThat(hubSpot.waitingEvents()).isZero();
            assertThat(receiver.bodies.get(2)).contains("\"attemptNumber\":2").contains("deal.deletion");
            assertThat(receiver.calls().get(2).header("X-HubSpot-Signature-v3")).isPresent();
        }
    }

    @Test
    @DisplayName("recorded answers are taken over as they are")
    void recordedAnswersAreTakenOver() throws Exception {
        hubSpot.load(
                JSON.readTree(
                        "{\"companies\":[{\"id\":\"1\",\"properties\":{\"name\":\"Jansen\",\"btw\":\"NL1\"}}],"
                                + "\"deals\":[{\"id\":\"2\",\"properties\":{\"dealname\":\"Klus\",\"amount\":\"1812.00\","
                                + "\"dealstage\":\"closedwon\",\"hs_lastmodifieddate\":\"2026-11-16T10:00:06.021Z\"}}],"
                                + "\"associations\":{\"deals/companies\":{\"results\":[{\"from\":{\"id\":\"2\"},\"to\":"
                                + "[{\"toObjectId\":1,\"associationTypes\":[{\"category\":\"HUBSPOT_DEFINED\",\"typeId\":5}]}]}]}}}"));

        var deal =
                json(get(DEALS + "/2?properties=amount,hs_lastmodifieddate,hs_is_closed_won&associations=companies"));

        assertThat(deal.at("/properties/hs_lastmodifieddate").asText()).isEqualTo("2026-11-16T10:00:06.021Z");
        assertThat(deal.at("/properties/amount").asText()).isEqualTo("1812.00");
        assertThat(deal.at("/properties/hs_is_closed_won").asText()).isEqualTo("true");
        assertThat(deal.at("/associations/companies/results/0/id").asText()).isEqualTo("1");
        assertThat(hubSpot.company("1").get("btw")).isEqualTo("NL1");
        assertThat(search(10, "0").path("total").asInt()).isEqualTo(1);
    }

    /** Somebody who subscribed. */
    private static final class Receiver extends VendorSimulator {
        private final List<String> bodies = new ArrayList<>();
        private volatile int status = 200;

        Receiver(SettableClock clock) {
            super(clock);
        }

        @Override
        protected Answer handle(Call call) {
            bodies.add(call.body());
            return Answer.empty(status);
        }
    }

    private JsonNode search(int limit, String after) throws Exception {
        return json(post(DEALS + "/search", searchBody(limit, after)));
    }

    private static String searchBody(int limit, String after) {
        return "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"hs_is_closed_won\",\"operator\":\"EQ\","
                + "\"value\":\"true\"}]}],\"sorts\":[\"hs_lastmodifieddate\"],\"properties\":[],\"limit\":" + limit
                + ",\"after\":\"" + after + "\"}";
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(hubSpot.baseUri() + path))
                .header("Authorization", "Bearer " + HubSpotSimulator.TOKEN)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
