package nl.factuurstroom.testkit.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which call goes where, after the doorkeeper has seen the token, the scopes and the limits. */
final class HubSpotRoutes {

    private static final String VERSION = "2026-09";

    final HubSpotLimits limits = new HubSpotLimits();
    final HubSpotSearch search;
    final HubSpotWrites writes;
    final HubSpotAssociations associations;
    final Set<String> missingScopes = new HashSet<>();
    boolean credentialsRefused;
    String companyCurrency = "EUR";
    private final HubSpotStore store;
    private final HubSpotObjects objects;

    HubSpotRoutes(HubSpotStore store) {
        this.store = store;
        this.search = new HubSpotSearch(store);
        this.writes = new HubSpotWrites(store);
        this.associations = new HubSpotAssociations(store);
        this.objects = new HubSpotObjects(store, writes);
    }

    Answer answer(Call call) {
        boolean searches = call.path().endsWith("/search");
        var limited = limits.refuse(searches, call.at());
        if (limited.isPresent()) {
            return limited.get();
        }
        try {
            return limits.withHeaders(admitted(call), searches);
        } catch (HubSpotAnswers.Refusal refusal) {
            return limits.withHeaders(refusal.answer(), searches);
        }
    }

    private Answer admitted(Call call) {
        boolean known = call.header("Authorization")
                .filter(value -> value.equals("Bearer " + HubSpotSimulator.TOKEN))
                .isPresent();
        if (credentialsRefused || !known) {
            return HubSpotAnswers.error(401, "INVALID_AUTHENTICATION", "the credentials are missing or not valid");
        }
        var parts = new ArrayList<>(List.of(call.path().substring(1).split("/")));
        for (String scope : scopes(call.method(), parts)) {
            if (missingScopes.contains(scope)) {
                return HubSpotAnswers.missingScope(scope);
            }
        }
        return route(call, parts);
    }

    private Answer route(Call call, List<String> parts) {
        var path = String.join("/", parts);
        if (path.equals("account-info/" + VERSION + "/details")) {
            return account();
        }
        if (path.equals("tax-rates/" + VERSION + "/tax-rates")) {
            return HubSpotAnswers.ok(store.schema.taxRates());
        }
        if (path.equals("crm/pipelines/" + VERSION + "/deals")) {
            return HubSpotAnswers.ok(store.schema.pipelines("2026-01-05T08:00:00.000Z"));
        }
        if (parts.size() < 4 || !parts.get(2).equals(VERSION)) {
            return unknown();
        }
        var rest = parts.subList(3, parts.size());
        return switch (parts.get(0) + "/" + parts.get(1)) {
            case "crm/objects" -> objects(call, HubSpotWrites.typeName(rest.get(0)), rest.subList(1, rest.size()));
            case "crm/properties" -> properties(call, HubSpotWrites.typeName(rest.get(0)), rest);
            case "crm/associations" -> associations(call, rest);
            default -> unknown();
        };
    }

    private Answer objects(Call call, String type, List<String> rest) {
        if (!store.schema.knowsType(type)) {
            return unknown();
        }
        var action = call.method() + " " + String.join("/", rest);
        return switch (action) {
            case "POST " -> objects.create(type, call.body());
            case "POST batch/read" -> objects.batchRead(type, call.body());
            case "POST batch/update" -> objects.batchUpdate(type, call.body());
            case "POST batch/create" -> objects.batchCreate(type, call.body());
            case "POST search" -> search.search(type, call.body());
            default -> rest.size() == 1 ? single(call, type, rest.get(0)) : unknown();
        };
    }

    private Answer single(Call call, String type, String id) {
        return switch (call.method()) {
            case "GET" -> objects.get(call, type, id);
            case "PATCH" -> objects.update(type, id, call.body());
            default -> HubSpotAnswers.error(405, "METHOD_NOT_ALLOWED", "method not allowed");
        };
    }

    private Answer associations(Call call, List<String> rest) {
        boolean batch =
                rest.size() == 4 && rest.get(2).equals("batch") && rest.get(3).equals("read");
        if (!batch || !call.method().equals("POST")) {
            return unknown();
        }
        return associations.batchRead(
                HubSpotWrites.typeName(rest.get(0)), HubSpotWrites.typeName(rest.get(1)), call.body());
    }

    private Answer properties(Call call, String type, List<String> rest) {
        if (!store.schema.knowsType(type) || rest.size() > 2) {
            return unknown();
        }
        if (call.method().equals("POST") && rest.size() == 1) {
            return createProperty(type, call.body());
        }
        if (rest.size() == 2) {
            var one = store.schema.property(type, rest.get(1));
            return one == null ? unknown() : HubSpotAnswers.ok(store.schema.describe(one));
        }
        var answer = HubSpotAnswers.object();
        var results = answer.putArray("results");
        store.schema.properties(type).values().forEach(property -> results.add(store.schema.describe(property)));
        return HubSpotAnswers.ok(answer);
    }

    private Answer createProperty(String type, String body) {
        var request = HubSpotAnswers.parse(body);
        var name = request.path("name").asText();
        for (String field : List.of("name", "label", "type", "fieldType", "groupName")) {
            if (!request.hasNonNull(field)) {
                return HubSpotAnswers.validation(field + " is required");
            }
        }
        if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
            return HubSpotAnswers.validation("a property name has lower case letters, digits and underscores");
        }
        if (store.schema.property(type, name) != null) {
            return HubSpotAnswers.error(409, "CONFLICT", "a property with this name exists already");
        }
        var options = new ArrayList<String>();
        request.path("options")
                .forEach(option -> options.add(option.path("value").asText()));
        var property = new HubSpotSchema.Property(
                name,
                request.path("label").asText(),
                request.path("type").asText(),
                request.path("fieldType").asText(),
                options,
                false);
        store.schema.define(type, property);
        return Answer.json(201, HubSpotAnswers.text(store.schema.describe(property)));
    }

    private Answer account() {
        var body = HubSpotAnswers.object();
        body.put("portalId", HubSpotSimulator.PORTAL).put("accountType", "STANDARD");
        body.put("timeZone", "Europe/Amsterdam").put("companyCurrency", companyCurrency);
        body.putArray("additionalCurrencies").add("USD");
        body.put("utcOffset", "+01:00").put("utcOffsetMilliseconds", 3_600_000);
        body.put("uiDomain", "app-eu1.hubspot.com").put("dataHostingLocation", "eu1");
        return HubSpotAnswers.ok(body);
    }

    /** The scopes that a call needs. */
    private static List<String> scopes(String method, List<String> parts) {
        if (parts.get(0).equals("tax-rates")) {
            return List.of("tax_rates.read");
        }
        if (parts.size() < 4) {
            return List.of();
        }
        var type = HubSpotWrites.typeName(parts.get(3));
        var last = parts.get(parts.size() - 1);
        boolean reads = method.equals("GET") || last.equals("read") || last.equals("search");
        if (parts.get(1).equals("properties")) {
            return List.of("crm.schemas." + type + (reads ? ".read" : ".write"));
        }
        var object = type.equals("notes") ? "contacts" : type;
        return List.of("crm.objects." + object + (reads ? ".read" : ".write"));
    }

    private static Answer unknown() {
        return HubSpotAnswers.error(404, "OBJECT_NOT_FOUND", "resource not found");
    }
}
