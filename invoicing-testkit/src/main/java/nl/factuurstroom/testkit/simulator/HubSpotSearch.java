package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;

/** The search endpoint: an index that lags, pages by offset, and ends at 10 000 results. */
final class HubSpotSearch {

    private static final int MAX_LIMIT = 200;
    private static final int MAX_RESULTS = 10_000;
    private static final int MAX_BODY = 3_000;
    private static final int MAX_GROUPS = 5;
    private static final int MAX_FILTERS = 6;

    private record Hit(HubSpotStore.Row row, Map<String, String> shown) {}

    private final HubSpotStore store;
    Duration lag = Duration.ZERO;

    HubSpotSearch(HubSpotStore store) {
        this.store = store;
    }

    Answer search(String type, String body) {
        if (body.length() > MAX_BODY) {
            return HubSpotAnswers.validation("the request is longer than " + MAX_BODY + " characters");
        }
        var request = HubSpotAnswers.parse(body);
        int limit = request.path("limit").asInt(10);
        int offset = request.path("after").asInt(0);
        if (limit > MAX_LIMIT || limit < 1) {
            return HubSpotAnswers.validation("limit must be from 1 to " + MAX_LIMIT);
        }
        if (offset + limit > MAX_RESULTS) {
            return HubSpotAnswers.validation("paging ends at " + MAX_RESULTS + " results");
        }
        var hits = hits(type, request);
        return HubSpotAnswers.ok(page(type, request, hits, offset, limit));
    }

    private List<Hit> hits(String type, JsonNode request) {
        if (request.path("filterGroups").size() > MAX_GROUPS) {
            throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation("too many filter groups"));
        }
        var hits = new ArrayList<Hit>();
        for (HubSpotStore.Row row : store.all(type).values()) {
            indexed(row)
                    .filter(shown -> matches(type, shown, request.path("filterGroups")))
                    .ifPresent(shown -> hits.add(new Hit(row, shown)));
        }
        hits.sort(order(type, request.path("sorts")));
        return hits;
    }

    /** The record as the index knows it, if it does. */
    private Optional<Map<String, String>> indexed(HubSpotStore.Row row) {
        var until = store.now().minus(lag);
        HubSpotStore.Snapshot latest = null;
        for (HubSpotStore.Snapshot past : row.past) {
            if (!past.at().isAfter(until)) {
                latest = past;
            }
        }
        return latest == null || latest.archived() ? Optional.empty() : Optional.of(latest.properties());
    }

    private ObjectNode page(String type, JsonNode request, List<Hit> hits, int offset, int limit) {
        var answer = HubSpotAnswers.object().put("total", hits.size());
        var results = answer.putArray("results");
        var asked = new ArrayList<String>();
        request.path("properties").forEach(name -> asked.add(name.asText()));
        hits.stream()
                .skip(offset)
                .limit(limit)
                .forEach(hit -> results.add(HubSpotObjects.json(store, hit.row(), hit.shown(), asked)));
        if (offset + limit < hits.size()) {
            var after = Integer.toString(offset + limit);
            answer.putObject("paging").putObject("next").put("after", after).put("link", "?after=" + after);
        }
        return answer;
    }

    private boolean matches(String type, Map<String, String> shown, JsonNode groups) {
        if (groups.isEmpty()) {
            return true;
        }
        for (JsonNode group : groups) {
            if (group.path("filters").size() > MAX_FILTERS) {
                throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation("too many filters in a group"));
            }
            boolean all = true;
            for (JsonNode filter : group.path("filters")) {
                all = matches(type, shown, filter, filter.path("propertyName").asText()) && all;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String type, Map<String, String> shown, JsonNode filter, String name) {
        var property = store.schema.property(type, name);
        if (property == null) {
            throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation("there is no property " + name));
        }
        var value = shown.get(name);
        var operator = filter.path("operator").asText();
        if (operator.equals("HAS_PROPERTY") || operator.equals("NOT_HAS_PROPERTY")) {
            return (value != null) == operator.equals("HAS_PROPERTY");
        }
        if (value == null) {
            return false;
        }
        Function<String, Integer> against = other -> compare(property, value, other);
        var given = filter.path("value").asText();
        return switch (operator) {
            case "EQ" -> against.apply(given) == 0;
            case "NEQ" -> against.apply(given) != 0;
            case "LT" -> against.apply(given) < 0;
            case "LTE" -> against.apply(given) <= 0;
            case "GT" -> against.apply(given) > 0;
            case "GTE" -> against.apply(given) >= 0;
            case "BETWEEN" ->
                against.apply(given) >= 0
                        && against.apply(filter.path("highValue").asText()) <= 0;
            case "IN" -> among(filter, against);
            case "NOT_IN" -> !among(filter, against);
            default ->
                throw new HubSpotAnswers.Refusal(
                        HubSpotAnswers.validation("operator " + operator + " is not known here"));
        };
    }

    private static boolean among(JsonNode filter, Function<String, Integer> against) {
        for (JsonNode value : filter.path("values")) {
            if (against.apply(value.asText()) == 0) {
                return true;
            }
        }
        return false;
    }

    private static int compare(HubSpotSchema.Property property, String value, String other) {
        return switch (property.type()) {
            case "number" -> new BigDecimal(value).compareTo(new BigDecimal(other));
            case "datetime", "date" -> instant(value).compareTo(instant(other));
            default -> value.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
        };
    }

    /** Milliseconds, a time, or a day. */
    private static Instant instant(String text) {
        if (text.matches("-?[0-9]+")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        return Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
    }

    /** Ties come in an order of their own, as an index gives them. */
    private Comparator<Hit> order(String type, JsonNode sorts) {
        Comparator<Hit> ties =
                Comparator.comparing(hit -> Integer.reverse(hit.row().id.hashCode()));
        if (sorts.isEmpty()) {
            return ties;
        }
        var sort = sorts.get(0);
        var name = sort.isTextual() ? sort.asText() : sort.path("propertyName").asText();
        boolean down = name.startsWith("-") || sort.path("direction").asText().equals("DESCENDING");
        var plain = name.startsWith("-") ? name.substring(1) : name;
        var property = store.schema.property(type, plain);
        if (property == null) {
            throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation("there is no property " + plain));
        }
        Comparator<Hit> first =
                (a, b) -> nullsLast(property, a.shown().get(plain), b.shown().get(plain));
        return (down ? first.reversed() : first).thenComparing(ties);
    }

    private static int nullsLast(HubSpotSchema.Property property, @Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : 1) : -1;
        }
        return compare(property, a, b);
    }
}
