package nl.factuurstroom.testkit.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call that a simulator received.
 *
 * @param method upper case
 * @param uri path and raw query as sent
 * @param headers by lower-case name
 * @param body text, UTF-8
 * @param at on the simulator's clock
 */
public record Call(String method, URI uri, Map<String, List<String>> headers, String body, Instant at) {

    /** Decoded path. */
    public String path() {
        return uri.getPath();
    }

    public Optional<String> header(String name) {
        var values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Decoded query parameters, several values in order. */
    public Map<String, List<String>> query() {
        return parse(uri.getRawQuery());
    }

    /** First value of a query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).map(v -> v.get(0));
    }

    /** The body read as a form. */
    public Map<String, List<String>> form() {
        return parse(body);
    }

    private static Map<String, List<String>> parse(@javax.annotation.Nullable String raw) {
        var result = new LinkedHashMap<String, List<String>>();
        if (raw == null || raw.isEmpty()) {
            return result;
        }
        for (String pair : raw.split("&")) {
            int at = pair.indexOf('=');
            var name = decode(at < 0 ? pair : pair.substring(0, at));
            var value = at < 0 ? "" : decode(pair.substring(at + 1));
            result.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return result;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
