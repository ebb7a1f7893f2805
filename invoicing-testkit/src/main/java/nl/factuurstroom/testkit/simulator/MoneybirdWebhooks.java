package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.body;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.notFound;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.ok;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Webhooks: the secret is told once, at creation; the URL is called then without a signature and must answer 200; every
 * push is signed over {@code t.body}, carries an {@code Idempotency-Key} that its retries share, and is tried again ten
 * times at growing intervals when the answer isn't 200.
 */
final class MoneybirdWebhooks {

    private static final int RETRIES = 10;

    /** One push that isn't delivered yet. */
    private static final class Push {
        final ObjectNode webhook;
        final String body;
        final String key;
        int tries;
        Instant next;

        Push(ObjectNode webhook, String body, String key, Instant next) {
            this.webhook = webhook;
            this.body = body;
            this.key = key;
            this.next = next;
        }
    }

    private final MoneybirdAdministration books;
    private final MoneybirdPush sender;
    private final List<Push> queue = new ArrayList<>();
    private long pushes;

    MoneybirdWebhooks(MoneybirdAdministration books, MoneybirdPush sender) {
        this.books = books;
        this.sender = sender;
        books.events = this::tell;
    }

    Answer handle(Call call, List<String> path) {
        var id = path.size() > 1 ? path.get(1) : "";
        if (path.size() == 1) {
            return call.method().equals("POST")
                    ? create(body(call))
                    : ok(MoneybirdJson.array(books.webhooks.values().stream()
                            .map(w -> w.deepCopy().without("secret"))
                            .map(ObjectNode.class::cast)
                            .toList()));
        }
        var webhook = books.webhooks.get(id);
        if (webhook == null) {
            return refused(404, "Record not found for model name: Webhook");
        }
        if (call.method().equals("DELETE")) {
            books.webhooks.remove(id);
            return Answer.empty(204);
        }
        if (path.size() == 3 && path.get(2).equals("deactivate")) {
            return ok(webhook.put("deactivated_at", MoneybirdJson.time(books.now())));
        }
        return path.size() == 3 && path.get(2).equals("activate")
                ? ok(webhook.putNull("deactivated_at"))
                : notFound("id");
    }

    private Answer create(JsonNode body) {
        if (body.has("events")) {
            return refused(400, "'events' has been removed from webhooks, use 'enabled_events'", "events", "removed");
        }
        if (text(body, "url") == null) {
            return refused(400, "Url is required", "url", "required");
        }
        var url = URI.create(body.path("url").asText());
        if (sender.post(url, Map.of("Content-Type", List.of("application/json")), "") != 200) {
            return refused(400, "Url did not answer with status 200", "url", "invalid");
        }
        return MoneybirdJson.created(add(url, body.path("enabled_events")));
    }

    /** A webhook with its secret. */
    ObjectNode add(URI url, JsonNode events) {
        var webhook =
                MoneybirdJson.object().put("id", books.newId()).put("administration_id", Long.parseLong(books.id));
        webhook.put("url", url.toString());
        var enabled = webhook.putArray("enabled_events");
        events.forEach(enabled::add);
        webhook.putNull("last_http_status").putNull("last_http_body").putNull("deactivated_at");
        webhook.put("token", "token-" + webhook.path("id").asText());
        webhook.put(
                "secret",
                HexFormat.of().formatHex(sha("secret-" + webhook.path("id").asText())));
        MoneybirdAdministration.put(books.webhooks, webhook);
        return webhook;
    }

    private void tell(String action, ObjectNode entity) {
        for (ObjectNode webhook : books.webhooks.values()) {
            if (text(webhook, "deactivated_at") == null && wants(webhook, action)) {
                var key = UUID.nameUUIDFromBytes(
                        (webhook.path("id").asText() + ++pushes).getBytes(StandardCharsets.UTF_8));
                queue.add(new Push(webhook, payload(webhook, action, entity), key.toString(), books.now()));
            }
        }
    }

    private static boolean wants(ObjectNode webhook, String action) {
        var events = webhook.path("enabled_events");
        if (events.isEmpty()) {
            return action.startsWith("sales_invoice_state_changed");
        }
        for (JsonNode event : events) {
            if (action.startsWith(event.asText())) {
                return true;
            }
        }
        return false;
    }

    private String payload(ObjectNode webhook, String action, ObjectNode entity) {
        var type =
                action.startsWith("payment_") ? "Payment" : action.startsWith("contact_") ? "Contact" : "SalesInvoice";
        var body = MoneybirdJson.object().put("administration_id", books.id);
        body.put("webhook_id", webhook.path("id").asText()).put("webhook_token", text(webhook, "token"));
        body.put("entity_type", type).put("entity_id", entity.path("id").asText());
        body.put("state", text(entity, "state")).put("action", action);
        body.set("entity", entity.deepCopy());
        return body.toString();
    }

    /** Every push that waits, signed now, as the host would get it. The queue forgets them. */
    List<WebhookRequest> take() {
        var requests = new ArrayList<WebhookRequest>();
        for (Push push : queue) {
            requests.add(WebhookRequest.of(
                    "POST",
                    URI.create(push.webhook.path("url").asText()),
                    headers(push),
                    push.body.getBytes(StandardCharsets.UTF_8)));
        }
        queue.clear();
        return requests;
    }

    /** Sends what is due over HTTP; what isn't answered with 200 waits for its next turn. */
    int deliver() {
        int delivered = 0;
        for (Push push : List.copyOf(queue)) {
            if (push.next.isAfter(books.now())) {
                continue;
            }
            int status = sender.post(URI.create(push.webhook.path("url").asText()), headers(push), push.body);
            push.webhook.put("last_http_status", status);
            push.tries++;
            if (status == 200) {
                delivered++;
            }
            if (status == 200 || push.tries > RETRIES) {
                queue.remove(push);
            } else {
                push.next = books.now().plus(Duration.ofMinutes(1L << push.tries));
            }
        }
        return delivered;
    }

    private Map<String, List<String>> headers(Push push) {
        long t = books.now().getEpochSecond();
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Idempotency-Key", List.of(push.key));
        headers.put(
                "Moneybird-Signature",
                List.of("t=" + t + ",v1=" + sign(push.webhook.path("secret").asText(), t, push.body)));
        return headers;
    }

    /** HMAC-SHA256 over {@code t.body} with the text of the secret, in hex. */
    static String sign(String secret, long t, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((t + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
