package nl.factuurstroom.connector.hubspot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Whether a webhook was signed with our client secret. Version 3 (HMAC with a timestamp) counts; versions 1 and 2 are plain
 * hashes without a time and count only where allowed, and never when a version 3 came along. See
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation.
 */
final class HubSpotSignature {

    /** How far the signed time may lie from the time of arrival, either way. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** The escapes that HubSpot decodes before it signs. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    private HubSpotSignature() {}

    /** Why the request is refused; empty when it is genuine. */
    static Optional<String> fault(WebhookRequest request, HubSpotSettings settings) {
        if (!settings.requireSignature) {
            return Optional.empty();
        }
        var secret = settings.clientSecret;
        if (secret == null) {
            return Optional.of("no client secret is configured, so no signature can be checked");
        }
        var third = request.header("X-HubSpot-Signature-v3");
        if (third.isPresent()) {
            return thirdVersion(request, secret, third.get());
        }
        var older = request.header("X-HubSpot-Signature");
        if (older.isEmpty()) {
            return Optional.of("there is no signature");
        }
        if (!settings.allowLegacySignatures) {
            return Optional.of("there is no version 3 signature, and older versions are not allowed here");
        }
        return olderVersion(request, secret, older.get());
    }

    private static Optional<String> thirdVersion(WebhookRequest request, String secret, String given) {
        var timestamp = request.header("X-HubSpot-Request-Timestamp").orElse("");
        if (!timestamp.matches("[0-9]{1,15}")) {
            return Optional.of("the signature has no readable timestamp");
        }
        var signedAt = Instant.ofEpochMilli(Long.parseLong(timestamp));
        if (Duration.between(signedAt, request.receivedAt()).abs().compareTo(WINDOW) > 0) {
            return Optional.of("the signature's timestamp is more than five minutes off");
        }
        boolean right = false;
        for (String uri : addresses(request.url().toString())) {
            var signed = join(request.method() + uri, request.body(), timestamp);
            right |= Signatures.same(Signatures.hmacSha256Base64(secret, signed), given);
        }
        return right ? Optional.empty() : Optional.of("the signature is wrong");
    }

    private static Optional<String> olderVersion(WebhookRequest request, String secret, String given) {
        var version = request.header("X-HubSpot-Signature-Version").orElse("v1");
        var start = version.equals("v2") ? secret + request.method() + request.url() : secret;
        var expected = Signatures.sha256Hex(join(start, request.body(), ""));
        return Signatures.same(expected, given) ? Optional.empty() : Optional.of("the signature is wrong");
    }

    /**
     * HubSpot's documentation decodes some escapes, its own libraries none; whether lower-case ones are decoded nobody says.
     * All spellings need the secret, so each may count.
     */
    private static List<String> addresses(String url) {
        var asDocumented = url;
        var anyCase = url;
        for (Map.Entry<String, String> escape : DECODED.entrySet()) {
            asDocumented = asDocumented.replace(escape.getKey(), escape.getValue());
            anyCase = anyCase.replace(escape.getKey(), escape.getValue())
                    .replace(escape.getKey().toLowerCase(Locale.ROOT), escape.getValue());
        }
        return List.of(asDocumented, url, anyCase).stream().distinct().toList();
    }

    private static byte[] join(String before, byte[] body, String after) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        joined.writeBytes(body);
        joined.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return joined.toByteArray();
    }
}
