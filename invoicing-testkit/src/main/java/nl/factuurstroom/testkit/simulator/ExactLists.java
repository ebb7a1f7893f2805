package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers a GET: {@code $select} wanted, {@code $filter} checked, pages of 60 (sync: 1000) with a full {@code __next},
 * and {@code d} as an object with {@code results} or as a bare array, by turns.
 */
final class ExactLists {

    private static final Set<String> WITHOUT_SELECT = Set.of("system/Divisions");

    private final Clock clock;
    private final URI base;
    private Duration lag = Duration.ZERO;
    private boolean bareArrayNext;

    ExactLists(Clock clock, URI base) {
        this.clock = clock;
        this.base = base;
    }

    void lag(Duration lag) {
        this.lag = lag;
    }

    /** One entity by key, the newest version: read-after-write by key is immediate. */
    Answer one(Call call, int division, ExactTable table, String id) {
        var row = table.get(id).orElseThrow(() -> ExactRefusal.of(404, "Not found"));
        var expand = Set.of(call.query("$expand").orElse("").split(","));
        var shown = shown(call, division, table, row, expand);
        return Answer.json(200, wrap(shown).toString());
    }

    Answer list(Call call, int division, ExactTable table) {
        var top = call.query("$top").map(Integer::valueOf).orElse(Integer.MAX_VALUE);
        if (!call.query().containsKey("$select") && top != 1 && !WITHOUT_SELECT.contains(table.path)) {
            throw ExactRefusal.badRequest("Please add a $select or a $top=1 statement to the query string.");
        }
        call.query("$select").filter(select -> !select.equals("*")).ifPresent(select -> names(table, select));
        var filter = call.query("$filter");
        if (table.filterRequired && filter.isEmpty()) {
            throw ExactRefusal.badRequest(
                    "This endpoint has mandatory filtering applied. A GET request for this endpoint"
                            + " must have a $filter parameter with one of the following fields in the url:"
                            + String.join(",", new java.util.TreeSet<>(table.filterFields)) + ".");
        }
        Predicate<JsonNode> matches =
                filter.map(text -> ODataFilter.parse(table, text)).orElse(row -> true);
        var found = new ArrayList<ObjectNode>(
                table.visible(clock.instant(), lag).stream().filter(matches).toList());
        if (table.synced() && table.fields.containsKey("Timestamp")) {
            found.sort(Comparator.comparing(row -> row.path("Timestamp").asLong()));
        }
        call.query("$skiptoken").ifPresent(token -> skip(found, table, token));
        return page(call, division, table, found, top);
    }

    private Answer page(Call call, int division, ExactTable table, List<ObjectNode> found, int top) {
        int size = Math.min(Math.min(table.pageSize(), top), found.size());
        var results = JsonNodeFactory.instance.arrayNode();
        found.subList(0, size).forEach(row -> results.add(shown(call, division, table, row, Set.of())));
        var body = JsonNodeFactory.instance.objectNode();
        boolean more = found.size() > size && top > size;
        bareArrayNext = !bareArrayNext;
        if (!more && bareArrayNext) {
            body.set("d", results);
        } else {
            var d = body.putObject("d");
            d.set("results", results);
            if (more) {
                d.put("__next", next(call, table.id(found.get(size - 1)), top == Integer.MAX_VALUE ? -1 : top - size));
            }
        }
        return Answer.json(200, body.toString());
    }

    /** Shows what was selected, with metadata; nested fields are deferred unless expanded. */
    ObjectNode shown(Call call, int division, ExactTable table, ObjectNode row, Set<String> expand) {
        var select = call.query("$select").orElse("");
        var names = select.isBlank() || select.equals("*") ? table.fields.keySet() : names(table, select);
        var shown = JsonNodeFactory.instance.objectNode();
        var uri = base + "/api/v1/" + division + "/" + table.path + key(table, row);
        shown.putObject("__metadata").put("uri", uri).put("type", "Exact.Web.Api.Models." + table.type);
        for (String name : names) {
            if (table.fields.get(name) != ExactTable.Kind.NESTED) {
                shown.set(name, row.path(name));
            } else if (expand.contains(name)) {
                shown.putObject(name).set("results", row.path(name));
            } else {
                shown.putObject(name).putObject("__deferred").put("uri", uri + "/" + name);
            }
        }
        return shown;
    }

    private static List<String> names(ExactTable table, String select) {
        var names = List.of(select.split(","));
        names.stream().filter(name -> !table.fields.containsKey(name)).forEach(name -> {
            throw ExactRefusal.badRequest("Could not find a property named '" + name
                    + "' on type 'Exact.Web.Api.Models." + table.type + "'.");
        });
        return names;
    }

    static JsonNode wrap(JsonNode d) {
        return JsonNodeFactory.instance.objectNode().set("d", d);
    }

    private static String key(ExactTable table, ObjectNode row) {
        var id = row.path(table.key).asText();
        return switch (table.fields.getOrDefault(table.key, ExactTable.Kind.TEXT)) {
            case GUID -> "(guid'" + id + "')";
            case LONG -> "(" + id + "L)";
            default -> "(" + id + ")";
        };
    }

    private String next(Call call, String lastId, int topLeft) {
        var query = new ArrayList<String>();
        call.query().forEach((name, values) -> {
            if (!name.equals("$skiptoken") && !name.equals("$top")) {
                query.add(name + "=" + encode(values.get(0)));
            }
        });
        if (topLeft > 0) {
            query.add("$top=" + topLeft);
        }
        query.add("$skiptoken=" + encode("guid'" + lastId + "'"));
        return base + call.path() + "?" + String.join("&", query);
    }

    private static void skip(List<ObjectNode> found, ExactTable table, String token) {
        var last = token.substring(token.indexOf('\'') + 1, token.lastIndexOf('\''))
                .toLowerCase(Locale.ROOT);
        for (int i = 0; i < found.size(); i++) {
            if (table.id(found.get(i)).equals(last)) {
                found.subList(0, i + 1).clear();
                return;
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
