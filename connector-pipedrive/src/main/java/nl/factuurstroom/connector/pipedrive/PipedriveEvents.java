package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Signal.SaleChanged;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * Reads a delivery: one event, in version 2 or 1 of Pipedrive's webhooks. What can't be used is never a 4xx but journalled:
 * ten refused deliveries silence the webhook for half an hour, and what happens meanwhile is lost.
 *
 * @see <a href="https://pipedrive.readme.io/docs/guide-for-webhooks-v2">Webhooks v2</a>
 */
final class PipedriveEvents {

    private static final int BIGGEST_BODY = 1 << 20;

    /** Fields that change with every write. */
    private static final Set<String> ALWAYS_CHANGED = Set.of("update_time", "custom_fields");

    private final PipedriveCompany company;
    private final PipedriveFields fields;

    PipedriveEvents(PipedriveCompany company, PipedriveFields fields) {
        this.company = company;
        this.fields = fields;
    }

    /** One event, whatever its version. */
    private record Event(
            String companyId,
            String dealId,
            String action,
            JsonNode now,
            JsonNode before,
            Set<String> changed,
            @Nullable String mergedInto) {

        String status() {
            return now.path("status").asText("");
        }

        /** Empty when the event doesn't say that the status changed. */
        String statusBefore() {
            var status = before.path("status").asText("");
            return status.equals(status()) ? "" : status;
        }

        boolean becameWon() {
            return status().equals("won")
                    && (action.equals("create") || !statusBefore().isEmpty());
        }

        boolean concernsSales() {
            return status().equals("won") || statusBefore().equals("won") || action.equals("delete");
        }
    }

    Receipt read(WebhookRequest request) {
        if (request.body().length > BIGGEST_BODY) {
            return new Receipt.Refused(413, "the body is bigger than a webhook of Pipedrive ever is");
        }
        JsonNode body;
        try {
            body = Json.mapper().readTree(request.body());
        } catch (IOException e) {
            return new Receipt.Refused(400, "the body is not JSON");
        }
        if (body == null || !body.path("meta").isObject()) {
            return new Receipt.Refused(400, "the body is not a JSON object with meta, as Pipedrive's webhooks have");
        }
        return receipt(body, body.get("meta"));
    }

    private Receipt receipt(JsonNode body, JsonNode meta) {
        var companyId = id(meta.get("company_id"));
        if (companyId.isEmpty()) {
            return unusable("meta.company_id is missing or is no id");
        }
        if (company.known().filter(ours -> !ours.equals(companyId.get())).isPresent()) {
            return new Receipt.Ignored("company " + companyId.get() + " is not ours");
        }
        boolean first = body.has("current") || meta.has("object");
        var entity = meta.path(first ? "object" : "entity").asText("");
        if (entity.startsWith("deal_")) {
            return partOfDeal(companyId.get(), entity, body);
        }
        if (!entity.equals("deal")) {
            return new Receipt.Ignored("it is about '" + shown(entity) + "', not about a deal");
        }
        var dealId = id(meta.get(first ? "id" : "entity_id"));
        if (dealId.isEmpty()) {
            return unusable("meta doesn't hold the deal's id");
        }
        var event = first
                ? version1(companyId.get(), dealId.get(), body, meta)
                : version2(companyId.get(), dealId.get(), body, meta);
        return receipt(event);
    }

    private Receipt receipt(Event event) {
        if (!event.concernsSales()) {
            return new Receipt.Ignored("deal " + event.dealId() + " is '" + shown(event.status()) + "', not won");
        }
        if (onlyOwnWriting(event.changed())) {
            return new Receipt.Ignored("only fields that we write ourselves changed in deal " + event.dealId());
        }
        var signals = new ArrayList<Signal>();
        signals.add(signal(event, event.dealId(), event.becameWon(), what(event)));
        if (event.mergedInto() != null) {
            signals.add(signal(event, event.mergedInto(), false, "deal " + event.dealId() + " was merged into it"));
        }
        return new Receipt.Accepted(signals, List.of());
    }

    private SaleChanged signal(Event event, String dealId, boolean opens, String what) {
        return new SaleChanged(company.ref(event.companyId(), dealId), opens, what);
    }

    private static String what(Event event) {
        if (event.action().equals("delete")) {
            return event.mergedInto() == null ? "deleted" : "merged into deal " + event.mergedInto();
        }
        var before = event.statusBefore();
        return "status = " + shown(event.status()) + (before.isEmpty() ? "" : " (was " + shown(before) + ")");
    }

    /** Events about products and instalments of a deal exist since May 2026; their shape isn't documented. */
    private Receipt partOfDeal(String companyId, String entity, JsonNode body) {
        return id(body.path("data").get("deal_id"))
                .or(() -> id(body.path("previous").get("deal_id")))
                .<Receipt>map(dealId ->
                        Receipt.Accepted.of(new SaleChanged(company.ref(companyId, dealId), false, shown(entity))))
                .orElseGet(() -> new Receipt.Ignored("it is about '" + shown(entity) + "' and names no deal"));
    }

    /** {@code previous} holds only what changed. */
    private static Event version2(String companyId, String dealId, JsonNode body, JsonNode meta) {
        var before = body.path("previous");
        var changed = new HashSet<String>();
        before.fieldNames().forEachRemaining(changed::add);
        before.path("custom_fields").fieldNames().forEachRemaining(changed::add);
        var mergedInto = id(meta.get("merged_to_id")).orElse(null);
        return new Event(
                companyId, dealId, meta.path("action").asText(""), body.path("data"), before, changed, mergedInto);
    }

    /** {@code previous} holds the whole deal, custom fields beside the others. */
    private static Event version1(String companyId, String dealId, JsonNode body, JsonNode meta) {
        var now = body.path("current");
        var before = body.path("previous");
        var changed = new HashSet<String>();
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            if (!field.getValue().equals(now.path(field.getKey()))) {
                changed.add(field.getKey().replaceFirst("_currency$", ""));
            }
        }
        var action = switch (meta.path("action").asText("")) {
            case "added" -> "create";
            case "deleted", "merged" -> "delete";
            default -> "change";
        };
        return new Event(companyId, dealId, action, now, before, changed, null);
    }

    /** Our own writes come back as events. Others win deals by API too, so the source of a change alone says nothing. */
    private boolean onlyOwnWriting(Set<String> changed) {
        var others = new HashSet<>(changed);
        others.removeAll(ALWAYS_CHANGED);
        return !others.isEmpty() && fields.ownKeys().containsAll(others);
    }

    /** Texts in version 2, numbers in version 1. */
    private static Optional<String> id(@Nullable JsonNode value) {
        return Json.text(value).filter(text -> text.matches("[0-9]{1,19}"));
    }

    private static Receipt unusable(String why) {
        return new Receipt.Accepted(List.of(), List.of(why));
    }

    /** Safe for a journal: short, and without control characters. */
    private static String shown(String value) {
        var plain = value.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }
}
