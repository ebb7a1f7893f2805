package nl.factuurstroom.connector.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Signal.SaleChanged;
import nl.factuurstroom.trigger.WebhookRequest;

/** Reads a delivery: an array of events, in any order, of any kind, perhaps of several portals. */
final class HubSpotEvents {

    private static final String DEAL = "0-3";
    private static final int LONGEST_VALUE = 80;

    private final HubSpotPortal portal;
    private final HubSpotStages stages;
    private final Set<String> ownProperties;

    HubSpotEvents(HubSpotPortal portal, HubSpotStages stages, HubSpotSettings settings) {
        this.portal = portal;
        this.stages = stages;
        this.ownProperties = Set.copyOf(settings.properties.written().values());
    }

    /** An event that can't be used, and why. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** What came out of one delivery. */
    private static final class Harvest {
        final Set<Signal> signals = new LinkedHashSet<>();
        final List<String> unusable = new ArrayList<>();
        final Set<String> foreign = new LinkedHashSet<>();
        final Set<String> irrelevant = new LinkedHashSet<>();
    }

    Receipt read(WebhookRequest request) {
        JsonNode events;
        try {
            events = Json.mapper().readTree(request.body());
        } catch (IOException e) {
            return new Receipt.Refused(400, "the body is not JSON");
        }
        if (events == null || !events.isArray()) {
            return new Receipt.Refused(400, "the body is not a JSON array of events");
        }
        var harvest = new Harvest();
        for (int i = 0; i < events.size(); i++) {
            try {
                event(events.get(i), harvest);
            } catch (Unreadable e) {
                harvest.unusable.add("event " + (i + 1) + ": " + e.getMessage());
            }
        }
        return receipt(harvest);
    }

    private static Receipt receipt(Harvest harvest) {
        if (harvest.signals.isEmpty() && harvest.unusable.isEmpty()) {
            var reasons = new LinkedHashSet<>(harvest.foreign);
            reasons.addAll(harvest.irrelevant);
            return new Receipt.Ignored(reasons.isEmpty() ? "there are no events in it" : String.join("; ", reasons));
        }
        var unusable = new ArrayList<>(harvest.unusable);
        unusable.addAll(harvest.foreign);
        return new Receipt.Accepted(List.copyOf(harvest.signals), unusable);
    }

    private void event(JsonNode event, Harvest harvest) throws Unreadable {
        if (!event.isObject()) {
            throw new Unreadable("it is not an object");
        }
        var portalId = id(event, "portalId");
        var ours = portal.known();
        if (ours.isPresent() && !ours.get().equals(portalId)) {
            harvest.foreign.add("portal " + portalId + " is not ours");
            return;
        }
        var type = type(event);
        var kind = type.substring(type.indexOf('.') + 1);
        if (!aboutDeals(event, type)) {
            harvest.irrelevant.add(type + " is not about a deal");
            return;
        }
        switch (kind) {
            case "propertyChange" -> propertyChange(event, portalId, harvest);
            case "creation", "restore" -> add(harvest, portalId, id(event, "objectId"), true, kind);
            case "deletion", "privacyDeletion" -> add(harvest, portalId, id(event, "objectId"), false, kind);
            case "merge" -> merge(event, portalId, harvest);
            case "associationChange" -> add(harvest, portalId, associatedDeal(event), false, association(event));
            default -> harvest.irrelevant.add(type + " says nothing about a sale");
        }
    }

    private void propertyChange(JsonNode event, String portalId, Harvest harvest) throws Unreadable {
        var property = Json.text(event.get("propertyName"))
                .orElseThrow(() -> new Unreadable("a property change without propertyName"));
        var id = id(event, "objectId");
        if (ownProperties.contains(property)) {
            harvest.irrelevant.add("a change of " + property + ", which we write ourselves");
            return;
        }
        var value = Json.text(event.get("propertyValue")).orElse("");
        boolean opens = switch (property) {
            case "dealstage" -> stages.mayBeWon(value);
            case "hs_is_closed_won" -> value.equals("true");
            default -> false;
        };
        add(harvest, portalId, id, opens, property + " = " + shown(value));
    }

    private void merge(JsonNode event, String portalId, Harvest harvest) throws Unreadable {
        var ids = new LinkedHashSet<String>();
        for (String field : List.of("primaryObjectId", "newObjectId", "objectId")) {
            if (event.hasNonNull(field)) {
                ids.add(id(event, field));
            }
        }
        for (JsonNode merged : event.path("mergedObjectIds")) {
            ids.add(id(merged).orElseThrow(() -> new Unreadable("mergedObjectIds holds something that is no id")));
        }
        if (ids.isEmpty()) {
            throw new Unreadable("a merge without ids");
        }
        for (String id : ids) {
            add(harvest, portalId, id, false, "merge");
        }
    }

    private static boolean aboutDeals(JsonNode event, String type) {
        if (type.equals("deal.associationChange") || type.equals("object.associationChange")) {
            return Json.text(event.get("associationType")).orElse("").startsWith("DEAL_TO_")
                    || Json.text(event.get("fromObjectTypeId")).orElse("").equals(DEAL);
        }
        return type.startsWith("deal.")
                || (type.startsWith("object.")
                        && Json.text(event.get("objectTypeId")).orElse("").equals(DEAL));
    }

    private static String associatedDeal(JsonNode event) throws Unreadable {
        return id(event, "fromObjectId");
    }

    private static String association(JsonNode event) {
        boolean removed = Json.bool(event.get("associationRemoved")).orElse(false);
        return shown(Json.text(event.get("associationType")).orElse("association")) + (removed ? " removed" : " added");
    }

    /** The documentation names the field in one way, what is really sent in another. */
    private static String type(JsonNode event) throws Unreadable {
        var type = Json.text(event.get("subscriptionType")).or(() -> Json.text(event.get("eventType")));
        return type.filter(name -> name.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{1,60}"))
                .orElseThrow(() -> new Unreadable("neither subscriptionType nor eventType says what it is"));
    }

    private static String id(JsonNode event, String field) throws Unreadable {
        return id(event.get(field)).orElseThrow(() -> new Unreadable(field + " is missing or is no id"));
    }

    /** A number in webhooks, text elsewhere. */
    private static Optional<String> id(@Nullable JsonNode value) {
        return Json.text(value).filter(text -> text.matches("[0-9]{1,19}"));
    }

    private void add(Harvest harvest, String portalId, String dealId, boolean opens, String what) {
        SaleRef ref = portal.ref(portalId, dealId);
        harvest.signals.add(new SaleChanged(ref, opens, what));
    }

    /** Safe for a journal: short, and without control characters. */
    private static String shown(String value) {
        var plain = value.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST_VALUE ? plain.substring(0, LONGEST_VALUE) + "…" : plain;
    }
}
