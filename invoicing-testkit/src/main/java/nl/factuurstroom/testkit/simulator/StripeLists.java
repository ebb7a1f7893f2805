package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Lists as Stripe answers them: filters, {@code limit}, {@code starting_after}, {@code has_more}. */
final class StripeLists {

    private static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before", "expand[]");
    private static final Set<String> CREATED =
            Set.of("created", "created[gt]", "created[gte]", "created[lt]", "created[lte]");

    private final StripeObjects objects;

    StripeLists(StripeObjects objects) {
        this.objects = objects;
    }

    /** One page of these objects (newest first), of those that fit all filters. */
    Answer page(Call call, List<ObjectNode> newestFirst, Map<String, Predicate<FilterCase>> filters) {
        var query = call.query();
        query.keySet().forEach(name -> requireKnown(name, filters));
        var fitting = newestFirst.stream()
                .filter(object -> inRange(call, object.path("created").asLong()))
                .filter(object -> filters.entrySet().stream().allMatch(filter -> {
                    var given = query.getOrDefault(filter.getKey(), List.of());
                    return given.isEmpty() || filter.getValue().test(new FilterCase(object, given));
                }))
                .toList();
        return whole(call, fitting);
    }

    /** What a filter looks at: an object, and the values given for the filter's parameter. */
    record FilterCase(ObjectNode object, List<String> values) {

        boolean is(JsonNode value) {
            return values.contains(value.asText());
        }
    }

    /** One page of elements in their own order. */
    Answer whole(Call call, List<ObjectNode> elements) {
        var from = elements;
        var after = call.query("starting_after");
        if (after.isPresent()) {
            int at = indexOf(elements, after.get());
            from = elements.subList(at + 1, elements.size());
        }
        int limit = Integer.parseInt(call.query("limit").orElse("10"));
        if (limit < 1 || limit > 100) {
            throw new StripeRefusal(400, "Invalid integer: limit must be between 1 and 100", null);
        }
        var expand = expand(call);
        var below = expand.at("data");
        if (!expand.isEmpty() && below == null) {
            throw new StripeRefusal(400, "This property cannot be expanded; lists expand below data.", null);
        }
        var page = objects.page(from, below == null ? new StripeObjects.Expand() : below, limit, call.path());
        return Answer.json(200, page.toString());
    }

    static StripeObjects.Expand expand(Call call) {
        return StripeObjects.Expand.of(call.query().getOrDefault("expand[]", List.of()));
    }

    private static void requireKnown(String name, Map<String, Predicate<FilterCase>> filters) {
        if (!PAGING.contains(name) && !CREATED.contains(name) && !filters.containsKey(name)) {
            throw new StripeRefusal(400, "Received unknown parameter: " + name, "parameter_unknown");
        }
    }

    private static int indexOf(List<ObjectNode> elements, String id) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw new StripeRefusal(400, "No such object: '" + id + "'", "resource_missing");
    }

    private static boolean inRange(Call call, long created) {
        return created >= bound(call, "created[gte]", Long.MIN_VALUE)
                && created > bound(call, "created[gt]", Long.MIN_VALUE)
                && created <= bound(call, "created[lte]", Long.MAX_VALUE)
                && created < bound(call, "created[lt]", Long.MAX_VALUE);
    }

    private static long bound(Call call, String name, long otherwise) {
        return call.query(name).map(Long::parseLong).orElse(otherwise);
    }
}
