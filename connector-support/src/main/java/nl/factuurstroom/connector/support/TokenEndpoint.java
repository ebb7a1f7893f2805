package nl.factuurstroom.connector.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import javax.annotation.Nullable;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;

/** Asks a vendor's token endpoint for the next pair, once, and tells apart what can become of that. */
final class TokenEndpoint {

    /** What became of one refresh. */
    sealed interface Renewal {

        /** A new pair; without {@code refresh} the old refresh token stays good. */
        record Renewed(String access, @Nullable String refresh, Instant obtainedAt, Instant expiresAt)
                implements Renewal {
            @Override
            public String toString() {
                return "Renewed[expiresAt=" + expiresAt + "]";
            }
        }

        /** Sent, and perhaps carried out: the refresh token may be spent. */
        record Lost(OutcomeUnknownException why) implements Renewal {}

        /** The refresh token, or the client, is refused. */
        record Refused(String error) implements Renewal {}

        /** The vendor finds the present access token too young. */
        record TooEarly() implements Renewal {}
    }

    private final OAuthSettings settings;

    private final HttpClient client;
    private final URI base;
    private final String path;

    TokenEndpoint(OAuthSettings settings) {
        this.settings = settings;
        this.client = settings.httpClient == null ? VendorHttp.defaultClient() : settings.httpClient;
        var uri = settings.tokenUri;
        this.base = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + "/");
        this.path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** @throws TransientException when the request certainly wasn't carried out */
    Renewal refresh(String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        if (!settings.basic) {
            form.put("client_id", settings.clientId);
            form.put("client_secret", settings.clientSecret);
        }
        form.putAll(settings.extraFields);
        var sentAt = settings.clock.instant();
        var refused = new Renewal[1];
        try {
            var answer = http(refused).post(path).form(form).sendForBody(JsonNode.class);
            return renewed(answer, sentAt);
        } catch (OutcomeUnknownException e) {
            return new Renewal.Lost(e);
        } catch (InvoicingException e) {
            if (refused[0] != null) {
                return refused[0];
            }
            throw e;
        }
    }

    /** The refusal is noted aside, for {@link VendorHttp} knows exceptions only. */
    private VendorHttp http(Renewal[] refused) {
        var builder = VendorHttp.builder(settings.vendor, base)
                .client(client)
                .callTimeout(settings.callTimeout)
                .clock(settings.clock)
                .bodyLimit(1 << 20)
                .errors(failure -> {
                    refused[0] = refusal(failure);
                    return ErrorTranslator.standard().translate(failure);
                });
        if (settings.basic) {
            builder.authenticator(
                    SecretHeader.basic(Texts.encode(settings.clientId), Texts.encode(settings.clientSecret)));
        }
        return builder.build();
    }

    private @Nullable Renewal refusal(VendorFailure failure) {
        if (settings.tooEarly.test(failure)) {
            return new Renewal.TooEarly();
        }
        int status = failure.status();
        if (status < 400 || status >= 500 || status == 408 || status == 429) {
            return null;
        }
        // RFC 6749 5.2: a short code from a fixed list. The description may hold more than we want to repeat.
        var error = Json.text(failure.json().path("error")).orElse("status " + status);
        return new Renewal.Refused(error.matches("[A-Za-z0-9_ ]{1,60}") ? error : "status " + status);
    }

    private Renewal renewed(JsonNode answer, Instant sentAt) {
        var access = Json.text(answer.path("access_token")).orElse(null);
        if (access == null) {
            return new Renewal.Lost(OutcomeUnknownException.unclearAnswer(
                    settings.vendor + " answered a refresh without an access token", null, null));
        }
        Duration lifetime;
        try {
            lifetime = Json.decimal(answer.path("expires_in"))
                    .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                    .filter(time -> !time.isNegative() && !time.isZero())
                    .orElse(settings.defaultLifetime);
        } catch (NumberFormatException e) {
            lifetime = settings.defaultLifetime;
        }
        var refresh = Json.text(answer.path("refresh_token")).orElse(null);
        return new Renewal.Renewed(access, refresh, settings.clock.instant(), sentAt.plus(lifetime));
    }
}
