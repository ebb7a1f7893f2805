package nl.factuurstroom.examples.service;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param method upper case
 * @param target path and query, raw as received
 * @param headers as received
 * @param caller the other end of the connection
 * @param body raw bytes; not copied
 */
record Request(String method, URI target, Map<String, List<String>> headers, InetAddress caller, byte[] body) {

    /** Path segments, decoded: {@code [attention, 0123, retry]}. */
    List<String> path() {
        return Arrays.stream(target.getRawPath().substring(1).split("/", -1))
                .map(Request::decode)
                .toList();
    }

    /** A parameter of the query, decoded; empty when left out or blank. */
    Optional<String> parameter(String name) {
        return parameter(target.getRawQuery() == null ? "" : target.getRawQuery(), name);
    }

    /** The same in a form. */
    static Optional<String> parameter(String form, String name) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && decode(pair[0]).equals(name))
                .map(pair -> decode(pair[1]).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** First values by lower-case name. */
    Map<String, String> firstHeaders() {
        var first = new HashMap<String, String>();
        headers.forEach((name, values) -> {
            if (!values.isEmpty()) {
                first.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        return first;
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
