package nl.factuurstroom.connector.moneybird;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.testkit.simulator.Call;

/** The vendor's published specification, where it lies beside the project: do our requests fit it? */
final class PublishedSpec {

    private static final Path FILE = Path.of("../../shared/apis/moneybird/openapi.trimmed.json");
    private static final String BASE = "/api/v2";

    private final JsonNode document;

    private PublishedSpec(JsonNode document) {
        this.document = document;
    }

    static Optional<PublishedSpec> find() {
        try {
            return Files.isRegularFile(FILE)
                    ? Optional.of(new PublishedSpec(Json.mapper().readTree(Files.readString(FILE))))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What doesn't fit; empty when all is well. */
    List<String> faults(Call call) {
        var operation = operation(call);
        if (operation == null) {
            return List.of(call.method() + " " + call.path() + ": no such operation");
        }
        var faults = new ArrayList<String>();
        var where = call.method() + " " + call.path();
        query(call, operation, where, faults);
        if (!call.body().isEmpty()) {
            var content = operation.path("requestBody").path("content");
            var schema = content.fields().hasNext() ? content.elements().next().path("schema") : null;
            if (schema == null) {
                faults.add(where + ": takes no body");
            } else {
                faults.addAll(faults(read(call.body()), schema, where));
            }
        }
        return faults;
    }

    /** A fixed path goes before one with a variable in the same place. */
    private @javax.annotation.Nullable JsonNode operation(Call call) {
        var method = call.method().toLowerCase(Locale.ROOT);
        String best = null;
        for (var paths = document.path("paths").fieldNames(); paths.hasNext(); ) {
            var path = paths.next();
            var pattern = BASE + path.replace("{format}", "(\\.json|\\.xml)?").replaceAll("\\{[a-z_]+}", "[^/.]+");
            boolean fits = call.path().matches(pattern)
                    && document.path("paths").path(path).has(method);
            if (fits && (best == null || variables(path) < variables(best))) {
                best = path;
            }
        }
        return best == null ? null : document.path("paths").path(best).path(method);
    }

    private static long variables(String path) {
        return path.chars().filter(c -> c == '{').count();
    }

    private void query(Call call, JsonNode operation, String where, List<String> faults) {
        var known = new HashSet<String>();
        operation.path("parameters").forEach(p -> {
            var parameter = resolved(p);
            known.add(parameter.path("name").asText());
            if (parameter.path("required").asBoolean()
                    && parameter.path("in").asText().equals("query")
                    && !call.query().containsKey(parameter.path("name").asText())) {
                faults.add(where + ": query parameter " + parameter.path("name").asText() + " is required");
            }
        });
        call.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(where + ": no query parameter " + name));
    }

    private List<String> faults(JsonNode value, JsonNode given, String where) {
        var schema = resolved(given);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return choice(value, schema.path(choice), where);
            }
        }
        var faults = new ArrayList<String>();
        if (!typeFits(value, schema.path("type"))) {
            faults.add(where + ": is not of type " + schema.path("type"));
        }
        if (value.isValueNode()) {
            scalar(value, schema, where, faults);
        }
        if (value.isArray()) {
            value.forEach(item -> faults.addAll(faults(item, schema.path("items"), where + "[]")));
        }
        if (value.isObject()) {
            object(value, schema, where, faults);
        }
        return faults;
    }

    private List<String> choice(JsonNode value, JsonNode choices, String where) {
        List<String> last = List.of(where + ": fits nothing");
        for (JsonNode one : choices) {
            last = faults(value, one, where);
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private static void scalar(JsonNode value, JsonNode schema, String where, List<String> faults) {
        if (value.isTextual()
                && schema.has("pattern")
                && !value.asText().matches(schema.path("pattern").asText())) {
            faults.add(where + ": '" + value.asText() + "' doesn't match "
                    + schema.path("pattern").asText());
        }
        if (schema.path("format").asText().equals("date") && !value.asText().matches("\\d{4}-\\d\\d-\\d\\d")) {
            faults.add(where + ": is no date");
        }
        if (schema.has("enum")) {
            var allowed = new HashSet<String>();
            schema.path("enum").forEach(one -> allowed.add(one.asText()));
            if (!allowed.contains(value.asText())) {
                faults.add(where + ": " + value.asText() + " is not allowed");
            }
        }
    }

    private void object(JsonNode value, JsonNode schema, String where, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + ": " + name.asText() + " is required");
            }
        });
        value.fields().forEachRemaining(field -> {
            var property = schema.path("properties").path(field.getKey());
            var extra = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                faults.addAll(faults(field.getValue(), property, where + "." + field.getKey()));
            } else if (extra.isObject()) {
                faults.addAll(faults(field.getValue(), extra, where + "." + field.getKey()));
            } else {
                faults.add(where + ": no property " + field.getKey());
            }
        });
    }

    private static boolean typeFits(JsonNode value, JsonNode type) {
        if (type.isMissingNode()) {
            return true;
        }
        Set<String> types = new HashSet<>();
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else {
            types.add(type.asText());
        }
        return (value.isTextual() && types.contains("string"))
                || (value.isIntegralNumber() && (types.contains("integer") || types.contains("number")))
                || (value.isNumber() && types.contains("number"))
                || (value.isBoolean() && types.contains("boolean"))
                || (value.isObject() && types.contains("object"))
                || (value.isArray() && types.contains("array"))
                || (value.isNull() && types.contains("null"));
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    private static JsonNode read(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
