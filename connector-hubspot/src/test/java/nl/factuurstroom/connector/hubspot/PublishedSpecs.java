package nl.factuurstroom.connector.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.testkit.simulator.Call;

/** The vendor's published specifications, where they lie beside the project: do our requests fit them? */
final class PublishedSpecs {

    private static final Path FOLDER = Path.of("../../shared/apis/hubspot");

    private final Map<String, JsonNode> operations = new LinkedHashMap<>();
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();

    private PublishedSpecs() {}

    static Optional<PublishedSpecs> find() {
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        var specs = new PublishedSpecs();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(name -> name.toString().endsWith("2026-09.json"))
                    .toList()) {
                specs.add(Json.mapper().readTree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(specs);
    }

    private void add(JsonNode document) {
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    var key = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    operations.put(key, operation.getValue());
                    documents.put(key, document);
                }));
    }

    /** What doesn't fit; empty when all is well. */
    List<String> faults(Call call) {
        var operation =
                operations.keySet().stream().filter(key -> fits(key, call)).findFirst();
        if (operation.isEmpty()) {
            return List.of(call.method() + " " + call.path() + ": no such operation");
        }
        var faults = new ArrayList<String>();
        var spec = operations.get(operation.get());
        query(call, spec, faults);
        if (!call.body().isEmpty()) {
            var schema = spec.path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            body(read(call.body()), schema, documents.get(operation.get()), call.path(), faults);
        }
        return faults;
    }

    private static boolean fits(String key, Call call) {
        var pattern = key.substring(key.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "[^/]+");
        return key.startsWith(call.method() + " ") && call.path().matches(pattern);
    }

    private static void query(Call call, JsonNode spec, List<String> faults) {
        for (String name : call.query().keySet()) {
            boolean known = false;
            for (JsonNode parameter : spec.path("parameters")) {
                known |= parameter.path("name").asText().equals(name);
            }
            if (!known) {
                faults.add(call.path() + ": no query parameter " + name);
            }
        }
    }

    private static void body(JsonNode value, JsonNode given, JsonNode document, String where, List<String> faults) {
        var schema = resolved(given, document);
        if (value.isArray()) {
            value.forEach(item -> body(item, schema.path("items"), document, where + "[]", faults));
            return;
        }
        if (!value.isObject()) {
            scalar(value, schema, where, faults);
            return;
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + ": " + name.asText() + " is required");
            }
        });
        value.fields().forEachRemaining(field -> {
            var property = schema.path("properties").path(field.getKey());
            var extra = schema.path("additionalProperties");
            if (property.isMissingNode() && extra.isMissingNode()) {
                faults.add(where + ": no property " + field.getKey());
            } else {
                body(
                        field.getValue(),
                        property.isMissingNode() ? extra : property,
                        document,
                        where + "." + field.getKey(),
                        faults);
            }
        });
    }

    private static void scalar(JsonNode value, JsonNode schema, String where, List<String> faults) {
        var type = schema.path("type").asText();
        boolean fits = switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> type.isEmpty();
        };
        if (!fits) {
            faults.add(where + ": not of type " + type);
        }
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode allowed : schema.path("enum")) {
                known |= allowed.asText().equals(value.asText());
            }
            if (!known) {
                faults.add(where + ": " + value.asText() + " is not allowed");
            }
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        var reference = schema.path("$ref").asText("");
        if (reference.isEmpty()) {
            return schema;
        }
        var found = document.at(reference.substring(1));
        return found.isMissingNode() ? MissingNode.getInstance() : found;
    }

    private static JsonNode read(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
