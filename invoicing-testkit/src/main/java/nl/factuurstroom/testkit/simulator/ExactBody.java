package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.Nullable;

/** Reads the body of a write, as strict as the vendor about names and types of properties. */
final class ExactBody {

    private ExactBody() {}

    static ObjectNode object(Call call, ExactTable table) {
        if (!call.header("content-type").orElse("").startsWith("application/json")) {
            throw ExactRefusal.of(415, "A supported MIME type could not be found that matches the content type.");
        }
        JsonNode body;
        try {
            body = ExactBooks.parse(call.body());
        } catch (IllegalArgumentException e) {
            throw ExactRefusal.badRequest("Error processing request stream. " + e.getMessage());
        }
        if (!body.isObject()) {
            throw topLevel();
        }
        checkNames((ObjectNode) body, table);
        return (ObjectNode) body;
    }

    static void checkNames(ObjectNode body, ExactTable table) {
        body.fieldNames().forEachRemaining(name -> {
            if (!table.fields.containsKey(name)) {
                throw ExactRefusal.badRequest("Error processing request stream. The property name '" + name
                        + "' specified for type 'Exact.Web.Api.Models." + table.type + "' is not valid.");
            }
        });
    }

    static ExactRefusal topLevel() {
        return ExactRefusal.badRequest(
                "Error processing request stream. The request should be a valid top-level resource object.");
    }

    static Optional<String> text(JsonNode body, String field) {
        var text = ExactTable.text(body, field);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** A guid, or empty; anything else can't be converted. */
    static Optional<String> guid(JsonNode body, String field) {
        return text(body, field).map(text -> {
            try {
                return UUID.fromString(text).toString();
            } catch (IllegalArgumentException e) {
                throw ExactRefusal.badRequest(
                        "Error processing request stream. Error converting value \"" + text + "\" to type 'Edm.Guid'.");
            }
        });
    }

    static @Nullable BigDecimal number(JsonNode body, String field) {
        return text(body, field)
                .map(text -> {
                    try {
                        return new BigDecimal(text);
                    } catch (NumberFormatException e) {
                        throw ExactRefusal.badRequest("Error processing request stream. Error converting value \""
                                + text + "\" to type 'Edm.Double'.");
                    }
                })
                .orElse(null);
    }
}
