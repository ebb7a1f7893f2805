package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.testkit.simulator.Call;

/** The vendor's OpenAPI documents, as far as requests go: paths, query parameters, bodies. */
final class PublishedSpec {

    /** Beside the project, where it is developed; not part of it. */
    static final Path FOLDER = Path.of("../../shared/apis/pipedrive");

    private final JsonNode v1 = read("openapi-v1.json");
    private final JsonNode v2 = read("openapi-v2.json");

    private static JsonNode read(String file) {
        try {
            return Json.mapper().readTree(Files.readAllBytes(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the vendor would not understand in a request; empty when it is fine. */
    List<String> faults(Call call) {
        boolean second = call.path().startsWith("/api/v2/");
        var path = call.path().replaceFirst("^/(api/)?v[12]", "");
        var operation = operation(second ? v2 : v1, call.method(), path);
        if (operation == null) {
            return List.of(call + ": no such operation");
        }
        var faults = new ArrayList<String>();
        query(call, operation, faults);
        var body = operation.at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            body(call, body, faults);
        }
        return faults;
    }

    private static JsonNode operation(JsonNode spec, String method, String path) {
        for (Map.Entry<String, JsonNode> each : spec.get("paths").properties()) {
            var template = each.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            boolean exact = each.getKey().equals(path);
            boolean shadowed = !exact && spec.get("paths").has(path);
            var operation = each.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
            if (!shadowed && path.matches(template) && operation != null) {
                return operation;
            }
        }
        return null;
    }

    private static void query(Call call, JsonNode operation, List<String> faults) {
        call.query().forEach((name, values) -> {
            var parameter = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                    .filter(each -> each.path("in").asText().equals("query"))
                    .filter(each -> each.path("name").asText().equals(name))
                    .findFirst();
            if (parameter.isEmpty()) {
                faults.add(call + ": no such parameter " + name);
                return;
            }
            var schema = parameter.get().path("schema");
            boolean list = schema.path("type").asText().equals("array");
            for (String value : list ? values.get(0).split(",") : values.toArray(String[]::new)) {
                if (!fits(value, list ? schema.path("items") : schema)) {
                    faults.add(call + ": " + name + " must not be " + value);
                }
            }
        });
    }

    private static boolean fits(String value, JsonNode schema) {
        if (schema.has("enum") && !texts(schema.get("enum")).contains(value)) {
            return false;
        }
        return !schema.path("type").asText().equals("integer") || value.matches("[0-9]+");
    }

    private static void body(Call call, JsonNode schema, List<String> faults) {
        JsonNode body;
        try {
            body = Json.mapper().readTree(call.body());
        } catch (IOException e) {
            faults.add(call + ": the body is not JSON");
            return;
        }
        var parts = new ArrayList<JsonNode>();
        if (schema.has("allOf")) {
            schema.get("allOf").forEach(parts::add);
        } else {
            parts.add(schema);
        }
        var known = new HashSet<String>();
        for (JsonNode part : parts) {
            for (String required : texts(part.path("required"))) {
                if (!body.hasNonNull(required)) {
                    faults.add(call + ": the body lacks " + required);
                }
            }
            part.path("properties").properties().forEach(property -> {
                known.add(property.getKey());
                if (body.has(property.getKey()) && !typed(body.get(property.getKey()), property.getValue())) {
                    faults.add(call + ": " + property.getKey() + " is of the wrong type");
                }
            });
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(call + ": the body must not have " + name);
            }
        });
    }

    private static boolean typed(JsonNode value, JsonNode schema) {
        if (schema.has("enum") && !texts(schema.get("enum")).contains(value.asText())) {
            return false;
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
