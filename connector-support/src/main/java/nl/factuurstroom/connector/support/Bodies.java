package nl.factuurstroom.connector.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Request objects to bytes, answer bytes to what the caller asked for. Failures never quote a body. */
final class Bodies {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);

    /** The answer is not what was asked for. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    private Bodies() {}

    static byte[] json(Object body) {
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            // Not as the cause: Jackson's messages may quote values.
            throw new IllegalArgumentException(
                    "a " + body.getClass().getSimpleName() + " cannot be written as JSON" + where(e));
        }
    }

    /** {@code String}, {@code byte[]}, {@code Void} (nothing is read), {@code JsonNode} or anything Jackson can read. */
    static <T> T read(byte[] bytes, HttpHeaders headers, Class<T> type) throws Unreadable {
        if (type == String.class) {
            return type.cast(text(bytes, headers));
        }
        if (type == byte[].class) {
            return type.cast(bytes);
        }
        if (bytes.length == 0 && type == JsonNode.class) {
            return type.cast(MissingNode.getInstance());
        }
        try {
            T value = Json.mapper().readValue(bytes, type);
            if (value == null) {
                throw new Unreadable("it is null");
            }
            return value;
        } catch (IOException e) {
            throw new Unreadable((bytes.length == 0 ? "it is empty" : "it is not the JSON we know") + where(e));
        }
    }

    static String text(byte[] bytes, HttpHeaders headers) {
        return new String(bytes, charset(headers));
    }

    private static Charset charset(HttpHeaders headers) {
        var named = CHARSET.matcher(headers.firstValue("content-type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String where(IOException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        var path = new StringBuilder();
        for (var step : mapping.getPath()) {
            path.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return " (at " + path + ")";
    }
}
