package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.PipedriveRecords.DEAL;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.ORGANIZATION;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.PERSON;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.PRODUCT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** The endpoints of API v2, and of v1 where no v2 exists. */
final class PipedriveEndpoints {

    private static final Pattern ONE = Pattern.compile("/(deals|organizations|persons|products)/([0-9]+)");
    private static final Pattern LINES = Pattern.compile("/deals/([0-9]+)/products");
    private static final Pattern DISCOUNTS = Pattern.compile("/deals/([0-9]+)/discounts");
    private static final Map<String, String> KINDS =
            Map.of("deals", DEAL, "organizations", ORGANIZATION, "persons", PERSON, "products", PRODUCT);
    private static final Map<String, String> FIELD_LISTS = Map.of(
            "/dealFields", DEAL,
            "/organizationFields", ORGANIZATION,
            "/personFields", PERSON,
            "/productFields", PRODUCT);
    private static final Set<String> SORTABLE = Set.of("id", "update_time", "add_time");
    private static final Set<String> LINES_SORTABLE = Set.of("id", "deal_id", "add_time", "update_time", "order_nr");

    private final Clock clock;
    private final PipedriveSimulator simulator;
    private final PipedriveRecords records;
    private final PipedriveWebhooks webhooks;

    PipedriveEndpoints(
            Clock clock, PipedriveSimulator simulator, PipedriveRecords records, PipedriveWebhooks webhooks) {
        this.clock = clock;
        this.simulator = simulator;
        this.records = records;
        this.webhooks = webhooks;
    }

    Answer answer(Call call) {
        try {
            var path = call.path();
            if (path.startsWith("/api/v2/")) {
                return v2(call, path.substring("/api/v2".length()));
            }
            if (path.startsWith("/api/v1/") || path.startsWith("/v1/")) {
                return v1(call, path.substring(path.indexOf("/v1") + 3));
            }
            return error(404, "Unknown path", "Nothing lives at " + path);
        } catch (PipedriveLists.BadRequest e) {
            return error(400, "" + e.getMessage(), "Please check developers.pipedrive.com");
        }
    }

    // -- v2 -----------------------------------------------------------------------------------------------------------

    private Answer v2(Call call, String path) {
        if (call.method().equals("PATCH") && path.matches("/deals/[0-9]+")) {
            return patch(call, Long.parseLong(path.substring("/deals/".length())));
        }
        if (call.method().equals("POST") && path.equals("/dealFields")) {
            return createField(body(call));
        }
        if (!call.method().equals("GET")) {
            return error(405, "Method not allowed", "");
        }
        var fieldsOf = FIELD_LISTS.get(path);
        if (fieldsOf != null) {
            return page(call, List.copyOf(records.fieldsOf(fieldsOf).values()), Set.of("id"));
        }
        var one = ONE.matcher(path);
        if (one.matches()) {
            return one(call, kind(one.group(1)), Long.parseLong(one.group(2)));
        }
        return lists(call, path);
    }

    private Answer lists(Call call, String path) {
        var lines = LINES.matcher(path);
        var discounts = DISCOUNTS.matcher(path);
        if (path.equals("/deals") || path.equals("/deals/archived")) {
            var deals = PipedriveLists.deals(call, records.visible(DEAL), path.endsWith("archived"), clock.instant());
            return page(call, shown(call, deals), SORTABLE);
        } else if (path.equals("/organizations") || path.equals("/persons") || path.equals("/products")) {
            var rows = records.visible(kind(path.substring(1)));
            return page(call, shown(call, chosen(call, rows)), SORTABLE);
        } else if (path.equals("/deals/products")) {
            var ids = PipedriveLists.ids(call, "deal_ids")
                    .orElseThrow(() -> new PipedriveLists.BadRequest("Parameter 'deal_ids' is required"));
            return linesOf(call, id -> ids.contains(id) && records.find(DEAL, id) != null);
        } else if (lines.matches()) {
            long id = Long.parseLong(lines.group(1));
            return records.find(DEAL, id) == null ? notFound() : linesOf(call, dealId -> dealId == id);
        } else if (discounts.matches()) {
            long id = Long.parseLong(discounts.group(1));
            return records.find(DEAL, id) == null
                    ? notFound()
                    : data(records.lines().discountsOf(id));
        }
        return error(404, "Unknown path", "Nothing lives at " + path);
    }

    private static String kind(String plural) {
        return KINDS.getOrDefault(plural, plural);
    }

    private Answer linesOf(Call call, Predicate<Long> deals) {
        var rows = records.lines().all().stream()
                .filter(line -> deals.test(line.get("deal_id").asLong()))
                .toList();
        return page(call, rows, LINES_SORTABLE);
    }

    private Answer one(Call call, String kind, long id) {
        var record = records.find(kind, id);
        if (record == null
                || (simulator.habits().deletedDealsAreGone
                        && record.path("is_deleted").asBoolean())) {
            return notFound();
        }
        return data(shown(call, List.of(record)).get(0));
    }

    private static List<ObjectNode> chosen(Call call, List<ObjectNode> rows) {
        var ids = PipedriveLists.ids(call, "ids");
        return rows.stream()
                .filter(row -> !row.path("is_deleted").asBoolean())
                .filter(row ->
                        ids.map(set -> set.contains(row.get("id").asLong())).orElse(true))
                .filter(row -> PipedriveLists.updated(call, row))
                .toList();
    }

    /** Some fields come only when asked for; custom fields can be narrowed to at most 15. */
    private List<ObjectNode> shown(Call call, List<ObjectNode> rows) {
        var included = Set.of(call.query("include_fields").orElse("").split(","));
        var wanted = call.query("custom_fields").map(text -> Set.of(text.split(",")));
        if (wanted.isPresent() && wanted.get().size() > 15) {
            throw new PipedriveLists.BadRequest("Parameter 'custom_fields' takes at most 15 keys");
        }
        var shown = new ArrayList<ObjectNode>();
        for (ObjectNode row : rows) {
            var copy = row.deepCopy();
            if (!included.contains("first_won_time")) {
                copy.remove("first_won_time");
            }
            if (included.contains("products_count")) {
                copy.put(
                        "products_count",
                        records.lines().of(row.get("id").asLong()).size());
            }
            if (wanted.isPresent() && copy.path("custom_fields").isObject()) {
                ((ObjectNode) copy.get("custom_fields")).retain(wanted.get());
            }
            shown.add(copy);
        }
        return shown;
    }

    private Answer patch(Call call, long id) {
        var deal = records.find(DEAL, id);
        var body = body(call);
        if (deal == null || deal.path("is_deleted").asBoolean()) {
            return notFound();
        }
        var customFields = body.path("custom_fields");
        for (Map.Entry<String, JsonNode> entry : customFields.properties()) {
            var refusal = records.refusal(entry.getKey(), entry.getValue());
            if (refusal != null) {
                return error(400, refusal, "Please check developers.pipedrive.com");
            }
        }
        simulator.change(id, PipedriveSimulator.USER, changed -> {
            body.fields().forEachRemaining(entry -> {
                if (!entry.getKey().equals("custom_fields")) {
                    changed.set(entry.getKey(), entry.getValue());
                }
            });
            if (customFields.isObject()) {
                ((ObjectNode) changed.get("custom_fields")).setAll((ObjectNode) customFields);
            }
            if (body.has("value") && !records.lines().of(id).isEmpty()) {
                changed.put("value", 0); // seen in public reports: a value sent for a deal with products empties it
            }
        });
        return data(records.get(DEAL, id));
    }

    private Answer createField(JsonNode body) {
        var type = body.path("field_type").asText();
        if (body.path("field_name").asText().isBlank() || type.isBlank()) {
            return error(400, "field_name and field_type are required", "");
        }
        boolean choice = type.equals("enum") || type.equals("set");
        if (choice && body.path("options").isEmpty()) {
            return error(400, "options are required for field type " + type, "");
        }
        if (simulator.habits().fieldLimitReached) {
            return Answer.json(
                    403,
                    "{\"success\":false,\"error\":\"Custom fields limit reached.\",\"data\":null,"
                            + "\"code\":\"feature_capping_deals_custom_fields_limit\"}");
        }
        var labels = new ArrayList<String>();
        body.path("options").forEach(option -> labels.add(option.path("label").asText()));
        return data(records.addField(DEAL, body.path("field_name").asText(), type, labels));
    }

    // -- v1 -----------------------------------------------------------------------------------------------------------

    private Answer v1(Call call, String path) {
        if (path.equals("/users/me")) {
            return data(simulator.user());
        } else if (path.equals("/notes") && call.method().equals("GET")) {
            return notes(call);
        } else if (path.equals("/notes") && call.method().equals("POST")) {
            var body = body(call);
            return body.path("content").asText().isBlank() || !body.hasNonNull("deal_id")
                    ? error(400, "content and deal_id are required", "")
                    : data(records.addNote(body, PipedriveSimulator.USER));
        } else if (path.equals("/webhooks") && call.method().equals("GET")) {
            return data(webhooks.shown());
        } else if (path.equals("/webhooks") && call.method().equals("POST")) {
            return createWebhook(body(call));
        } else if (path.startsWith("/webhooks/") && call.method().equals("DELETE")) {
            return webhooks.remove(Long.parseLong(path.substring("/webhooks/".length())))
                    ? Answer.json(200, "{\"status\":\"ok\",\"success\":true}")
                    : Answer.json(404, "{\"status\":\"error\",\"success\":false,\"errors\":{\"id\":[\"not found\"]}}");
        }
        return error(410, "The endpoint is gone", "Use API v2");
    }

    private Answer notes(Call call) {
        var dealId = call.query("deal_id");
        int start = call.query("start").map(Integer::parseInt).orElse(0);
        int limit = call.query("limit").map(Integer::parseInt).orElse(100);
        var all = records.notes().values().stream()
                .filter(note -> dealId.isEmpty() || note.get("deal_id").asText().equals(dealId.get()))
                .toList();
        var answer = PipedriveRecords.JSON.createObjectNode().put("success", true);
        int to = Math.min(all.size(), start + limit);
        answer.set("data", PipedriveRecords.array(all.subList(Math.min(start, to), to)));
        var pagination = answer.putObject("additional_data").putObject("pagination");
        pagination.put("start", start).put("limit", limit).put("more_items_in_collection", to < all.size());
        if (to < all.size()) {
            pagination.put("next_start", to);
        }
        return Answer.json(200, answer.toString());
    }

    private Answer createWebhook(JsonNode body) {
        var url = body.path("subscription_url").asText();
        if (!url.startsWith("http")) {
            return Answer.json(
                    400,
                    "{\"status\":\"error\",\"success\":false,\"errors\":"
                            + "{\"subscription_url\":[\"invalid or non-reachable URL\"]}}");
        }
        var shown = webhooks.subscribe(records.nextId(), body);
        var answer =
                PipedriveRecords.JSON.createObjectNode().put("status", "ok").put("success", true);
        answer.set("data", shown);
        return Answer.json(201, answer.toString());
    }

    // -- answers ------------------------------------------------------------------------------------------------------

    private static JsonNode body(Call call) {
        try {
            return PipedriveRecords.object(call.body());
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new PipedriveLists.BadRequest("The request body is not a JSON object");
        }
    }

    private static Answer page(Call call, List<ObjectNode> rows, Set<String> sortable) {
        return Answer.json(200, PipedriveLists.page(call, rows, sortable));
    }

    private static Answer data(Object data) {
        var answer = PipedriveRecords.JSON.createObjectNode().put("success", true);
        answer.set("data", PipedriveRecords.JSON.valueToTree(data));
        return Answer.json(200, answer.toString());
    }

    static Answer notFound() {
        return error(404, "Entity was not found", "Object was not found.");
    }

    static Answer error(int status, @Nullable String error, String info) {
        var answer =
                PipedriveRecords.JSON.createObjectNode().put("success", false).put("error", error);
        answer.put("error_info", info).putNull("data").putNull("additional_data");
        return new Answer(
                status,
                Map.of(
                        "Content-Type", List.of("application/json; charset=utf-8"),
                        "x-correlation-id", List.of("3f6c0f5e-3a52-4f5e-9d5c-1b8f6a0e7c11")),
                answer.toString());
    }
}
