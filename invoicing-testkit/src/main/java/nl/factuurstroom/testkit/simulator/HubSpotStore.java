package nl.factuurstroom.testkit.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/** The records of the simulated account, with the past that a lagging search index still shows. */
final class HubSpotStore {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What the index may show of a record. */
    record Snapshot(Instant at, Map<String, String> properties, boolean archived) {}

    /** Hears of what webhooks tell. */
    interface Events {
        void created(String type, String id);

        void stageEntered(String dealId, String stage);

        void deleted(String type, String id);

        void merged(String type, String primaryId, String mergedId, String newId);
    }

    /** One object. */
    static final class Row {
        final String type;
        final String id;
        final TreeMap<String, String> properties = new TreeMap<>();
        final List<Snapshot> past = new ArrayList<>();
        Instant created;
        Instant updated;
        boolean archived;
        boolean manualAmount;

        @Nullable
        String enteredStage;

        @Nullable
        String refusesWrites;

        Row(String type, String id, Instant created) {
            this.type = type;
            this.id = id;
            this.created = created;
            this.updated = created;
        }

        @Nullable
        String get(String property) {
            return properties.get(property);
        }

        void put(String property, @Nullable String value) {
            if (value == null || value.isEmpty()) {
                properties.remove(property);
            } else {
                properties.put(property, value);
            }
        }
    }

    final HubSpotSchema schema;
    final HubSpotLinks links = new HubSpotLinks();
    final Events events;
    private final Clock clock;
    private final Map<String, Map<String, Row>> rows = new HashMap<>();
    private final Map<String, String> mergedInto = new HashMap<>();
    private long nextId = 28_900_000_000L;

    HubSpotStore(Clock clock, HubSpotSchema schema, Events events) {
        this.clock = clock;
        this.schema = schema;
        this.events = events;
    }

    String newId() {
        nextId += 7;
        return Long.toString(nextId);
    }

    /** The row with this id, or the one that it was merged into; deleted ones too. */
    Optional<Row> find(String type, String id) {
        var now = id;
        while (mergedInto.containsKey(type + "/" + now)) {
            now = Objects.requireNonNull(mergedInto.get(type + "/" + now));
        }
        return Optional.ofNullable(all(type).get(now));
    }

    /** As the API sees it: deleted rows are not there. */
    Optional<Row> visible(String type, String id) {
        return find(type, id).filter(row -> !row.archived);
    }

    Row findOrCreate(String type, String id) {
        return find(type, id).orElseGet(() -> create(type, id));
    }

    Row create(String type, String id) {
        var row = new Row(type, id, clock.instant());
        all(type).put(id, row);
        row.put("createdate", TIME.format(row.created));
        row.put("hs_object_id", id);
        touch(row);
        events.created(type, id);
        return row;
    }

    /** Associates two rows; what is computed from associations follows. */
    void link(String fromType, String fromId, String toType, String toId) {
        links.link(fromType, fromId, toType, toId);
        find(fromType, fromId).ifPresent(this::touch);
        find(toType, toId).ifPresent(this::touch);
    }

    void delete(Row row) {
        row.archived = true;
        touch(row);
        events.deleted(row.type, row.id);
    }

    Map<String, Row> all(String type) {
        return rows.computeIfAbsent(type, t -> new LinkedHashMap<>());
    }

    /** Changes a row and, as HubSpot does, everything that is computed from it. */
    void change(Row row, Consumer<Row> how) {
        how.accept(row);
        touch(row);
        if (row.type.equals("line_items")) {
            links.of("line_items", row.id, "deals")
                    .keySet()
                    .forEach(deal -> find("deals", deal).ifPresent(this::touch));
        }
    }

    void touch(Row row) {
        HubSpotComputed.apply(this, row);
        row.updated = clock.instant();
        row.put(schema.modifiedProperty(row.type), TIME.format(row.updated));
        remember(row, row.updated);
    }

    /** Says since when the index knows the row as it is now. */
    void remember(Row row, Instant since) {
        row.past.add(new Snapshot(since, Map.copyOf(row.properties), row.archived));
    }

    /** Merges two rows into a new one, which both old ids lead to from now on. */
    Row merge(String type, String primaryId, String mergedId) {
        var primary = find(type, primaryId).orElseThrow();
        var merged = find(type, mergedId).orElseThrow();
        var row = create(type, newId());
        primary.properties.forEach((name, value) -> {
            if (!name.equals("hs_object_id") && !name.equals("hs_merged_object_ids")) {
                row.put(name, value);
            }
        });
        var old = new ArrayList<String>();
        for (Row gone : List.of(primary, merged)) {
            var before = gone.get("hs_merged_object_ids");
            if (before != null) {
                old.addAll(List.of(before.split(";")));
            }
            old.add(gone.id);
        }
        row.put("hs_merged_object_ids", String.join(";", old));
        links.move(type, primary.id, row.id);
        for (Row gone : List.of(primary, merged)) {
            mergedInto.put(type + "/" + gone.id, row.id);
            all(type).remove(gone.id);
        }
        row.enteredStage = primary.enteredStage;
        touch(row);
        events.merged(type, primary.id, merged.id, row.id);
        return row;
    }

    Instant now() {
        return clock.instant();
    }
}
