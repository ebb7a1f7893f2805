package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import javax.annotation.Nullable;

/** What HubSpot refuses to store. */
final class HubSpotWrites {

    private static final Map<Integer, String> NOTE_TARGETS = Map.of(214, "deals", 190, "companies", 202, "contacts");
    private static final Map<String, String> TYPE_NAMES = Map.ofEntries(
            Map.entry("0-1", "contacts"),
            Map.entry("0-2", "companies"),
            Map.entry("0-3", "deals"),
            Map.entry("0-8", "line_items"),
            Map.entry("0-46", "notes"),
            Map.entry("deal", "deals"),
            Map.entry("contact", "contacts"),
            Map.entry("company", "companies"),
            Map.entry("line_item", "line_items"),
            Map.entry("note", "notes"));

    private final HubSpotStore store;
    boolean oneSpoilsAll;

    HubSpotWrites(HubSpotStore store) {
        this.store = store;
    }

    /** The plural name of a type that is named in any of HubSpot's ways. */
    static String typeName(String type) {
        return TYPE_NAMES.getOrDefault(type, type);
    }

    /** Refuses the whole write when one value is wrong, naming all that are. */
    void check(String type, @Nullable HubSpotStore.Row row, JsonNode properties) {
        if (row != null && row.refusesWrites != null) {
            throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation(row.refusesWrites));
        }
        var wrong = HubSpotAnswers.MAPPER.createArrayNode();
        properties.fields().forEachRemaining(field -> check(type, field.getKey(), field.getValue(), wrong));
        if (type.equals("notes") && row == null && !properties.hasNonNull("hs_timestamp")) {
            wrong(wrong, "hs_timestamp", "REQUIRED_FIELD", "hs_timestamp is required");
        }
        if (!wrong.isEmpty()) {
            throw new HubSpotAnswers.Refusal(
                    HubSpotAnswers.validation("Property values were not valid: " + HubSpotAnswers.text(wrong)));
        }
    }

    private void check(String type, String name, JsonNode value, ArrayNode wrong) {
        var property = store.schema.property(type, name);
        if (property == null) {
            wrong(wrong, name, "PROPERTY_DOESNT_EXIST", "Property \"" + name + "\" does not exist");
        } else if (property.readOnly()) {
            wrong(wrong, name, "READ_ONLY_VALUE", "\"" + name + "\" is a read only property");
        } else if (!value.isNull() && !value.asText().isEmpty() && !fits(property, value.asText())) {
            wrong(wrong, name, code(property), "\"" + value.asText() + "\" is no valid value of " + name);
        }
    }

    private static boolean fits(HubSpotSchema.Property property, String value) {
        try {
            switch (property.type()) {
                case "number" -> new BigDecimal(value);
                case "bool" -> {
                    return value.equals("true") || value.equals("false");
                }
                case "date" -> {
                    return isDate(value);
                }
                case "datetime" -> {
                    if (!value.matches("[0-9]+")) {
                        Instant.parse(value);
                    }
                }
                case "enumeration" -> {
                    return property.options().isEmpty() || property.options().contains(value);
                }
                default -> {
                    return value.length() <= 65_536;
                }
            }
            return true;
        } catch (NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    /** A day, or midnight UTC in milliseconds. */
    private static boolean isDate(String value) {
        if (value.matches("[0-9]+")) {
            return Long.parseLong(value) % 86_400_000L == 0;
        }
        LocalDate.parse(value);
        return true;
    }

    private static String code(HubSpotSchema.Property property) {
        return switch (property.type()) {
            case "number" -> "INVALID_INTEGER";
            case "date", "datetime" -> "INVALID_DATE";
            default -> "INVALID_OPTION";
        };
    }

    private static void wrong(ArrayNode wrong, String name, String code, String message) {
        wrong.addObject()
                .put("isValid", false)
                .put("message", message)
                .put("error", code)
                .put("name", name)
                .put("localizedErrorMessage", message);
    }

    /** An inline association must name a type that we know and a record that is there. */
    void checkLink(String type, JsonNode link) {
        var target = targetType(link);
        var id = link.path("to").path("id").asText();
        if (!store.links.knows(type, target) || store.visible(target, id).isEmpty()) {
            throw new HubSpotAnswers.Refusal(
                    HubSpotAnswers.validation("there is no record " + id + " to associate with"));
        }
    }

    String targetType(JsonNode link) {
        int typeId = link.path("types").path(0).path("associationTypeId").asInt();
        var target = NOTE_TARGETS.get(typeId);
        if (target == null) {
            throw new HubSpotAnswers.Refusal(
                    HubSpotAnswers.validation("association type " + typeId + " is not known here"));
        }
        return target;
    }
}
