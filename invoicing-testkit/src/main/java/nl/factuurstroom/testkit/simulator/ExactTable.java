package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * The rows of one entity. Reading by key sees the newest version at once; a list may lag behind, so each row keeps the
 * versions that a lagging list can still show.
 */
final class ExactTable {

    /** Kinds of fields, as OData tells them apart in filters. */
    enum Kind {
        TEXT,
        GUID,
        INT,
        LONG,
        NUMBER,
        FLAG,
        DATE,
        NESTED
    }

    private record Version(Instant from, @Nullable ObjectNode row) {}

    private static final Map<Character, Kind> LETTERS = Map.of(
            's',
            Kind.TEXT,
            'g',
            Kind.GUID,
            'i',
            Kind.INT,
            'l',
            Kind.LONG,
            'n',
            Kind.NUMBER,
            'b',
            Kind.FLAG,
            'd',
            Kind.DATE,
            'x',
            Kind.NESTED);

    final String path;
    final String type;
    final String key;
    final Map<String, Kind> fields = new LinkedHashMap<>();
    final Set<String> filterFields;
    final boolean filterRequired;
    private final Map<String, Deque<Version>> rows = new LinkedHashMap<>();

    /**
     * @param path below the division: {@code crm/Accounts}
     * @param type last part of the vendor's type name
     * @param fields space-separated {@code Name:letter}; the first one is the key
     */
    ExactTable(String path, String type, String fields) {
        this(path, type, fields, "", false);
    }

    /** @param filterFields space-separated names that a filter may use; empty for all */
    ExactTable(String path, String type, String fields, String filterFields, boolean filterRequired) {
        this.path = path;
        this.type = type;
        for (String field : fields.split("\\s+")) {
            int colon = field.indexOf(':');
            this.fields.put(
                    field.substring(0, colon), java.util.Objects.requireNonNull(LETTERS.get(field.charAt(colon + 1))));
        }
        this.key = this.fields.keySet().iterator().next();
        this.filterFields = filterFields.isBlank() ? Set.of() : Set.of(filterFields.split(" "));
        this.filterRequired = filterRequired;
    }

    boolean synced() {
        return path.startsWith("sync/") || path.startsWith("bulk/");
    }

    int pageSize() {
        return synced() ? 1000 : 60;
    }

    /** A row with every field, all null. */
    ObjectNode blank() {
        var row = JsonNodeFactory.instance.objectNode();
        fields.keySet().forEach(row::putNull);
        return row;
    }

    /** Inserts or replaces; the given row is copied. */
    void put(ObjectNode row, Instant now) {
        var versions = rows.computeIfAbsent(id(row), k -> new ArrayDeque<>());
        versions.addLast(new Version(now, row.deepCopy()));
        while (versions.size() > 20) {
            versions.removeFirst();
        }
    }

    void remove(String id, Instant now) {
        var versions = rows.get(fold(id));
        if (versions != null) {
            versions.addLast(new Version(now, null));
        }
    }

    /** The newest version, as a copy. */
    Optional<ObjectNode> get(String id) {
        var versions = rows.get(fold(id));
        return versions == null
                ? Optional.empty()
                : Optional.ofNullable(versions.getLast().row()).map(ObjectNode::deepCopy);
    }

    /** Newest versions, in order of insertion. */
    List<ObjectNode> all() {
        return visible(Instant.MAX, Duration.ZERO);
    }

    /** What a list shows at {@code now} when it lags behind. */
    List<ObjectNode> visible(Instant now, Duration lag) {
        var seen = now.equals(Instant.MAX) ? now : now.minus(lag);
        var result = new ArrayList<ObjectNode>();
        for (Deque<Version> versions : rows.values()) {
            var iterator = versions.descendingIterator();
            while (iterator.hasNext()) {
                var version = iterator.next();
                if (!version.from().isAfter(seen)) {
                    if (version.row() != null) {
                        result.add(version.row().deepCopy());
                    }
                    break;
                }
            }
        }
        return result;
    }

    Optional<ObjectNode> firstWith(String field, String trimmed) {
        return all().stream()
                .filter(row -> text(row, field).trim().equals(trimmed))
                .findFirst();
    }

    String id(JsonNode row) {
        return fold(row.path(key).asText());
    }

    /** Text of a field, empty when null. */
    static String text(JsonNode row, String field) {
        var value = row.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    private static String fold(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
