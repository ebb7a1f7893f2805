package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.annotation.Nullable;

/** The two shapes in which Pipedrive tells that a deal changed. */
final class PipedriveWebhookBodies {

    /** Fields of a deal that API v2 shows and webhooks don't. */
    private static final List<String> NOT_SENT = List.of(
            "is_deleted",
            "local_won_date",
            "local_lost_date",
            "local_close_date",
            "acv",
            "arr",
            "mrr",
            "products_count",
            "notes_count");

    private static final List<String> TIMES = List.of(
            "add_time",
            "update_time",
            "won_time",
            "lost_time",
            "close_time",
            "stage_change_time",
            "first_won_time",
            "archive_time");

    private PipedriveWebhookBodies() {}

    /** Ids in {@code meta} are texts, custom fields are objects with their type, {@code previous} has what changed. */
    static ObjectNode v2(PipedriveChange change, String companyId, long webhookId, Instant now) {
        var body = PipedriveRecords.JSON.createObjectNode();
        var after = change.after();
        var before = change.before();
        body.set("data", after == null ? null : data(after, change));
        body.set(
                "previous",
                before == null ? null : after == null ? data(before, change) : changed(before, after, change));
        var meta = body.putObject("meta");
        meta.put("action", change.action()).put("company_id", companyId);
        meta.put("correlation_id", PipedriveRecords.uuid("correlation" + change.number()));
        meta.put("entity_id", String.valueOf(change.dealId())).put("entity", "deal");
        meta.put("id", PipedriveRecords.uuid("event" + change.number())).put("is_bulk_edit", false);
        meta.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString()).put("type", "general");
        meta.put("user_id", String.valueOf(change.userId())).put("version", "2.0");
        meta.put("webhook_id", String.valueOf(webhookId));
        meta.put("webhook_owner_id", String.valueOf(PipedriveSimulator.USER));
        meta.put("change_source", change.userId() == PipedriveSimulator.USER ? "api" : "app");
        meta.putArray("permitted_user_ids").add(String.valueOf(PipedriveSimulator.USER));
        meta.put("attempt", 1).put("host", "voorbeeld.pipedrive.com");
        if (change.mergedTo() != null) {
            meta.put("merged_to_id", String.valueOf(change.mergedTo()));
        }
        if (change.mergedFrom() != null) {
            meta.put("merged_from_id", String.valueOf(change.mergedFrom()));
        }
        return body;
    }

    private static ObjectNode data(ObjectNode deal, PipedriveChange change) {
        var data = deal.deepCopy();
        data.remove(NOT_SENT);
        data.put("visible_to", deal.path("visible_to").asText());
        data.set("custom_fields", typed(deal.path("custom_fields"), change));
        return data;
    }

    private static ObjectNode typed(JsonNode customFields, PipedriveChange change) {
        var typed = PipedriveRecords.JSON.createObjectNode();
        customFields.fields().forEachRemaining(entry -> {
            var value = entry.getValue();
            var field = change.fields().get(entry.getKey());
            if (value.isNull() || field == null) {
                typed.putNull(entry.getKey());
                return;
            }
            var type = field.get("field_type").asText();
            var shaped = typed.putObject(entry.getKey()).put("type", type);
            if (value.isObject()) {
                shaped.setAll((ObjectNode) value.deepCopy());
            } else {
                shaped.set(type.equals("enum") ? "id" : "value", value);
            }
        });
        return typed;
    }

    /** Only what changed, among the custom fields too. */
    private static ObjectNode changed(ObjectNode before, ObjectNode after, PipedriveChange change) {
        var previous = differences(before, after);
        previous.remove(NOT_SENT);
        var customFields = differences(before.get("custom_fields"), after.get("custom_fields"));
        if (previous.remove("custom_fields") != null) {
            previous.set("custom_fields", typed(customFields, change));
        }
        return previous;
    }

    private static ObjectNode differences(JsonNode before, JsonNode after) {
        var differences = PipedriveRecords.JSON.createObjectNode();
        before.fields().forEachRemaining(entry -> {
            if (!entry.getValue().equals(after.path(entry.getKey()))) {
                differences.set(entry.getKey(), entry.getValue());
            }
        });
        return differences;
    }

    /** Whole records before and after, ids as numbers, custom fields flat beside the others, times without zone. */
    static ObjectNode v1(PipedriveChange change, String companyId, long webhookId, Instant now) {
        var action = switch (change.action()) {
            case "create" -> "added";
            case "delete" -> change.mergedTo() == null ? "deleted" : "merged";
            default -> "updated";
        };
        var body = PipedriveRecords.JSON.createObjectNode().put("v", 1);
        var meta = body.putObject("meta");
        meta.put("v", 1).put("action", action).put("object", "deal");
        meta.put("change_source", change.userId() == PipedriveSimulator.USER ? "api" : "app");
        meta.put("id", change.dealId()).put("company_id", Long.parseLong(companyId));
        meta.put("user_id", change.userId()).put("host", "voorbeeld.pipedrive.com");
        meta.put("timestamp", now.getEpochSecond()).put("timestamp_micro", now.toEpochMilli() * 1000);
        meta.putArray("permitted_user_ids").add(PipedriveSimulator.USER);
        meta.put("is_bulk_update", false).put("webhook_id", webhookId);
        body.put("retry", 0);
        body.set("current", flat(change.after()));
        body.set("previous", flat(change.before()));
        body.put("event", action + ".deal");
        return body;
    }

    private static @Nullable ObjectNode flat(@Nullable ObjectNode deal) {
        if (deal == null) {
            return null;
        }
        var flat = deal.deepCopy();
        for (String time : TIMES) {
            if (flat.hasNonNull(time)) {
                flat.put(
                        time,
                        PipedriveRecords.v1Time(Instant.parse(flat.get(time).asText())));
            }
        }
        var customFields = flat.remove("custom_fields");
        if (customFields != null) {
            customFields.fields().forEachRemaining(entry -> {
                var value = entry.getValue();
                if (value.isObject()) {
                    flat.set(entry.getKey(), value.path("value"));
                    flat.set(entry.getKey() + "_currency", value.path("currency"));
                } else {
                    flat.put(entry.getKey(), value.isNull() ? null : value.asText());
                }
            });
        }
        return flat;
    }
}
