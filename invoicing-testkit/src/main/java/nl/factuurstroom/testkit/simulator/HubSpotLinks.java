package nl.factuurstroom.testkit.simulator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.annotation.Nullable;

/** Associations, kept in both directions with the types that HubSpot defines. */
final class HubSpotLinks {

    /** One way in which two records are associated. */
    record Kind(String category, int typeId, @Nullable String label) implements Comparable<Kind> {
        static Kind defined(int typeId, @Nullable String label) {
            return new Kind("HUBSPOT_DEFINED", typeId, label);
        }

        @Override
        public int compareTo(Kind other) {
            return Integer.compare(typeId, other.typeId);
        }
    }

    static final Kind PRIMARY_COMPANY = Kind.defined(5, "Primary");
    static final Kind BILLING_CONTACT = Kind.defined(930, "Billing contact");

    private static final Map<String, Integer> DEFAULT_TYPES = Map.ofEntries(
            Map.entry("deals/companies", 341),
            Map.entry("companies/deals", 342),
            Map.entry("deals/contacts", 3),
            Map.entry("contacts/deals", 4),
            Map.entry("deals/line_items", 19),
            Map.entry("line_items/deals", 20),
            Map.entry("contacts/companies", 279),
            Map.entry("companies/contacts", 280),
            Map.entry("deals/notes", 213),
            Map.entry("notes/deals", 214),
            Map.entry("notes/companies", 190),
            Map.entry("companies/notes", 189),
            Map.entry("notes/contacts", 202),
            Map.entry("contacts/notes", 201));

    private final Map<String, Map<String, TreeSet<Kind>>> links = new HashMap<>();

    /** Associates both ways with the default types. */
    void link(String fromType, String fromId, String toType, String toId) {
        kinds(fromType, fromId, toType, toId).add(standard(fromType, toType));
        kinds(toType, toId, fromType, fromId).add(standard(toType, fromType));
    }

    /** Adds one more way in which two associated records belong together, in this direction only. */
    void label(String fromType, String fromId, String toType, String toId, Kind kind) {
        kinds(fromType, fromId, toType, toId).add(kind);
    }

    void unlink(String fromType, String fromId, String toType, String toId) {
        of(fromType, fromId, toType).remove(toId);
        of(toType, toId, fromType).remove(fromId);
    }

    /** What one record is associated with, in the order in which it was made. */
    Map<String, TreeSet<Kind>> of(String fromType, String fromId, String toType) {
        return links.computeIfAbsent(fromType + "/" + fromId + "/" + toType, key -> new LinkedHashMap<>());
    }

    /** Gives all associations of one record to another. */
    void move(String type, String oldId, String newId) {
        for (String other : List.of("deals", "companies", "contacts", "line_items", "notes")) {
            Map.copyOf(of(type, oldId, other)).forEach((id, kinds) -> {
                link(type, newId, other, id);
                kinds(type, newId, other, id).addAll(kinds);
                unlink(type, oldId, other, id);
            });
        }
    }

    boolean knows(String fromType, String toType) {
        return DEFAULT_TYPES.containsKey(fromType + "/" + toType);
    }

    private TreeSet<Kind> kinds(String fromType, String fromId, String toType, String toId) {
        return of(fromType, fromId, toType).computeIfAbsent(toId, id -> new TreeSet<>());
    }

    private static Kind standard(String fromType, String toType) {
        var id = DEFAULT_TYPES.get(fromType + "/" + toType);
        if (id == null) {
            throw new IllegalArgumentException("no association from " + fromType + " to " + toType);
        }
        return Kind.defined(id, null);
    }
}
