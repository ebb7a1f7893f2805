package nl.factuurstroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The habits of Moneybird that make a friendly simulator worthless. */
class MoneybirdSimulatorTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final MoneybirdSimulator simulator = new MoneybirdSimulator(clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String contact =
            simulator.addContact(Map.of("company_name", "Smit B.V.", "send_invoices_to_email", "a@smit.example"));

    @AfterEach
    void close() {
        simulator.close();
    }

    private HttpResponse<String> call(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(simulator.apiUri() + path))
                    .header("Authorization", "Bearer " + MoneybirdSimulator.TOKEN)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode filtered(String filter) {
        return json(call(
                "GET", "/123/sales_invoices.json?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), ""));
    }

    private String draft(String reference) {
        var body = "{\"sales_invoice\":{\"contact_id\":\"" + contact + "\",\"reference\":\"" + reference
                + "\",\"details_attributes\":[{\"description\":\"Advies\",\"price\":\"10,95\",\"amount\":\"2\"}]}}";
        return json(call("POST", "/123/sales_invoices.json", body)).path("id").asText();
    }

    private String send(String id) {
        return json(call("PATCH", "/123/sales_invoices/" + id + "/send_invoice.json", "{}"))
                .path("invoice_id")
                .asText();
    }

    @Test
    void moneyIsTextAndIdsAreEighteenDigits() {
        var invoice = simulator.invoice(draft("HS-1"));

        assertThat(invoice.path("id").asText()).matches("[0-9]{18}");
        assertThat(invoice.path("total_price_excl_tax").asText()).isEqualTo("21.9");
        assertThat(invoice.path("total_price_incl_tax").asText()).isEqualTo("26.5");
        assertThat(invoice.path("details").get(0).path("amount").asText()).isEqualTo("2 x");
    }

    @Test
    void sendingAgainSendsAgain() {
        var id = draft("HS-1");

        assertThat(send(id)).isEqualTo("2026-0001");
        assertThat(send(id)).isEqualTo("2026-0001");
        assertThat(simulator.mails()).hasSize(2);
    }

    @Test
    void anUnknownFilterKeyIsIgnoredAndAnyFilterReplacesThisYear() {
        send(draft("HS-1"));
        draft("HS-2");
        clock.advance(Duration.ofDays(60));

        assertThat(filtered("filter:open")).hasSize(2);
        assertThat(json(call("GET", "/123/sales_invoices.json", ""))).hasSize(1);
        assertThat(filtered("reference:HS-1|HS-2")).hasSize(2);
        assertThat(filtered("reference:HS-1|HS-2,period:20260101..20261231")).hasSize(1);
        assertThat(call("GET", "/123/sales_invoices.json?filter=state:nonsense", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void synchronizationCutsOffAfterAHundredIds() {
        var ids = new StringBuilder();
        for (int i = 0; i < 110; i++) {
            ids.append(i == 0 ? "" : ",").append('"').append(simulator.addContact(Map.of("company_name", "K" + i)));
            ids.append('"');
        }

        assertThat(json(call("POST", "/123/contacts/synchronization.json", "{\"ids\":[" + ids + "]}")))
                .hasSize(100);
    }

    @Test
    void theRateHeadersDoNotMeanWhatTheySay() {
        clock.advance(Duration.ofSeconds(140));
        simulator.limit(2);

        var fine = call("GET", "/123/workflows.json", "").headers();
        call("GET", "/123/workflows.json", "");
        var limited = call("GET", "/123/workflows.json", "");

        assertThat(fine.firstValue("RateLimit-Remaining")).contains("160");
        assertThat(fine.firstValue("RateLimit-RequestsRemaining")).contains("1");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body()).isEqualTo("\"Retry later\"");
        assertThat(limited.headers().firstValue("Retry-After"))
                .contains(Long.toString(clock.instant().getEpochSecond() + 160));
    }

    @Test
    void aSettledCreditNoteLeavesItsOriginalPaid() {
        var id = draft("HS-1");
        send(id);

        var credit = simulator.credit(id);

        assertThat(simulator.invoice(id).path("state").asText()).isEqualTo("paid");
        assertThat(simulator.invoice(credit).path("original_sales_invoice_id").asText())
                .isEqualTo(id);
        assertThat(simulator.invoice(credit).path("reference").asText()).isEqualTo("HS-1");
        assertThat(simulator.invoice(credit).path("total_price_incl_tax").asText())
                .isEqualTo("-26.5");
    }

    @Test
    void aFinalInvoiceIsDeletedAsReadilyAsADraft() {
        var id = draft("HS-1");
        send(id);

        assertThat(call("DELETE", "/123/sales_invoices/" + id + ".json", "").statusCode())
                .isEqualTo(204);
        assertThat(simulator.invoices()).isEmpty();
    }

    @Test
    void aBodyWithoutItsWrapperAndAPageTooLargeAreRefused() {
        assertThat(call("POST", "/123/contacts.json", "{\"company_name\":\"X\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("GET", "/123/contacts.json?per_page=101", "").statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/123/contacts.json", "{\"contact\":{\"city\":\"X\"}}")
                        .statusCode())
                .isEqualTo(422);
    }
}
