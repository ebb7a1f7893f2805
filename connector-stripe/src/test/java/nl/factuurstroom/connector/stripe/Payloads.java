package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import nl.factuurstroom.connector.support.Json;

/** Stripe's answers and events from the test resources. */
final class Payloads {

    private Payloads() {}

    static JsonNode json(String file) {
        try (var in = Payloads.class.getResourceAsStream(file)) {
            return Json.mapper().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return Json.mapper().treeToValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String file, Class<T> type) {
        return read(json(file), type);
    }
}
