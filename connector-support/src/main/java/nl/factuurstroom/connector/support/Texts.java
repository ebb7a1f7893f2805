package nl.factuurstroom.connector.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import nl.factuurstroom.error.RejectedException;

/** Checks and encodings of the texts that go into a request line or a header. Messages name the field, never the value. */
final class Texts {

    private Texts() {}

    static String headerName(String name) {
        boolean token = !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
        if (!token) {
            throw new RejectedException("a header name holds characters that HTTP does not allow", "header", null);
        }
        return name;
    }

    static String headerValue(String name, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 255 && c != 127))) {
            throw new RejectedException(
                    "the value of header " + name + " holds a line break or another character that HTTP does not allow",
                    name,
                    null);
        }
        return value;
    }

    /** A line break in a search is never meant, and some servers decode before they log or forward. */
    static String queryValue(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new RejectedException(
                    "the value of query parameter " + name + " holds a line break or control character", name, null);
        }
        return value;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
