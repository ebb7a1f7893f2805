package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * The simulated Stripe's events: kept for 30 days, listed newest first once the index shows them, and delivered with a
 * signature that is new at each try. Their objects are snapshots without anything expanded.
 */
final class StripeWebhooks {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration RETRIED = Duration.ofDays(3);

    private record Event(ObjectNode json, String owner, Instant at) {}

    private final StripeObjects objects;
    private final Clock clock;
    private final List<Event> events = new ArrayList<>();
    private final Deque<Event> undelivered = new ArrayDeque<>();
    private final List<String> secrets = new ArrayList<>(List.of("whsec_simulated0123456789abcdef"));
    private Duration indexLag = Duration.ZERO;
    private int copies = 1;

    StripeWebhooks(StripeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    void indexLag(Duration lag) {
        indexLag = lag;
    }

    void copies(int perEvent) {
        copies = perEvent;
    }

    List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** Both secrets sign until {@link #endRoll()}. */
    void rollTo(String secret) {
        secrets.add(secret);
    }

    void endRoll() {
        secrets.subList(0, secrets.size() - 1).clear();
    }

    void happened(String type, ObjectNode object, String owner) {
        var event =
                StripeObjects.template("event").put("id", objects.newId("evt")).put("type", type);
        event.put("created", clock.instant().getEpochSecond()).put("livemode", objects.live());
        if (!owner.isEmpty()) {
            event.put("account", owner);
        }
        ((ObjectNode) event.get("data")).set("object", objects.shown(object, new StripeObjects.Expand()));
        var kept = new Event(event, owner, clock.instant());
        events.add(kept);
        undelivered.add(kept);
    }

    /** Events that a list call sees now, newest first. */
    List<ObjectNode> listed(String owner) {
        var now = clock.instant();
        var seen = events.stream()
                .filter(event -> event.owner().equals(owner)
                        && event.at().isAfter(now.minus(KEPT))
                        && !event.at().isAfter(now.minus(indexLag)))
                .map(Event::json)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(seen);
        return seen;
    }

    void forgetUndelivered() {
        undelivered.clear();
    }

    /** What is delivered now, signed now; a delivery that fails comes back with {@link #failed}. */
    List<WebhookRequest> take(URI url) {
        var requests = new ArrayList<WebhookRequest>();
        while (!undelivered.isEmpty()) {
            var event = undelivered.removeFirst();
            for (int i = 0; i < copies; i++) {
                requests.add(signed(event.json().toString(), url, clock.instant()));
            }
        }
        return requests;
    }

    void failed(WebhookRequest request) {
        events.stream()
                .filter(event -> event.json().toString().equals(request.bodyText())
                        && event.at().isAfter(clock.instant().minus(RETRIED)))
                .findFirst()
                .ifPresent(undelivered::add);
    }

    WebhookRequest signed(String body, URI url, Instant at) {
        var signature = new StringBuilder("t=").append(at.getEpochSecond());
        secrets.forEach(secret -> signature.append(",v1=").append(v1(secret, at, body)));
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json; charset=utf-8"));
        headers.put(
                "Stripe-Signature",
                List.of(signature.append(",v0=").append("6f".repeat(32)).toString()));
        headers.put("User-Agent", List.of("Stripe/1.0 (+https://stripe.com/docs/webhooks)"));
        return new WebhookRequest("POST", url, Map.copyOf(headers), body.getBytes(StandardCharsets.UTF_8), at);
    }

    private static String v1(String secret, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var message = at.getEpochSecond() + "." + body;
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
