package nl.factuurstroom.connector.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Checks {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>…]}: HMAC-SHA256 over the time, a dot and the raw body, the
 * key being the whole secret with its {@code whsec_}. Other schemes are ignored: v0 is a decoy of test mode. See
 * https://docs.stripe.com/webhooks#verify-manually
 */
final class StripeSignature {

    /** How old a signature may be, as in Stripe's own libraries. */
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private StripeSignature() {}

    /** Why the request isn't genuine; empty when it is. A time in the future passes, as in Stripe's own libraries. */
    static Optional<String> fault(WebhookRequest request, StripeSettings settings) {
        if (settings.webhookSecrets.isEmpty()) {
            return Optional.of("no webhook secret is configured");
        }
        var header = request.header("Stripe-Signature");
        if (header.isEmpty()) {
            return Optional.of("the Stripe-Signature header is missing");
        }
        var times = new ArrayList<String>();
        var given = new ArrayList<String>();
        for (String part : header.get().split(",", -1)) {
            int at = part.indexOf('=');
            var name = at < 0 ? "" : part.substring(0, at).strip();
            if (name.equals("t")) {
                times.add(part.substring(at + 1).strip());
            } else if (name.equals("v1")) {
                given.add(part.substring(at + 1).strip());
            }
        }
        if (times.size() != 1 || !times.get(0).matches("[0-9]{1,12}") || given.isEmpty()) {
            return Optional.of("the Stripe-Signature header has no time or no v1 signature");
        }
        if (!matches(times.get(0), request.body(), given, settings.webhookSecrets)) {
            return Optional.of("the signature is wrong");
        }
        long age = request.receivedAt().getEpochSecond() - Long.parseLong(times.get(0));
        return age > TOLERANCE.toSeconds() ? Optional.of("the signature is too old") : Optional.empty();
    }

    /** Every secret is tried against every signature, so that the time taken tells nothing. */
    private static boolean matches(String time, byte[] body, List<String> given, Set<String> secrets) {
        var before = (time + ".").getBytes(StandardCharsets.UTF_8);
        var message = new byte[before.length + body.length];
        System.arraycopy(before, 0, message, 0, before.length);
        System.arraycopy(body, 0, message, before.length, body.length);
        boolean found = false;
        for (String secret : secrets) {
            var expected = Signatures.hmacSha256Hex(secret, message);
            for (String signature : given) {
                found |= Signatures.same(expected, signature);
            }
        }
        return found;
    }
}
