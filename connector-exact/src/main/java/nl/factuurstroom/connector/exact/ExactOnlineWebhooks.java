package nl.factuurstroom.connector.exact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Event;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Exact's notification that an invoice changed: {@code {"Content":{…},"HashCode":"…"}}. The hash is an HMAC-SHA256 over the
 * raw bytes between the two names, as hex, upper case at Exact; either case is taken. Pure.
 */
final class ExactOnlineWebhooks {

    private static final byte[] BEFORE = "{\"Content\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = ",\"HashCode\":".getBytes(StandardCharsets.US_ASCII);
    private static final String TOPIC = "SalesInvoices";
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final int division;
    private final @Nullable String secret;

    ExactOnlineWebhooks(ExactOnlineSettings settings) {
        this.division = settings.division();
        this.secret = settings.webhookSecret();
    }

    Receipt receive(WebhookRequest request) {
        var body = request.body();
        if (body.length == 0) {
            return new Receipt.Ignored("Exact asks whether the address answers, on subscribing");
        }
        var json = json(body);
        if (json == null || !json.path("Content").isObject()) {
            return new Receipt.Refused(400, "not a notification of Exact Online");
        }
        if (secret == null) {
            return new Receipt.Refused(401, "no webhook secret of Exact is configured here (exact.webhook-secret)");
        }
        var content = content(body);
        var given = Json.text(json.path("HashCode")).orElse("").toUpperCase(Locale.ROOT);
        if (content == null
                || !Signatures.same(Signatures.hmacSha256Hex(secret, content).toUpperCase(Locale.ROOT), given)) {
            return new Receipt.Refused(401, "the HashCode is missing or wrong");
        }
        return event(content);
    }

    /** Read from the signed bytes and nothing else. */
    private Receipt event(byte[] content) {
        Event event;
        try {
            event = Json.mapper().readValue(content, Event.class);
        } catch (IOException e) {
            return unusable("its content can't be read");
        }
        if (event.division() == null || event.division() != division) {
            return new Receipt.Ignored("an event of division " + event.division() + ", not of " + division);
        }
        if (!TOPIC.equals(event.topic())) {
            return new Receipt.Ignored("an event about " + event.topic());
        }
        if (event.key() == null || !event.key().matches(GUID)) {
            return unusable("it names no invoice");
        }
        return Receipt.Accepted.of(
                new Signal.InvoiceChanged(event.key().toLowerCase(Locale.ROOT), TOPIC + " " + event.action()));
    }

    private static Receipt unusable(String why) {
        return new Receipt.Accepted(List.of(), List.of("notification of Exact Online: " + why));
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** The signed bytes as they came, never written anew; null when the body isn't built so. */
    private static @Nullable byte[] content(byte[] body) {
        if (body.length < BEFORE.length || !Arrays.equals(body, 0, BEFORE.length, BEFORE, 0, BEFORE.length)) {
            return null;
        }
        for (int at = body.length - AFTER.length; at > BEFORE.length; at--) {
            if (Arrays.equals(body, at, at + AFTER.length, AFTER, 0, AFTER.length)) {
                return Arrays.copyOfRange(body, BEFORE.length, at);
            }
        }
        return null;
    }
}
