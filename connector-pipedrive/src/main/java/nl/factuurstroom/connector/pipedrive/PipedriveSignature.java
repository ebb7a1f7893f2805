package nl.factuurstroom.connector.pipedrive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Whether a delivery comes from a webhook of ours. Pipedrive signs nothing: HTTP Basic is all the proof there is, so nothing
 * in the body is believed but ids.
 */
final class PipedriveSignature {

    private final PipedriveSettings settings;

    PipedriveSignature(PipedriveSettings settings) {
        this.settings = settings;
    }

    /** Why it is refused; empty when it is genuine. Never holds the expected value. */
    Optional<String> refusal(WebhookRequest request) {
        if (!settings.requireAuth) {
            return Optional.empty();
        }
        if (settings.webhookPassword == null) {
            return Optional.of("no password for webhooks is configured (pipedrive.webhook-password)");
        }
        var header = request.header("Authorization");
        if (header.isEmpty()) {
            return Optional.of(
                    "no user name and password: create the webhook with http_auth_user and http_auth_password");
        }
        var expected = settings.webhookUser + ":" + settings.webhookPassword;
        return Signatures.same(expected, pair(header.get()))
                ? Optional.empty()
                : Optional.of("wrong user name or password");
    }

    /** User name and password as sent; empty when it is no basic authentication. */
    private static String pair(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return "";
        }
        try {
            var bytes = Base64.getDecoder()
                    .decode(header.substring("basic ".length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
