package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Pipedrive's webhooks: bodies of version 2 and 1, HTTP Basic, three more tries after 3, 30 and 150 seconds, silence for
 * 30 minutes after ten failed first tries, and removal after three days without a success. Guarded by the simulator's lock
 * except for the sending itself.
 */
final class PipedriveWebhooks {

    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(150));
    private static final Duration BAN = Duration.ofMinutes(30);

    /** One webhook that someone created. */
    private static final class Subscription {
        final ObjectNode shown;
        final @Nullable String password;
        int failures;
        Instant bannedUntil = Instant.MIN;
        Instant lastSuccess;

        Subscription(ObjectNode shown, @Nullable String password, Instant now) {
            this.shown = shown;
            this.password = password;
            this.lastSuccess = now;
        }

        boolean active() {
            return shown.get("is_active").asInt() == 1;
        }
    }

    private record Due(Subscription subscription, ObjectNode body, int attempt, Instant at) {}

    private final Clock clock;
    private final String companyId;
    private final Map<Long, Subscription> subscriptions = new LinkedHashMap<>();
    private final List<Due> due = new ArrayList<>();

    PipedriveWebhooks(Clock clock, String companyId) {
        this.clock = clock;
        this.companyId = companyId;
    }

    ObjectNode subscribe(long id, JsonNode wanted) {
        var shown = PipedriveRecords.JSON.createObjectNode();
        shown.put("id", id).put("company_id", Long.parseLong(companyId)).put("owner_id", PipedriveSimulator.USER);
        shown.put("user_id", PipedriveSimulator.USER);
        for (String name : List.of("event_action", "event_object", "subscription_url", "name")) {
            shown.set(name, wanted.path(name));
        }
        shown.put("version", wanted.path("version").asText("2.0"));
        shown.put("is_active", 1).put("add_time", clock.instant().toString()).putNull("remove_time");
        shown.put("type", "general")
                .put("http_auth_user", wanted.path("http_auth_user").asText(null));
        shown.put("http_auth_password", wanted.path("http_auth_password").asText(null));
        shown.putNull("remove_reason").putNull("last_delivery_time").putNull("last_http_status");
        subscriptions.put(
                id, new Subscription(shown, wanted.path("http_auth_password").asText(null), clock.instant()));
        return shown;
    }

    List<ObjectNode> shown() {
        return subscriptions.values().stream().map(s -> s.shown).toList();
    }

    boolean remove(long id) {
        return subscriptions.remove(id) != null;
    }

    /** Something happened to a deal: one delivery per subscription that fits, unless it is banned. */
    void happened(PipedriveChange change) {
        for (Subscription subscription : subscriptions.values()) {
            var action = subscription.shown.get("event_action").asText();
            var object = subscription.shown.get("event_object").asText();
            boolean fits = (action.equals("*") || action.equals(change.action()))
                    && (object.equals("*") || object.equals("deal"));
            if (fits && subscription.active() && !clock.instant().isBefore(subscription.bannedUntil)) {
                due.add(new Due(subscription, body(subscription, change), 1, clock.instant()));
            }
        }
    }

    private ObjectNode body(Subscription subscription, PipedriveChange change) {
        long webhookId = subscription.shown.get("id").asLong();
        return subscription.shown.get("version").asText().equals("1.0")
                ? PipedriveWebhookBodies.v1(change, companyId, webhookId, clock.instant())
                : PipedriveWebhookBodies.v2(change, companyId, webhookId, clock.instant());
    }

    /** Takes the deliveries that are due now. */
    List<PipedriveSimulator.Delivery> takeDue() {
        var taken = new ArrayList<PipedriveSimulator.Delivery>();
        for (Iterator<Due> each = due.iterator(); each.hasNext(); ) {
            var next = each.next();
            if (!next.at().isAfter(clock.instant())) {
                each.remove();
                taken.add(delivery(next));
            }
        }
        return taken;
    }

    private PipedriveSimulator.Delivery delivery(Due due) {
        var shown = due.subscription().shown;
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("User-Agent", List.of("Pipedrive Webhooks"));
        headers.put("Content-Type", List.of("application/json"));
        if (due.subscription().password != null) {
            var pair = shown.get("http_auth_user").asText() + ":" + due.subscription().password;
            headers.put(
                    "Authorization",
                    List.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
        var body = due.body().deepCopy();
        if (body.has("retry")) {
            body.put("retry", due.attempt() - 1);
        } else {
            ((ObjectNode) body.get("meta")).put("attempt", due.attempt());
        }
        return new PipedriveSimulator.Delivery(
                shown.get("id").asLong(),
                URI.create(shown.get("subscription_url").asText()),
                headers,
                body.toString(),
                due.attempt());
    }

    /** Sends one delivery over HTTP. The status, or 0 when no answer came within ten seconds. */
    static int send(HttpClient client, PipedriveSimulator.Delivery delivery) {
        var request = HttpRequest.newBuilder(delivery.url())
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
        delivery.headers().forEach((name, values) -> request.header(name, values.get(0)));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** What became of a delivery: anything but 2xx is tried again, and ten failed first tries silence the webhook. */
    void settled(PipedriveSimulator.Delivery delivery, int status) {
        var subscription = subscriptions.get(delivery.webhookId());
        if (subscription == null) {
            return;
        }
        var now = clock.instant();
        subscription.shown.put("last_http_status", status);
        subscription.shown.put(
                "last_delivery_time", now.truncatedTo(ChronoUnit.MILLIS).toString());
        if (status >= 200 && status < 300) {
            subscription.lastSuccess = now;
            return;
        }
        if (delivery.attempt() <= RETRIES.size()) {
            due.add(new Due(
                    subscription,
                    PipedriveRecords.object(delivery.body()),
                    delivery.attempt() + 1,
                    now.plus(RETRIES.get(delivery.attempt() - 1))));
        }
        if (delivery.attempt() == 1 && ++subscription.failures == 10) {
            subscription.failures = 0;
            subscription.bannedUntil = now.plus(BAN);
        }
        if (now.isAfter(subscription.lastSuccess.plus(Duration.ofDays(3)))) {
            subscription.shown.put("is_active", 0).put("remove_reason", "no successful delivery in 3 days");
            subscription.shown.put("remove_time", now.toString());
        }
    }
}
