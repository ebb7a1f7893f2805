package nl.factuurstroom.examples.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotWebhook;
import nl.factuurstroom.testkit.simulator.KvkSimulator;
import nl.factuurstroom.testkit.simulator.ViesSimulator;

/** The service as it is seen from outside: simulated vendors on one side, an HTTP client on the other. */
final class Setting implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Clock clock = Clock.systemUTC();
    final HubSpotSimulator hubSpot = new HubSpotSimulator(clock);
    final ExactSimulator exact = new ExactSimulator(clock);
    final KvkSimulator kvk = new KvkSimulator(clock);
    final ViesSimulator vies = new ViesSimulator(clock);
    final Events events = new Events();
    final Map<String, String> values = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private FactuurstroomService service;

    Setting(Path folder) {
        hubSpot.property("companies", "vat_number", "string").property("companies", "kvk_number", "string");
        hubSpot.property("line_items", "vat_rate", "string").property("deals", "invoice_number", "string");
        hubSpot.property("deals", "invoice_status", "string").property("deals", "invoice_amount_paid", "number");
        hubSpot.property("deals", "invoice_paid_at", "date");
        values.putAll(Examples.complete());
        values.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));
        values.put("hubspot.base-url", hubSpot.baseUri().toString());
        values.put("hubspot.access-token", HubSpotSimulator.TOKEN);
        values.put("hubspot.client-secret", HubSpotSimulator.SECRET);
        values.put("hubspot.portal-id", Long.toString(HubSpotSimulator.PORTAL));
        values.put("hubspot.property.line.vat-rate", "vat_rate");
        values.put("hubspot.poll-interval", "0");
        values.put("exact.base-url", exact.baseUri().toString());
        values.put("exact.division", Integer.toString(ExactSimulator.DIVISION));
        values.put("exact.access-token", exact.accessToken());
        values.put("exact.webhook-secret", exact.webhookSecret());
        values.put("exact.item", "UREN");
        values.put("exact.vat-code.standard", "2");
        values.put("exact.vat-code.reduced", "1");
        values.put("exact.vat-code.intra-eu-services", "7D");
        values.put("exact.vat-code.intra-eu-goods", "7");
        values.put("exact.payment-poll-interval", "0");
        values.put("kvk.base-url", kvk.baseUri().toString());
        values.put("kvk.api-key", KvkSimulator.KEY);
        values.put("vies.base-url", vies.restApi().toString());
    }

    Setting start() {
        service = FactuurstroomService.start(Configuration.of(values, Map.of()), events);
        return this;
    }

    void stop() {
        service.close();
    }

    FactuurstroomService service() {
        return service;
    }

    /** A Dutch company with one contact, and a deal of EUR 550 with it that isn't won yet. */
    void openDeal(String id) {
        hubSpot.company("501").name("Voorbeeld Bouw B.V.").set("kvk_number", "68750110");
        hubSpot.company("501").billingContact("51");
        hubSpot.deal(id).company("501").contact("51");
        hubSpot.deal(id).line("Advies", "4", "137.50", line -> line.set("vat_rate", "21"));
    }

    /** Says that the deal was won, signed for the public address. */
    HubSpotWebhook won(String dealId) {
        hubSpot.deal(dealId).stage("closedwon");
        return hubSpot.webhook()
                .to(service.publicUrl().resolve("/webhooks/hubspot"))
                .dealStage(dealId, "closedwon")
                .build();
    }

    int post(HubSpotWebhook webhook) {
        return webhook.post(local("/webhooks/hubspot"), Duration.ofSeconds(5));
    }

    URI local(String path) {
        return service.localUrl().resolve(path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String... headers) {
        return send("POST", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(local(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        hubSpot.close();
        exact.close();
        kvk.close();
        vies.close();
    }
}
