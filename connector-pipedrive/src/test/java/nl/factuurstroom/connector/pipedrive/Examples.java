package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import nl.factuurstroom.connector.support.Json;

/** Payloads from Pipedrive's specs and documentation, and one recorded delivery. */
final class Examples {

    private Examples() {}

    static JsonNode read(String name) {
        try (var file = Examples.class.getResourceAsStream(name)) {
            return Json.mapper().readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T data(String name, Class<T> type) {
        return as(read(name).get("data"), type);
    }

    static <T> T as(JsonNode node, Class<T> type) {
        return Json.mapper().convertValue(node, type);
    }
}
