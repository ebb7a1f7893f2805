package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import javax.annotation.Nullable;

/** How Moneybird writes things: money as strings, times in UTC with milliseconds, errors in two shapes. */
final class MoneybirdJson {

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MoneybirdJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> items) {
        var array = array();
        items.forEach(array::add);
        return array;
    }

    /** Money and numbers: {@code 363.0}, {@code 31.5}, {@code 0.25}. */
    static String number(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toPlainString();
    }

    /** Reads what Moneybird accepts: a number, or text with a dot or a comma. */
    static BigDecimal decimal(@Nullable JsonNode node, BigDecimal otherwise) {
        return node == null || node.isNull() || node.asText().isBlank()
                ? otherwise
                : new BigDecimal(node.asText().replace(',', '.'));
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static @Nullable String text(JsonNode node, String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    static String textOr(JsonNode node, String field, String otherwise) {
        var value = text(node, field);
        return value == null || value.isBlank() ? otherwise : value;
    }

    static Answer ok(JsonNode body) {
        return Answer.json(200, body.toString());
    }

    static Answer created(JsonNode body) {
        return Answer.json(201, body.toString());
    }

    /** 400, 402, 403 and 404: {@code {"error": "…", "symbolic": {"field": "code"}}}. */
    static Answer refused(int status, String error, String field, String code) {
        var body = object().put("error", error);
        body.putObject("symbolic").put(field, code);
        return Answer.json(status, body.toString());
    }

    /** Some refusals have no code at all. */
    static Answer refused(int status, String error) {
        return Answer.json(status, object().put("error", error).toString());
    }

    /** 422: texts per field, and the codes beside them. */
    static Answer invalid(String field, String text, String code) {
        var body = object();
        body.putObject("error").putArray(field).add(text);
        body.putObject("details").putArray(field).addObject().put("error", code);
        return Answer.json(422, body.toString());
    }

    static Answer notFound(String field) {
        return refused(404, "record not found", field, "not_found");
    }

    /** The body of a call; an empty object when it has none or it can't be read. */
    static JsonNode body(Call call) {
        if (call.body().isBlank()) {
            return object();
        }
        try {
            return MAPPER.readTree(call.body());
        } catch (JsonProcessingException e) {
            return object();
        }
    }
}
