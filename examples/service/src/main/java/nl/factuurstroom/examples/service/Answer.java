package nl.factuurstroom.examples.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param status HTTP status
 * @param body JSON
 * @param headers besides Content-Type
 */
record Answer(int status, String body, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Answer {
        headers = Map.copyOf(headers);
    }

    /** Maps, lists, text, numbers and truth values as JSON. */
    static Answer json(int status, Object value) {
        try {
            return new Answer(status, JSON.writeValueAsString(value) + "\n", Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + value.getClass(), e);
        }
    }

    static Answer ok(String result) {
        return json(200, Map.of("result", result));
    }

    static Answer problem(int status, String error) {
        return json(status, Map.of("error", error));
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
