package nl.factuurstroom.examples.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Reads the few JSON bodies that operators send. */
final class JsonInput {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonInput() {}

    /** A text field of an object; empty when it isn't there, is blank, or the body isn't JSON. */
    static Optional<String> field(String body, String name) {
        try {
            return Optional.of(JSON.readTree(body).path(name).asText("").strip())
                    .filter(text -> !text.isEmpty());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
