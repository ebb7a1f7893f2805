package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** Lists of API v2: filters, sorting, and pages by an opaque cursor that marks a place in the order, not a number. */
final class PipedriveLists {

    /** Thrown for what API v2 answers with 400. */
    static final class BadRequest extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    private PipedriveLists() {}

    /** Ids of a comma list; empty when the parameter isn't there. At most 100. */
    static Optional<Set<Long>> ids(Call call, String parameter) {
        var text = call.query(parameter);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var ids = new LinkedHashSet<Long>();
        for (String id : text.get().split(",")) {
            if (!id.matches("[0-9]+")) {
                throw new BadRequest("Parameter '" + parameter + "' must hold numbers");
            }
            ids.add(Long.parseLong(id));
        }
        if (ids.size() > 100) {
            throw new BadRequest("Parameter '" + parameter + "' takes at most 100 ids");
        }
        return Optional.of(ids);
    }

    /** Deals as {@code /deals} or {@code /deals/archived} shows them. Unknown parameters are ignored without a word. */
    static List<ObjectNode> deals(Call call, List<ObjectNode> all, boolean archived, Instant now) {
        var ids = ids(call, "ids");
        var statuses = call.query("status").map(text -> Set.of(text.split(",")));
        var rows = new ArrayList<ObjectNode>();
        for (ObjectNode deal : all) {
            boolean deleted = deal.path("is_deleted").asBoolean();
            boolean fits = deal.path("is_archived").asBoolean() == archived
                    && ids.map(set -> set.contains(deal.get("id").asLong())).orElse(true)
                    && statuses.map(set -> set.contains(deal.get("status").asText()))
                            .orElse(!deleted)
                    && (!deleted || recently(deal, now))
                    && updated(call, deal);
            if (fits) {
                rows.add(deal);
            }
        }
        return rows;
    }

    private static boolean recently(ObjectNode deal, Instant now) {
        var at = deal.path("update_time").asText("");
        return !at.isEmpty() && Instant.parse(at).isAfter(now.minus(Duration.ofDays(30)));
    }

    /** From {@code updated_since} on, before {@code updated_until}. A record never updated has no such time. */
    static boolean updated(Call call, ObjectNode row) {
        var since = call.query("updated_since");
        var until = call.query("updated_until");
        if (since.isEmpty() && until.isEmpty()) {
            return true;
        }
        if (!row.hasNonNull("update_time")) {
            return false;
        }
        var at = Instant.parse(row.get("update_time").asText());
        return since.map(text -> !at.isBefore(time(text))).orElse(true)
                && until.map(text -> at.isBefore(time(text))).orElse(true);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new BadRequest("'" + text + "' is not a time in RFC 3339 format");
        }
    }

    /** One page of the rows, sorted as asked. */
    static String page(Call call, List<ObjectNode> rows, Set<String> sortable) {
        int limit = call.query("limit").map(Integer::parseInt).orElse(100);
        if (limit < 1 || limit > 500) {
            throw new BadRequest("Parameter 'limit' must be from 1 to 500");
        }
        var sortBy = call.query("sort_by").orElse("id");
        if (!sortable.contains(sortBy)) {
            throw new BadRequest("Parameter 'sort_by' must be one of " + sortable);
        }
        boolean descending = call.query("sort_direction").orElse("asc").equals("desc");
        Comparator<ObjectNode> order = Comparator.<ObjectNode, String>comparing(row -> sortKey(row, sortBy))
                .thenComparing(row -> row.path("id").asLong());
        var sorted = new ArrayList<>(rows);
        sorted.sort(descending ? order.reversed() : order);
        int from = call.query("cursor")
                .map(cursor -> after(cursor, sorted, sortBy))
                .orElse(0);
        int to = Math.min(sorted.size(), from + limit);
        var answer = PipedriveRecords.JSON.createObjectNode().put("success", true);
        answer.set("data", PipedriveRecords.array(sorted.subList(from, to)));
        answer.putObject("additional_data")
                .put("next_cursor", to < sorted.size() ? cursor(sorted.get(to), sortBy, descending) : null);
        return answer.toString();
    }

    private static String sortKey(ObjectNode row, String field) {
        var value = row.path(field);
        return value.isNumber() ? String.format(java.util.Locale.ROOT, "%020d", value.asLong()) : value.asText("");
    }

    /** Points at the first row of the next page by its place in the order: rows that come in meanwhile shift nothing. */
    private static String cursor(ObjectNode first, String field, boolean descending) {
        var cursor = PipedriveRecords.JSON.createObjectNode().put("field", field);
        cursor.put("fieldValue", sortKey(first, field)).put("sortDirection", descending ? "desc" : "asc");
        cursor.put("id", first.path("id").asLong());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int after(String cursor, List<ObjectNode> sorted, String field) {
        var place = decode(cursor);
        if (place == null || !place.path("field").asText().equals(field)) {
            throw new BadRequest("Parameter 'cursor' is invalid");
        }
        boolean descending = place.path("sortDirection").asText().equals("desc");
        for (int i = 0; i < sorted.size(); i++) {
            int compared = sortKey(sorted.get(i), field)
                    .compareTo(place.path("fieldValue").asText());
            if (compared == 0) {
                compared = Long.compare(
                        sorted.get(i).path("id").asLong(), place.path("id").asLong());
            }
            if (descending ? compared <= 0 : compared >= 0) {
                return i;
            }
        }
        return sorted.size();
    }

    private static @Nullable ObjectNode decode(String cursor) {
        try {
            return PipedriveRecords.object(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
