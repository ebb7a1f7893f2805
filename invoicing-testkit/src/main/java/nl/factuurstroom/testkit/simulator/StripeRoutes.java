package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import nl.factuurstroom.testkit.simulator.StripeLists.FilterCase;

/** The simulated Stripe's paths: who may call them, and what they answer. */
final class StripeRoutes {

    private static final Map<String, String> FOLDERS = Map.of(
            "checkout/sessions", "checkout.session",
            "payment_intents", "payment_intent",
            "charges", "charge",
            "invoices", "invoice",
            "invoice_payments", "invoice_payment",
            "customers", "customer",
            "refunds", "refund",
            "disputes", "dispute",
            "tax_rates", "tax_rate",
            "products", "product");

    private final StripeObjects objects;
    private final StripeLists lists;
    private final StripeWebhooks webhooks;
    private final Set<String> forbidden = new TreeSet<>();
    private List<String> endpointEvents = List.of("*");
    private @Nullable String limitReason;
    private String key = "sk_live_simulated";
    private int requests;

    StripeRoutes(StripeObjects objects, StripeWebhooks webhooks) {
        this.objects = objects;
        this.lists = new StripeLists(objects);
        this.webhooks = webhooks;
    }

    String key() {
        return key;
    }

    void key(String accepted) {
        key = accepted;
    }

    void forbid(String folder) {
        forbidden.add(folder);
    }

    void limit(@Nullable String reason) {
        limitReason = reason;
    }

    void endpointEvents(List<String> types) {
        endpointEvents = types;
    }

    Answer answer(Call call) {
        var requestId = "req_sim" + ++requests;
        try {
            return withRequestId(route(call), requestId);
        } catch (StripeRefusal refusal) {
            return refusal.answer(requestId);
        }
    }

    private Answer route(Call call) {
        if (!call.header("authorization").equals(Optional.of("Bearer " + key))) {
            throw new StripeRefusal(401, "Invalid API Key provided: sk_live_****", null);
        }
        if (limitReason != null) {
            return limited(limitReason);
        }
        if (!call.header("stripe-version").equals(Optional.of(StripeSimulator.API_VERSION))) {
            throw new StripeRefusal(400, "The simulator knows no version but " + StripeSimulator.API_VERSION, null);
        }
        if (!call.method().equals("GET")) {
            throw new StripeRefusal(400, "The simulator only lets read.", null);
        }
        var path = call.path().replaceFirst("^/v1/", "");
        forbidden.stream().filter(path::startsWith).findFirst().ifPresent(folder -> {
            throw new StripeRefusal(
                    403,
                    "The provided key 'rk_live_****' does not have the required permissions for this endpoint. Having the"
                            + " 'rak_" + folder.replace('/', '_') + "_read' permission would allow this request.",
                    null);
        });
        var owner = call.header("stripe-account").orElse("");
        return switch (path) {
            case "events" -> lists.page(call, webhooks.listed(owner), Map.of("types[]", type(), "type", type()));
            case "webhook_endpoints" -> lists.whole(call, List.of(endpoint()));
            default -> objects(call, path, owner);
        };
    }

    private Answer objects(Call call, String path, String owner) {
        if (FOLDERS.containsKey(path)) {
            var newestFirst = new ArrayList<>(objects.all(FOLDERS.get(path), owner));
            Collections.reverse(newestFirst);
            return lists.page(call, newestFirst, filters(path));
        }
        var parts = List.of(path.split("/", -1));
        for (int i = parts.size() - 1; i > 0; i--) {
            var folder = String.join("/", parts.subList(0, i));
            if (FOLDERS.containsKey(folder)) {
                var object = find(FOLDERS.get(folder), parts.get(i), owner);
                return i == parts.size() - 1
                        ? Answer.json(
                                200,
                                objects.shown(object, StripeLists.expand(call)).toString())
                        : lists.whole(call, StripeObjects.elements(object.path(parts.get(i + 1))));
            }
        }
        throw new StripeRefusal(404, "Unrecognized request URL (GET: /v1/" + path + ").", null);
    }

    private ObjectNode find(String type, String id, String owner) {
        return objects.find(id)
                .filter(object -> object.get("object").asText().equals(type)
                        && objects.ownerOf(id).equals(owner))
                .orElseThrow(() -> new StripeRefusal(404, "No such " + type + ": '" + id + "'", "resource_missing"));
    }

    private static Predicate<FilterCase> type() {
        return filter -> filter.is(filter.object().get("type"));
    }

    private static Map<String, Predicate<FilterCase>> filters(String folder) {
        return switch (folder) {
            case "checkout/sessions" ->
                Map.of(
                        "payment_intent",
                        filter -> filter.is(filter.object().get("payment_intent")),
                        "subscription",
                        filter -> filter.is(filter.object().get("subscription")),
                        "status",
                        filter -> filter.is(filter.object().get("status")));
            case "invoice_payments" ->
                Map.of(
                        "payment[type]", filter -> filter.is(filter.object().at("/payment/type")),
                        "payment[payment_intent]",
                                filter -> filter.is(filter.object().at("/payment/payment_intent")),
                        "invoice", filter -> filter.is(filter.object().get("invoice")));
            case "invoices" ->
                Map.of("status", filter -> filter.is(filter.object().get("status")));
            case "refunds" ->
                Map.of(
                        "payment_intent", filter -> filter.is(filter.object().get("payment_intent")),
                        "charge", filter -> filter.is(filter.object().get("charge")));
            default -> Map.of();
        };
    }

    private ObjectNode endpoint() {
        var endpoint = StripeObjects.template("webhook_endpoint").put("livemode", objects.live());
        var enabled = endpoint.putArray("enabled_events");
        endpointEvents.forEach(enabled::add);
        endpoint.remove("secret");
        return endpoint;
    }

    private static Answer limited(String reason) {
        return StripeRefusal.answer(
                429,
                "Request rate limit exceeded.",
                "rate_limit",
                Map.of("Stripe-Rate-Limited-Reason", List.of(reason)));
    }

    private static Answer withRequestId(Answer answer, String requestId) {
        var headers = new java.util.LinkedHashMap<>(answer.headers());
        headers.putIfAbsent("Request-Id", List.of(requestId));
        return new Answer(answer.status(), headers, answer.body());
    }
}
