package nl.factuurstroom.trigger;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A webhook as it reached the host: raw body bytes, because signatures are over bytes. {@code toString} shows neither body
 * nor headers.
 *
 * @param method upper case: {@code POST}
 * @param url the full public URL that the vendor called: scheme, host, path and query. Behind a proxy: the configured
 *     public one, not what request headers claim
 * @param headers by name, any case; several values are kept in order
 * @param body raw bytes; not copied, don't change them
 * @param receivedAt when it arrived, on the engine's clock
 */
public record WebhookRequest(
        String method, URI url, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {

    public WebhookRequest {
        method = method.toUpperCase(Locale.ROOT);
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(receivedAt, "receivedAt");
        var folded = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> folded.put(name, List.copyOf(values)));
        headers = java.util.Collections.unmodifiableMap(folded);
    }

    /** A request that arrives at the moment when the pipeline gets it: the pipeline stamps it with its own clock. */
    public static WebhookRequest of(String method, URI url, Map<String, List<String>> headers, byte[] body) {
        return new WebhookRequest(method, url, headers, body, Instant.EPOCH);
    }

    /** The same request, received at {@code when}. */
    public WebhookRequest receivedAt(Instant when) {
        return new WebhookRequest(method, url, headers, body, when);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookRequest that
                && method.equals(that.method)
                && url.equals(that.url)
                && headers.equals(that.headers)
                && java.util.Arrays.equals(body, that.body)
                && receivedAt.equals(that.receivedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, url, java.util.Arrays.hashCode(body), receivedAt);
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + method + " " + url.getPath() + ", " + body.length + " bytes]";
    }
}
