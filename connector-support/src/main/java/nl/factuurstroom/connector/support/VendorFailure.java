package nl.factuurstroom.connector.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * An answer outside 2xx, for an {@link ErrorTranslator}. {@code toString} leaves out the body.
 *
 * @param vendor the vendor's name as its users know it: {@code Exact Online}
 * @param method upper case
 * @param path the path without query
 * @param status HTTP status
 * @param headers the answer's headers
 * @param body the answer's body as text; never to be put into a message as a whole
 * @param repeatable whether sending the call again does no harm
 * @param at when the answer came, by the injected clock
 */
public record VendorFailure(
        String vendor,
        String method,
        String path,
        int status,
        HttpHeaders headers,
        String body,
        boolean repeatable,
        Instant at) {

    private static final List<String> REQUEST_IDS =
            List.of("x-request-id", "request-id", "x-correlation-id", "x-hubspot-correlation-id", "x-amzn-requestid");

    /** The body as JSON; a missing node when it is something else. */
    public JsonNode json() {
        try {
            var node = Json.mapper().readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** How long to wait by {@code Retry-After}: seconds, an HTTP date, or (seen in the wild) epoch seconds. */
    public Optional<Duration> retryAfter() {
        return headers.firstValue("retry-after").flatMap(value -> RetryAfter.parse(value, at));
    }

    /** The vendor's id of this request by the usual headers, cut to 100 characters. */
    public @Nullable String requestId() {
        return REQUEST_IDS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .findFirst()
                .map(id -> id.length() > 100 ? id.substring(0, 100) : id)
                .orElse(null);
    }

    /** {@code Exact Online answered 400 to POST crm/Accounts}: the beginning of every message. */
    public String summary() {
        return vendor + " answered " + status + " to " + method + " " + path;
    }

    @Override
    public String toString() {
        return "VendorFailure[" + summary() + "]";
    }
}
