package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.annotation.Nullable;

/**
 * Writes one delivery, event by event, and signs it. Signed with v1 and v3 unless said otherwise, as HubSpot does. Made by
 * {@link HubSpotSimulator#webhook()}; not thread-safe.
 */
public final class HubSpotWebhooks {

    private enum Signing {
        V1_AND_V3,
        V1,
        V2,
        NONE
    }

    private final Clock clock;
    private final ArrayNode events = HubSpotAnswers.MAPPER.createArrayNode();
    private long portal;
    private String secret;
    private URI url;
    private int attempt;
    private boolean objectNames;
    private String typeField = "subscriptionType";
    private Signing signing = Signing.V1_AND_V3;
    private @Nullable Instant sentAt;
    private @Nullable Long shuffle;
    private @Nullable String rawBody;
    private long nextEvent = 3_816_279_340L;

    HubSpotWebhooks(Clock clock, long portal, String secret, URI url) {
        this.clock = clock;
        this.portal = portal;
        this.secret = secret;
        this.url = url;
    }

    /** A deal entered a stage. */
    public HubSpotWebhooks dealStage(String dealId, String stage) {
        return propertyChange(dealId, "dealstage", stage);
    }

    /** Another property of a deal changed. */
    public HubSpotWebhooks propertyChange(String dealId, String property, String value) {
        var event = event("propertyChange", dealId);
        event.put("propertyName", property).put("propertyValue", value).put("isSensitive", false);
        return this;
    }

    /** A deal was created. */
    public HubSpotWebhooks creation(String dealId) {
        event("creation", dealId).put("changeFlag", "NEW");
        return this;
    }

    /** A deal was deleted. */
    public HubSpotWebhooks deletion(String dealId) {
        event("deletion", dealId).put("changeFlag", "DELETED");
        return this;
    }

    /** Two deals became one with a new id. */
    public HubSpotWebhooks merge(String primaryId, String mergedId, String newId) {
        var event = event("merge", newId);
        number(event, "primaryObjectId", primaryId);
        var merged = event.putArray("mergedObjectIds");
        if (mergedId.matches("[0-9]{1,18}")) {
            merged.add(Long.parseLong(mergedId));
        } else {
            merged.add(mergedId);
        }
        number(event, "newObjectId", newId);
        event.put("numberOfPropertiesMoved", 3);
        return this;
    }

    /** A line item was put on or taken off a deal. Has no {@code objectId}. */
    public HubSpotWebhooks associationChange(String dealId, String lineId) {
        var event = event("associationChange", dealId);
        event.remove("objectId");
        number(event, "fromObjectId", dealId);
        number(event, "toObjectId", lineId);
        event.put("associationType", "DEAL_TO_LINE_ITEM");
        event.put("associationRemoved", false).put("isPrimaryAssociation", false);
        return this;
    }

    /** Something that isn't about a deal: {@code ofAnotherKind("contact.creation", "51")}. */
    public HubSpotWebhooks ofAnotherKind(String type, String objectId) {
        var event = event("x", objectId);
        event.put(typeField, type);
        return this;
    }

    /** Any element, however odd. */
    public HubSpotWebhooks element(JsonNode element) {
        events.add(element);
        return this;
    }

    /** The events that follow are of another portal. */
    public HubSpotWebhooks ofPortal(long other) {
        portal = other;
        return this;
    }

    /** The events that follow are delivered for the so many-th time; 0 is the first. */
    public HubSpotWebhooks attempt(int number) {
        attempt = number;
        return this;
    }

    /** The events that follow use the newer names: {@code object.propertyChange} with an {@code objectTypeId}. */
    public HubSpotWebhooks inObjectFormat() {
        objectNames = true;
        return this;
    }

    /** The events that follow name their type {@code eventType}, as the documentation's table does. */
    public HubSpotWebhooks withEventType() {
        typeField = "eventType";
        return this;
    }

    /** Everything is in there twice. */
    public HubSpotWebhooks repeated() {
        var copies = new ArrayList<JsonNode>();
        events.forEach(event -> copies.add(event.deepCopy()));
        events.addAll(copies);
        return this;
    }

    /** Events come in another order. */
    public HubSpotWebhooks shuffled(long seed) {
        shuffle = seed;
        return this;
    }

    /** The body is this text instead of the events. */
    public HubSpotWebhooks body(String text) {
        rawBody = text;
        return this;
    }

    /** Signed with another secret. */
    public HubSpotWebhooks signedWith(String other) {
        secret = other;
        return this;
    }

    /** Only v1. */
    public HubSpotWebhooks signedV1() {
        signing = Signing.V1;
        return this;
    }

    /** Only v2. */
    public HubSpotWebhooks signedV2() {
        signing = Signing.V2;
        return this;
    }

    /** No signature at all. */
    public HubSpotWebhooks unsigned() {
        signing = Signing.NONE;
        return this;
    }

    /** The time that is signed. Defaults to now. */
    public HubSpotWebhooks sentAt(Instant when) {
        sentAt = when;
        return this;
    }

    /** Sent to another address than the subscribed one. */
    public HubSpotWebhooks to(URI target) {
        url = target;
        return this;
    }

    /** The delivery, signed. */
    public HubSpotWebhook build() {
        var list = new ArrayList<JsonNode>();
        events.forEach(list::add);
        if (shuffle != null) {
            Collections.shuffle(list, new Random(shuffle));
        }
        var array = HubSpotAnswers.MAPPER.createArrayNode().addAll(list);
        var text = rawBody == null ? HubSpotAnswers.text(array) : rawBody;
        var body = text.getBytes(StandardCharsets.UTF_8);
        return new HubSpotWebhook(url, headers(body), body);
    }

    private Map<String, List<String>> headers(byte[] body) {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        if (signing == Signing.V1 || signing == Signing.V1_AND_V3) {
            headers.put("X-HubSpot-Signature", List.of(HubSpotSigning.v1(secret, body)));
            headers.put("X-HubSpot-Signature-Version", List.of("v1"));
        }
        if (signing == Signing.V2) {
            headers.put("X-HubSpot-Signature", List.of(HubSpotSigning.v2(secret, url.toString(), body)));
            headers.put("X-HubSpot-Signature-Version", List.of("v2"));
        }
        if (signing == Signing.V1_AND_V3) {
            var timestamp = Long.toString((sentAt == null ? clock.instant() : sentAt).toEpochMilli());
            headers.put("X-HubSpot-Request-Timestamp", List.of(timestamp));
            headers.put("X-HubSpot-Signature-v3", List.of(HubSpotSigning.v3(secret, url.toString(), body, timestamp)));
        }
        return headers;
    }

    private ObjectNode event(String kind, String objectId) {
        var event = events.addObject();
        event.put("eventId", nextEvent++).put("subscriptionId", 2_561_001L).put("portalId", portal);
        event.put("appId", 1_160_452L).put("occurredAt", clock.millis());
        event.put(typeField, (objectNames ? "object." : "deal.") + kind).put("attemptNumber", attempt);
        number(event, "objectId", objectId);
        if (objectNames) {
            event.put("objectTypeId", "0-3");
        }
        event.put("changeSource", "CRM_UI").put("sourceId", "userId:69864216");
        return event;
    }

    private static void number(ObjectNode event, String field, String id) {
        if (id.matches("[0-9]{1,18}")) {
            event.put(field, Long.parseLong(id));
        } else {
            event.put(field, id);
        }
    }
}
