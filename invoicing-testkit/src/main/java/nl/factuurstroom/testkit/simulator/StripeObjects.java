package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Everything that the simulated Stripe holds, by id, with ids where other objects are meant. Showing an object leaves out
 * what Stripe leaves out, unless the caller asked to expand it.
 */
final class StripeObjects {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final int MAX_DEPTH = 4;
    private static final int EMBEDDED_PAGE = 10;

    /** How a field behaves that is more than plain data. */
    private enum Field {
        /** An id that can become the object it names. */
        REFERENCE,
        /** Left out unless asked for. */
        HIDDEN,
        /** Always there; what is in it can be expanded. */
        NESTED
    }

    private static final Map<String, Map<String, Field>> FIELDS = Map.of(
            "checkout.session",
                    Map.of(
                            "customer", Field.REFERENCE,
                            "payment_intent", Field.REFERENCE,
                            "invoice", Field.REFERENCE,
                            "line_items", Field.HIDDEN,
                            "total_details.breakdown", Field.HIDDEN,
                            "shipping_cost.taxes", Field.HIDDEN,
                            "shipping_cost.shipping_rate", Field.REFERENCE),
            "item", Map.of("taxes", Field.HIDDEN, "discounts", Field.HIDDEN, "price.product", Field.REFERENCE),
            "payment_intent",
                    Map.of(
                            "customer", Field.REFERENCE,
                            "latest_charge", Field.REFERENCE,
                            "amount_details.line_items", Field.HIDDEN),
            "charge",
                    Map.of(
                            "customer", Field.REFERENCE,
                            "payment_intent", Field.REFERENCE,
                            "balance_transaction", Field.REFERENCE),
            "invoice",
                    Map.of(
                            "customer", Field.REFERENCE,
                            "lines", Field.NESTED,
                            "payments", Field.HIDDEN,
                            "shipping_cost.taxes", Field.HIDDEN,
                            "shipping_cost.shipping_rate", Field.REFERENCE),
            "invoice_payment", Map.of("invoice", Field.REFERENCE, "payment.payment_intent", Field.REFERENCE),
            "customer", Map.of("tax_ids", Field.HIDDEN),
            "refund", Map.of("charge", Field.REFERENCE, "payment_intent", Field.REFERENCE),
            "dispute", Map.of("charge", Field.REFERENCE, "payment_intent", Field.REFERENCE));

    /** What was asked to expand, as a tree of names. */
    static final class Expand {
        private final Map<String, Expand> parts = new TreeMap<>();

        static Expand of(List<String> paths) {
            var root = new Expand();
            for (String path : paths) {
                var names = path.split("\\.", -1);
                if (names.length > MAX_DEPTH) {
                    throw new StripeRefusal(400, "You cannot expand more than 4 levels of a property: " + path, null);
                }
                var at = root;
                for (String name : names) {
                    at = at.parts.computeIfAbsent(name, n -> new Expand());
                }
            }
            return root;
        }

        @Nullable
        Expand at(String path) {
            @Nullable Expand found = this;
            for (String name : path.split("\\.")) {
                found = found == null ? null : found.parts.get(name);
            }
            return found;
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }
    }

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private int counter;
    private boolean live = true;

    /** A new id, as long as Stripe's: {@code pi_3SxSim000000000000000007}. */
    String newId(String prefix) {
        int length = prefix.startsWith("cs_") ? 58 : 18;
        return prefix + "_3SxSim" + String.format(Locale.ROOT, "%0" + length + "d", ++counter);
    }

    /** A fresh object with every field that Stripe shows. */
    static ObjectNode template(String type) {
        try (var in = StripeObjects.class.getResourceAsStream("stripe/" + type + ".json")) {
            return (ObjectNode) JSON.readTree(java.util.Objects.requireNonNull(in, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean live() {
        return live;
    }

    void live(boolean livemode) {
        live = livemode;
    }

    ObjectNode keep(ObjectNode object, String owner) {
        if (object.has("livemode")) {
            object.put("livemode", live);
        }
        byId.put(object.get("id").asText(), object);
        owners.put(object.get("id").asText(), owner);
        return object;
    }

    Optional<ObjectNode> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    ObjectNode get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("the simulator has no " + id));
    }

    String ownerOf(String id) {
        return owners.getOrDefault(id, "");
    }

    /** All objects of a type and owner, oldest first. */
    List<ObjectNode> all(String type, String owner) {
        return byId.values().stream()
                .filter(object -> object.path("object").asText().equals(type)
                        && ownerOf(object.get("id").asText()).equals(owner))
                .toList();
    }

    /** The object as Stripe shows it. */
    ObjectNode shown(ObjectNode full, Expand expand) {
        var copy = full.deepCopy();
        var fields = FIELDS.getOrDefault(full.path("object").asText(), Map.of());
        expand.parts.keySet().forEach(name -> requireExpandable(name, fields));
        fields.forEach((path, field) -> show(copy, path, field, expand.at(path)));
        return copy;
    }

    private static void requireExpandable(String name, Map<String, Field> fields) {
        boolean known = fields.keySet().stream().anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
        if (!known) {
            throw new StripeRefusal(400, "This property cannot be expanded (" + name + ").", null);
        }
    }

    private void show(ObjectNode copy, String path, Field field, @Nullable Expand asked) {
        int dot = path.indexOf('.');
        var parent = dot < 0 ? copy : copy.get(path.substring(0, dot));
        var name = path.substring(dot + 1);
        if (!(parent instanceof ObjectNode holder) || !holder.has(name)) {
            return;
        }
        if (field == Field.HIDDEN && asked == null) {
            holder.remove(name);
        } else if (field == Field.REFERENCE && asked != null) {
            find(holder.get(name).asText(null)).ifPresent(object -> holder.set(name, shown(object, asked)));
        } else if (field != Field.REFERENCE) {
            holder.set(name, inside(holder.get(name), asked == null ? new Expand() : asked));
        }
    }

    /** Lists show their first ten elements, whose own fields may be expanded below {@code data}. */
    private JsonNode inside(JsonNode value, Expand expand) {
        if (!value.path("object").asText().equals("list")) {
            return value;
        }
        var below = expand.at("data");
        return page(
                elements(value),
                below == null ? new Expand() : below,
                EMBEDDED_PAGE,
                value.path("url").asText());
    }

    ObjectNode page(List<ObjectNode> elements, Expand below, int limit, String url) {
        var list = JSON.createObjectNode().put("object", "list");
        var data = list.putArray("data");
        elements.stream().limit(limit).forEach(element -> data.add(shown(element, below)));
        return list.put("has_more", elements.size() > limit).put("url", url);
    }

    static List<ObjectNode> elements(JsonNode list) {
        var elements = new java.util.ArrayList<ObjectNode>();
        list.path("data").forEach(element -> elements.add((ObjectNode) element));
        return elements;
    }

    /** A whole list as it is kept inside its owner. */
    static ObjectNode list(String url, List<ObjectNode> elements) {
        var list = JSON.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        elements.forEach(data::add);
        return list.put("has_more", false).put("url", url);
    }
}
