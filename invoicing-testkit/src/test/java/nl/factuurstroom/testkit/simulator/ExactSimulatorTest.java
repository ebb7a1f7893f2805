package nl.factuurstroom.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator plays the habits that Exact Online is known for. */
final class ExactSimulatorTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T09:15:30Z");
    private final ExactSimulator exact = new ExactSimulator(clock);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        exact.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(exact.baseUri() + "/api/v1/1234567/" + path))
                .header("Authorization", "Bearer " + exact.accessToken())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private HttpResponse<String> get(String entity, String select, String filter) throws Exception {
        var query = new ArrayList<String>();
        if (select != null) {
            query.add("$select=" + select);
        }
        if (filter != null) {
            query.add("$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        }
        return send(request(entity + "?" + String.join("&", query)));
    }

    private HttpResponse<String> post(String entity, String body) throws Exception {
        return send(request(entity).header("Prefer", "return=representation").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode d(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body()).path("d");
    }

    private static JsonNode rows(HttpResponse<String> answer) throws Exception {
        var d = d(answer);
        return d.isArray() ? d : d.path("results");
    }

    private static String error(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper()
                .readTree(answer.body())
                .at("/error/message/value")
                .asText();
    }

    private String invoice(String customer, String vatCode) {
        return """
                {"OrderedBy":"%s","Journal":"70","YourRef":"K-1042","Description":"Meterkast","OrderDate":"2026-11-24",
                 "SalesInvoiceLines":[
                  {"Item":"c81d4e2e-bcf2-4de6-869b-7df92533d2db","Quantity":12.5,"UnitPrice":80%s},
                  {"Item":"1f8b2c5d-7e90-4a3b-b6c1-2d3e4f5a6b7c","Quantity":1,"UnitPrice":500,"Discount":0.1%s}]}""".formatted(customer, vatCode, vatCode);
    }

    private String booked() throws Exception {
        var customer = exact.addAccount("Jansen", Map.of("Email", "a@b.nl"));
        return d(post("salesinvoice/SalesInvoices", invoice(customer, ",\"VATCode\":\"2\"")))
                .path("InvoiceID")
                .asText();
    }

    private HttpResponse<String> print(String id) throws Exception {
        return post(
                "salesinvoice/PrintedSalesInvoices",
                "{\"InvoiceID\":\"" + id + "\",\"InvoiceDate\":\"2026-11-24\",\"SendEmailToCustomer\":true}");
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        var form = "grant_type=refresh_token&refresh_token=" + token + "&client_id=" + exact.clientId()
                + "&client_secret=" + exact.clientSecret();
        return send(HttpRequest.newBuilder(URI.create(exact.baseUri() + "/api/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void aRefreshTokenWorksOnceAndNotBeforeItsTime() throws Exception {
        var first = new ObjectMapper().readTree(refresh(exact.refreshToken()).body());
        var next = first.path("refresh_token").asText();

        assertThat(first.path("expires_in").isTextual()).isTrue();
        var early = refresh(next);
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.headers().firstValue("Reason").orElse("")).startsWith("TooEarlyToRefreshTokens");
        clock.advance(Duration.ofSeconds(570));
        var second = new ObjectMapper()
                .readTree(refresh(next).body())
                .path("refresh_token")
                .asText();
        clock.advance(Duration.ofSeconds(570));
        assertThat(refresh(second).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(570));
        assertThat(refresh(next).body()).contains("invalid_grant");
    }

    @Test
    void selectAndFilterAreMandatory() throws Exception {
        assertThat(error(get("crm/Accounts", null, "Name eq 'x'"))).startsWith("Please add a $select");
        assertThat(error(get("crm/Accounts", "ID", null))).startsWith("This endpoint has mandatory filtering applied.");
        assertThat(error(get("crm/Accounts", "ID", "Phone eq '1'"))).startsWith("This $filter parameter is not");
        assertThat(error(get("sync/Cashflow/PaymentTerms", "ID", "Status eq 20")))
                .startsWith("This $filter parameter is not");
        assertThat(error(get("crm/Accounts", "ID,Bestaat", "Name eq 'x'"))).contains("'Bestaat'");
    }

    @Test
    void literalsMustFitTheirField() throws Exception {
        var id = exact.addAccount("'t Hoekje", Map.of("Code", "25"));

        assertThat(rows(get("crm/Accounts", "ID", "ID eq guid'" + id + "'"))).hasSize(1);
        assertThat(rows(get("crm/Accounts", "ID", "Name eq '''t Hoekje' or Name eq 'x'")))
                .hasSize(1);
        assertThat(rows(get("crm/Accounts", "ID", "trim(Code) eq '25'"))).hasSize(1);
        assertThat(rows(get("crm/Accounts", "ID", "Code eq '                25'")))
                .hasSize(1);
        assertThat(rows(get("crm/Accounts", "ID", "Code eq '25'"))).isEmpty();
        assertThat(get("crm/Accounts", "ID", "ID eq '" + id + "'").statusCode()).isEqualTo(400);
        assertThat(get("sync/Cashflow/PaymentTerms", "ID", "Timestamp gt 0").statusCode())
                .isEqualTo(400);
        assertThat(rows(get("sync/Cashflow/PaymentTerms", "ID", "Timestamp gt 0L")))
                .hasSize(1);
    }

    @Test
    void listsComeInPagesOfSixtyAndInTwoShapes() throws Exception {
        for (int i = 0; i < 61; i++) {
            exact.addAccount("J. Jansen", Map.of());
        }

        var first = d(get("crm/Accounts", "ID", "Name eq 'J. Jansen'"));
        var next = send(HttpRequest.newBuilder(URI.create(first.path("__next").asText()))
                .header("Authorization", "Bearer " + exact.accessToken())
                .header("Accept", "application/json"));
        var shapes = d(get("financial/Journals", "Code", null)).isArray()
                ^ d(get("financial/Journals", "Code", null)).isArray();

        assertThat(first.path("results")).hasSize(60);
        assertThat(rows(next)).hasSize(1);
        assertThat(shapes).as("by turns").isTrue();
    }

    @Test
    void codesArePaddedAndUnique() throws Exception {
        exact.addAccount("Jansen", Map.of("Code", "25", "Country", "NL"));

        var row = rows(get("crm/Accounts", "Code,Country", "Name eq 'Jansen'")).get(0);
        var taken = post("crm/Accounts", "{\"Name\":\"Bakker\",\"Code\":\"25\"}");

        assertThat(row.path("Code").asText()).isEqualTo("                25");
        assertThat(row.path("Country").asText()).isEqualTo("NL ");
        assertThat(taken.statusCode()).isEqualTo(500);
        assertThat(error(taken)).isEqualTo("Gegeven bestaat reeds.");
    }

    @Test
    void withoutPreferAnAnswerIsHalfEmpty() throws Exception {
        var bare = send(request("crm/Accounts").POST(BodyPublishers.ofString("{\"Name\":\"Jansen\"}")));
        var whole = post("crm/Accounts", "{\"Name\":\"Jansen\"}");

        assertThat(d(bare).path("Name").isNull()).isTrue();
        assertThat(d(bare).path("ID").asText()).isNotEmpty();
        assertThat(d(whole).path("Name").asText()).isEqualTo("Jansen");
    }

    @Test
    void anInvoiceIsOpenAndUnnumberedUntilItIsPrinted() throws Exception {
        var id = booked();

        assertThat(exact.invoice("K-1042")).satisfies(invoice -> {
            assertThat(invoice.status()).isEqualTo(20);
            assertThat(invoice.number()).isNull();
            assertThat(invoice.total()).isEqualByComparingTo("1754.50");
        });
        var printed = d(print(id));
        assertThat(printed.path("EmailCreationSuccess").asText()).isNotEmpty();
        assertThat(printed.has("InvoiceNumber")).isFalse();
        assertThat(exact.invoice("K-1042")).satisfies(invoice -> {
            assertThat(invoice.status()).isEqualTo(50);
            assertThat(invoice.number()).isEqualTo(26700001);
            assertThat(invoice.mailedTo()).containsExactly("a@b.nl");
        });
        assertThat(error(print(id))).isEqualTo("Reeds verwerkt");
    }

    @Test
    void aTwoHundredMayHoldAMailError() throws Exception {
        var id = booked();
        exact.failNextMail("Verplicht: E-mailadres");

        var answer = print(id);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(d(answer).path("EmailCreationError").asText()).isEqualTo("Verplicht: E-mailadres");
        assertThat(exact.invoice("K-1042").status()).isEqualTo(50);
    }

    @Test
    void aLineWithoutVatCodeIsAcceptedWithoutVat() throws Exception {
        exact.load("{\"logistics/Items\":[{\"ID\":\"c81d4e2e-bcf2-4de6-869b-7df92533d2db\",\"Code\":\"UREN\","
                + "\"IsSalesItem\":true,\"IsFractionAllowedItem\":true}]}");
        var customer = exact.addAccount("Jansen", Map.of());

        post("salesinvoice/SalesInvoices", invoice(customer, ""));

        assertThat(exact.invoice("K-1042").vat()).isEqualByComparingTo("0");
    }

    @Test
    void pricesOfTypeIncludingHoldTheirVat() throws Exception {
        var customer = exact.addAccount("Jansen", Map.of());

        post("salesinvoice/SalesInvoices", invoice(customer, ",\"VATCode\":\"4\""));

        assertThat(exact.invoice("K-1042").total()).isEqualByComparingTo("1450.00");
    }

    @Test
    void refusalsAreInDutchAndOftenFiveHundreds() throws Exception {
        var prospect = exact.addAccount("Jansen", Map.of("Status", "P"));

        var noCustomer = post("salesinvoice/SalesInvoices", invoice(prospect, ""));
        assertThat(noCustomer.statusCode()).isEqualTo(500);
        assertThat(error(noCustomer)).isEqualTo("Ongeldig: Factuur voor (Type)");
        assertThat(error(post("salesinvoice/SalesInvoices", "{\"Journal\":\"70\"}")))
                .isEqualTo("Verplicht: Factuur voor\r\nVerplicht: Besteld door");
        assertThat(error(post("salesinvoice/SalesInvoices", "{\"Onzin\":1}"))).contains("'Onzin'");
        assertThat(error(post("crm/Accounts", "{\"Name\":\"x\",\"Email\":\"geen\"}")))
                .isEqualTo("Ongeldig: Email []");
    }

    @Test
    void openAmountsHaveTheirSign() throws Exception {
        print(booked());
        exact.payPartly("K-1042", new BigDecimal("1000"));

        var receivables = rows(get("cashflow/Receivables", "AmountDC,Status", "InvoiceNumber eq 26700001"));
        var open = rows(get("read/financial/ReceivablesList", "Amount", "InvoiceNumber eq 26700001"));

        assertThat(receivables)
                .extracting(row -> row.path("AmountDC").decimalValue().intValue())
                .containsExactlyInAnyOrder(-754, -1000);
        assertThat(open.get(0).path("Amount").decimalValue()).isEqualByComparingTo("-754.5");
        exact.pay("K-1042");
        assertThat(rows(get("read/financial/ReceivablesList", "Amount", "InvoiceNumber eq 26700001")))
                .isEmpty();
    }

    @Test
    void aDayIsMidnightUtcAndAMomentDutchWallTime() throws Exception {
        booked();

        var row = rows(get("salesinvoice/SalesInvoices", "OrderDate,Created", "YourRef eq 'K-1042'"))
                .get(0);

        assertThat(row.path("OrderDate").asText()).isEqualTo("/Date(1795478400000)/");
        assertThat(row.path("Created").asText()).as("10:15:30 in Amsterdam").isEqualTo("/Date(1795515330000)/");
    }

    @Test
    void searchesMayLagButKeysDoNot() throws Exception {
        exact.searchLag(Duration.ofSeconds(30));
        var id = booked();

        assertThat(rows(get("salesinvoice/SalesInvoices", "InvoiceID", "YourRef eq 'K-1042'")))
                .isEmpty();
        assertThat(get("salesinvoice/SalesInvoices(guid'" + id + "')", "InvoiceID", null)
                        .statusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(31));
        assertThat(rows(get("salesinvoice/SalesInvoices", "InvoiceID", "YourRef eq 'K-1042'")))
                .hasSize(1);
    }

    @Test
    void theMinuteAndTheDayAreCounted() throws Exception {
        exact.limits(2, 3);

        var first = get("financial/Journals", "Code", null);
        get("financial/Journals", "Code", null);
        var third = get("financial/Journals", "Code", null);
        clock.advance(Duration.ofMinutes(1));
        get("financial/Journals", "Code", null);
        var spent = get("financial/Journals", "Code", null);

        assertThat(first.headers().firstValue("X-RateLimit-Minutely-Remaining")).hasValue("1");
        assertThat(first.headers().firstValue("X-RateLimit-Minutely-Reset")).hasValue("1795511760000");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).isEmpty();
        assertThat(third.headers().firstValue("X-RateLimit-Remaining")).isEmpty();
        assertThat(spent.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        assertThat(spent.headers().firstValue("X-RateLimit-Minutely-Remaining")).isEmpty();
    }

    @Test
    void tenErrorsBlockAnEndpointForAnHour() throws Exception {
        for (int i = 0; i < 10; i++) {
            get("crm/Accounts", "ID", null);
        }

        assertThat(exact.isBlocked("crm/Accounts")).isTrue();
        assertThat(get("crm/Accounts", "ID", "Name eq 'x'").statusCode()).isEqualTo(429);
        assertThat(get("financial/Journals", "Code", null).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(61));
        assertThat(get("crm/Accounts", "ID", "Name eq 'x'").statusCode()).isEqualTo(200);
    }

    @Test
    void deletingADeletedInvoiceIsForbidden() throws Exception {
        var id = booked();
        var path = "salesinvoice/SalesInvoices(guid'" + id + "')";

        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(403);
        assertThat(rows(get("sync/Deleted", "EntityKey,EntityType", "Timestamp gt 0L"))
                        .get(0)
                        .path("EntityKey")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void aSubscriptionIsTriedWithAnEmptyBody() throws Exception {
        try (var callback = new ExactCallback()) {
            var subscription = "{\"Topic\":\"SalesInvoices\",\"CallbackURL\":\"" + callback.address() + "\"}";

            assertThat(post("webhooks/WebhookSubscriptions", subscription).statusCode())
                    .isEqualTo(201);
            assertThat(error(post("webhooks/WebhookSubscriptions", subscription)))
                    .isEqualTo("Data already exists");
            booked();
            assertThat(exact.deliverWebhooks()).containsExactly(200);
            assertThat(callback.bodies.get(0)).isEmpty();
            assertThat(callback.bodies.get(1)).startsWith("{\"Content\":{\"Topic\":\"SalesInvoices\"");
        }
    }
}
