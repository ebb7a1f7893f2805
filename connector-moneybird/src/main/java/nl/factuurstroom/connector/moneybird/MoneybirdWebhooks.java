package nl.factuurstroom.connector.moneybird;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Moneybird's webhooks: {@code Moneybird-Signature: t=<seconds>,v1=<hex>[,v1=<hex>]} over {@code t.body}. What they say is
 * a hint: the record inside may be older than the truth, so only its id is used. Pure.
 */
final class MoneybirdWebhooks {

    /** How far a signature's time may be off. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * What a webhook of ours is told about: money and write-off. A payment in full also changes the state, but one hint is
     * enough, and each costs a call.
     */
    static final List<String> EVENTS = List.of(
            "payment_registered",
            "payment_destroyed",
            "sales_invoice_state_changed_to_late",
            "sales_invoice_state_changed_to_uncollectible",
            "sales_invoice_revert_uncollectible");

    /** States that say nothing about money; reading the invoice for them would be a call for nothing. */
    private static final Set<String> NO_NEWS = Set.of(
            "sales_invoice_created",
            "sales_invoice_state_changed_to_draft",
            "sales_invoice_state_changed_to_scheduled",
            "sales_invoice_state_changed_to_pending_payment",
            "sales_invoice_state_changed_to_reminded",
            "sales_invoice_send_email",
            "sales_invoice_send_reminder_email");

    private static final int MOST_SIGNATURES = 10;

    private final MoneybirdSettings settings;

    MoneybirdWebhooks(MoneybirdSettings settings) {
        this.settings = settings;
    }

    Receipt receive(WebhookRequest request) {
        var signature = request.header("Moneybird-Signature").orElse(null);
        var body = body(request);
        if (signature == null && isPing(request, body)) {
            return new Receipt.Ignored("Moneybird's call at the creation of a webhook: it says nothing");
        }
        var refusal = settings.webhookSecrets().isEmpty() ? byToken(body) : bySignature(request, signature);
        if (refusal != null) {
            return refusal;
        }
        if (body == null || !body.isObject()) {
            return new Receipt.Refused(400, "the body is not a JSON object");
        }
        return read(body, request.header("Idempotency-Key").orElse("none"));
    }

    /** Unsigned and without an event: answered with 200, for else Moneybird makes no webhook. */
    private static boolean isPing(WebhookRequest request, @Nullable JsonNode body) {
        return new String(request.body(), StandardCharsets.UTF_8).isBlank()
                || (body != null && body.isObject() && !body.has("action") && !body.has("entity"));
    }

    private @Nullable Receipt bySignature(WebhookRequest request, @Nullable String signature) {
        if (signature == null) {
            return new Receipt.Refused(401, "the Moneybird-Signature header is missing");
        }
        String time = null;
        var given = new ArrayList<String>();
        for (String part : signature.split(",")) {
            var pair = part.trim().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t") && time == null) {
                time = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1") && given.size() < MOST_SIGNATURES) {
                given.add(pair[1]);
            }
        }
        if (time == null || !time.matches("[0-9]{1,12}") || given.isEmpty()) {
            return new Receipt.Refused(401, "the Moneybird-Signature header has no time or no v1 signature");
        }
        long age = request.receivedAt().getEpochSecond() - Long.parseLong(time);
        if (Math.abs(age) > TOLERANCE.toSeconds()) {
            return new Receipt.Refused(401, "the signature's time is more than five minutes off");
        }
        var signed = signed(time, request.body());
        boolean genuine = false;
        for (String secret : settings.webhookSecrets()) {
            var expected = Signatures.hmacSha256Hex(secret, signed);
            for (String one : given) {
                genuine |= Signatures.same(expected, one);
            }
        }
        return genuine ? null : new Receipt.Refused(401, "the signature is wrong");
    }

    private @Nullable Receipt byToken(@Nullable JsonNode body) {
        if (settings.webhookToken() == null) {
            return new Receipt.Refused(401, "no webhook secret is configured, so no webhook can be trusted");
        }
        var given = body == null ? null : Json.text(body.path("webhook_token")).orElse(null);
        return Signatures.same(settings.webhookToken(), given)
                ? null
                : new Receipt.Refused(401, "the webhook token is wrong");
    }

    private static byte[] signed(String time, byte[] body) {
        var prefix = (time + ".").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(prefix.length + body.length)
                .put(prefix)
                .put(body)
                .array();
    }

    private static @Nullable JsonNode body(WebhookRequest request) {
        try {
            return Json.mapper().readTree(request.bodyText());
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private Receipt read(JsonNode body, String key) {
        var administration = text(body, "administration_id");
        var action = text(body, "action");
        var type = text(body, "entity_type");
        if (administration == null || action == null || type == null) {
            return new Receipt.Refused(400, "administration_id, action or entity_type is missing");
        }
        if (!administration.equals(settings.administration())) {
            return new Receipt.Ignored("about administration " + printable(administration) + ", not ours");
        }
        if (NO_NEWS.contains(action) || isFirstOpening(body, action)) {
            return new Receipt.Ignored(printable(action) + " says nothing about money");
        }
        var ids = invoiceIds(body, type);
        if (ids == null) {
            return new Receipt.Ignored(
                    "about " + printable(type) + " (" + printable(action) + "), not about an invoice");
        }
        if (ids.isEmpty()) {
            return new Receipt.Accepted(List.of(), List.of("event " + printable(action) + " names no invoice"));
        }
        var what = printable(action) + " (delivery " + printable(key) + ")";
        return new Receipt.Accepted(
                ids.stream()
                        .<Signal>map(id -> new Signal.InvoiceChanged(id, what))
                        .toList(),
                List.of());
    }

    /** An invoice opens when it is sent, and again when a payment is taken back: its trail then has a payment. */
    private static boolean isFirstOpening(JsonNode body, String action) {
        var trail = body.path("entity").path("events");
        if (!action.equals("sales_invoice_state_changed_to_open") || !trail.isArray() || trail.isEmpty()) {
            return false;
        }
        for (JsonNode event : trail) {
            var earlier = event.path("action").asText();
            if (earlier.endsWith("_to_paid") || earlier.endsWith("_to_uncollectible")) {
                return false;
            }
        }
        return true;
    }

    /** Null when the event is about something else. */
    private static @Nullable List<String> invoiceIds(JsonNode body, String type) {
        var entity = body.path("entity");
        if (type.equals("SalesInvoice")) {
            // A credit note says something about its original too.
            return ids(text(body, "entity_id"), text(entity, "original_sales_invoice_id"));
        }
        if (type.equals("Payment")) {
            var invoiceType = text(entity, "invoice_type");
            return invoiceType == null || invoiceType.equals("SalesInvoice") ? ids(text(entity, "invoice_id")) : null;
        }
        return null;
    }

    private static List<String> ids(@Nullable String... ids) {
        return java.util.Arrays.stream(ids)
                .filter(Objects::nonNull)
                .filter(id -> id.matches("[0-9]{1,20}"))
                .distinct()
                .toList();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return Json.text(node.path(field)).orElse(null);
    }

    private static String printable(String text) {
        var plain = text.replaceAll("[^A-Za-z0-9_.:/ -]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
