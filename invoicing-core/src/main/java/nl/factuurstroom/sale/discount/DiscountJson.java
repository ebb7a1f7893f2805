package nl.factuurstroom.sale.discount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.discount.DiscountTable.Mode;
import nl.factuurstroom.sale.discount.DiscountTable.Scope;
import nl.factuurstroom.sale.discount.DiscountTable.Tier;

/** Reads tables from JSON; each complaint names the path. */
final class DiscountJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> FIELDS =
            Set.of("name", "mode", "scope", "productGroup", "sku", "from", "to", "currency", "tiers");
    private static final Set<String> TIER_FIELDS = Set.of("from", "percent", "price");

    private DiscountJson() {}

    static List<DiscountTable> read(String json) {
        try {
            return tables(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("discount tables are not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<DiscountTable> tables(JsonNode root) {
        var array = root.isObject() ? root.path("tables") : root;
        if (!array.isArray()) {
            throw new IllegalArgumentException("discount tables are an array, or an object with an array 'tables'");
        }
        var tables = new ArrayList<DiscountTable>();
        for (int i = 0; i < array.size(); i++) {
            tables.add(table(array.get(i), "[" + i + "]"));
        }
        return tables;
    }

    private static DiscountTable table(JsonNode node, String path) {
        refuseUnknown(node, FIELDS, path);
        try {
            var currency = text(node, "currency");
            return new DiscountTable(
                    required(node, "name", path),
                    choice(Mode.class, required(node, "mode", path), path + ".mode"),
                    choice(
                            Scope.class,
                            text(node, "scope") == null ? "LINE" : required(node, "scope", path),
                            path + ".scope"),
                    text(node, "productGroup"),
                    text(node, "sku"),
                    date(node, "from", path),
                    date(node, "to", path),
                    Currency.getInstance(currency == null ? "EUR" : currency),
                    tiers(node.path("tiers"), path + ".tiers"));
        } catch (IllegalArgumentException e) {
            throw e.getMessage() != null && e.getMessage().startsWith("[")
                    ? e
                    : new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static List<Tier> tiers(JsonNode array, String path) {
        var tiers = new ArrayList<Tier>();
        for (int i = 0; i < array.size(); i++) {
            var node = array.get(i);
            var here = path + "[" + i + "]";
            refuseUnknown(node, TIER_FIELDS, here);
            var from = decimal(node, "from", here);
            var percent = decimal(node, "percent", here);
            try {
                tiers.add(new Tier(
                        from == null ? BigDecimal.ZERO : from,
                        percent == null ? null : new Percentage(percent),
                        decimal(node, "price", here)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(here + ": " + e.getMessage(), e);
            }
        }
        return tiers;
    }

    private static void refuseUnknown(JsonNode node, Set<String> known, String path) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(path + "." + field + " is not known here (known: "
                        + String.join(", ", known.stream().sorted().toList()) + ")");
            }
        });
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String value, String path) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    path + ": '" + value + "' is none of " + Arrays.toString(type.getEnumConstants()), e);
        }
    }

    private static String required(JsonNode node, String field, String path) {
        var value = text(node, field);
        if (value == null) {
            throw new IllegalArgumentException(path + "." + field + " is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static @Nullable LocalDate date(JsonNode node, String field, String path) {
        var value = text(node, field);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(path + "." + field + ": '" + value + "' is not a date (2026-11-24)", e);
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String field, String path) {
        var value = text(node, field);
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + "." + field + ": '" + value + "' is not a number", e);
        }
    }
}
