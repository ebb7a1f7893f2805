package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** An object of the input with its path. Complaints are collected, so that all of them can be mended at once. */
final class In {

    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** More than any amount, quantity or rate has. */
    private static final int MOST_DIGITS = 30;

    /** What is wrong, and where. */
    record Problem(String path, String message) {}

    private final JsonNode node;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> otherNames = new LinkedHashSet<>();

    In(JsonNode node, String path, List<Problem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!node.isObject() && !node.isMissingNode()) {
            complain("", "must be an object");
        }
    }

    boolean isThere() {
        return node.isObject();
    }

    String path(String asked) {
        var field = otherNames.isEmpty() ? asked : named(asked);
        return path.isEmpty() ? field : field.isEmpty() ? path : path + "." + field;
    }

    void complain(String field, String message) {
        problems.add(new Problem(path(field), message));
    }

    boolean has(String field) {
        asked.add(field);
        var named = named(field);
        if (!named.equals(field)) {
            otherNames.add(named);
        }
        return node.hasNonNull(named);
    }

    @Nullable
    JsonNode raw(String field) {
        return has(field) ? node.get(named(field)) : null;
    }

    /** The name by which the field is there: its own, with underscores, or another natural one. */
    private String named(String field) {
        if (!node.has(field)) {
            for (String other : Words.otherNames(field)) {
                if (node.has(other)) {
                    return other;
                }
            }
        }
        return field;
    }

    @Nullable
    String text(String field) {
        var value = raw(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            complain(field, "must be a text");
            return null;
        }
        return value.asText().isBlank() ? null : value.asText().trim();
    }

    String text(String field, String otherwise) {
        var value = text(field);
        return value == null ? otherwise : value;
    }

    @Nullable
    BigDecimal decimal(String field) {
        var value = raw(field);
        if (value == null) {
            return null;
        }
        try {
            if (value.isNumber() || value.isTextual()) {
                var decimal = new BigDecimal(value.asText().trim());
                // 1e999999999 is a number too, and would fill the memory with zeros.
                if (Math.abs((long) decimal.scale()) > MOST_DIGITS || decimal.precision() > MOST_DIGITS) {
                    complain(field, "'" + shortened(value) + "' has more than " + MOST_DIGITS + " digits");
                    return null;
                }
                return decimal;
            }
        } catch (NumberFormatException e) {
            complain(field, "'" + shortened(value) + "' is not a decimal number with a dot (12.50)");
            return null;
        }
        complain(field, "must be a number, or a text that holds one");
        return null;
    }

    private static String shortened(JsonNode value) {
        var text = value.asText();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    boolean bool(String field, boolean otherwise) {
        var value = raw(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            complain(field, "must be true or false");
            return otherwise;
        }
        return value.asBoolean();
    }

    @Nullable
    LocalDate date(String field) {
        var value = text(field);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            complain(field, "'" + value + "' is not a date (2026-11-24)");
            return null;
        }
    }

    /** A moment, or noon of a date. */
    @Nullable
    Instant moment(String field) {
        var value = text(field);
        if (value == null) {
            return null;
        }
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atTime(LocalTime.NOON).atZone(ZONE).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException e) {
            complain(field, "'" + value + "' is neither a date (2026-11-24) nor a moment (2026-11-24T09:00:00Z)");
            return null;
        }
    }

    /** One of an enum's constants, in any case, with dashes or underscores, or a synonym of one. */
    <E extends Enum<E>> @Nullable E choice(String field, Class<E> type, Map<String, E> synonyms) {
        var raw = raw(field);
        var value = raw != null && raw.isBoolean() ? raw.asText() : text(field);
        if (value == null) {
            return null;
        }
        var plain = value.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(plain)) {
                return constant;
            }
        }
        var synonym = synonyms.get(plain);
        if (synonym == null) {
            complain(field, "'" + value + "' is none of " + names(type));
        }
        return synonym;
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    /** An object below; not there when the field is absent. */
    In object(String field) {
        var value = raw(field);
        return new In(value == null ? MissingNode.getInstance() : value, path(field), problems);
    }

    /** The objects of an array below; none when the field is absent. */
    List<In> objects(String field) {
        var value = raw(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            complain(field, "must be an array");
            return List.of();
        }
        var objects = new ArrayList<In>();
        for (int i = 0; i < value.size(); i++) {
            objects.add(new In(value.get(i), path(field) + "[" + i + "]", problems));
        }
        return objects;
    }

    List<String> texts(String field) {
        var value = raw(field);
        var texts = new ArrayList<String>();
        if (value != null && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (value.get(i).isTextual()) {
                    texts.add(value.get(i).asText().trim());
                } else {
                    complain(field + "[" + i + "]", "must be a text");
                }
            }
        } else if (value != null) {
            complain(field, "must be an array of texts");
        }
        return texts;
    }

    /** The names of all fields, for an object used as a map. */
    List<String> keys() {
        var keys = new ArrayList<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Makes something whose constructor checks; its complaint becomes ours. */
    <T> @Nullable T make(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            complain(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    void missing(String field) {
        complain(field, "is missing");
    }

    /** Complains of fields that nobody asked for: a typing error must not pass for an absent fact. */
    void refuseUnknown() {
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            var field = fields.next();
            if (!asked.contains(field)
                    && !otherNames.contains(field)
                    && !field.startsWith("$")
                    && !field.equals("comment")) {
                complain(field, "is not known here (known: " + String.join(", ", asked) + ")");
            }
        }
    }
}
