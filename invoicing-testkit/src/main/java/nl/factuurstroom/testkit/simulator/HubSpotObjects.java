package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reading and writing records, one by one and in batches. */
final class HubSpotObjects {

    private static final int MAX_INPUTS = 100;

    private final HubSpotStore store;
    private final HubSpotWrites writes;

    HubSpotObjects(HubSpotStore store, HubSpotWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    Answer get(Call call, String type, String id) {
        var row = store.visible(type, id);
        if (row.isEmpty()) {
            return notFound();
        }
        var json = json(store, row.get(), row.get().properties, listed(call, "properties"));
        var wanted = listed(call, "associations");
        if (!wanted.isEmpty()) {
            var associations = json.putObject("associations");
            wanted.forEach(to -> associations(row.get(), to, associations));
        }
        return HubSpotAnswers.ok(json);
    }

    Answer create(String type, String body) {
        var request = HubSpotAnswers.parse(body);
        writes.check(type, null, request.path("properties"));
        return Answer.json(201, HubSpotAnswers.text(created(type, request)));
    }

    Answer update(String type, String id, String body) {
        var row = store.visible(type, id);
        if (row.isEmpty()) {
            return notFound();
        }
        var properties = HubSpotAnswers.parse(body).path("properties");
        writes.check(type, row.get(), properties);
        apply(row.get(), properties);
        return HubSpotAnswers.ok(json(store, row.get(), row.get().properties, names(properties)));
    }

    Answer batchRead(String type, String body) {
        var request = HubSpotAnswers.parse(body);
        var inputs = inputs(request);
        var asked = new ArrayList<String>();
        request.path("properties").forEach(name -> asked.add(name.asText()));
        var answer = HubSpotAnswers.batch(HubSpotStore.TIME.format(store.now()));
        var missing = new ArrayList<String>();
        var done = new HashSet<String>();
        for (JsonNode input : inputs) {
            var id = input.path("id").asText();
            var row = store.visible(type, id);
            if (row.isEmpty()) {
                missing.add(id);
            } else if (done.add(row.get().id)) {
                answer.withArray("results").add(json(store, row.get(), row.get().properties, asked));
            }
        }
        if (!missing.isEmpty()) {
            answer.withArray("errors").add(missing(missing));
        }
        return HubSpotAnswers.batchAnswer(answer);
    }

    Answer batchUpdate(String type, String body) {
        var inputs = inputs(HubSpotAnswers.parse(body));
        var ids = new HashSet<String>();
        for (JsonNode input : inputs) {
            if (!ids.add(input.path("id").asText())) {
                return HubSpotAnswers.validation("the same id is there twice");
            }
        }
        var answer = HubSpotAnswers.batch(HubSpotStore.TIME.format(store.now()));
        var missing = new ArrayList<String>();
        for (JsonNode input : inputs) {
            var row = store.visible(type, input.path("id").asText());
            if (row.isEmpty()) {
                missing.add(input.path("id").asText());
                continue;
            }
            try {
                writes.check(type, row.get(), input.path("properties"));
            } catch (HubSpotAnswers.Refusal refusal) {
                if (writes.oneSpoilsAll) {
                    return refusal.answer();
                }
                answer.withArray("errors").add(failed(refusal, input));
                continue;
            }
            apply(row.get(), input.path("properties"));
            answer.withArray("results").add(written(row.get(), input));
        }
        if (!missing.isEmpty()) {
            answer.withArray("errors").add(missing(missing));
        }
        return HubSpotAnswers.batchAnswer(answer);
    }

    Answer batchCreate(String type, String body) {
        var inputs = inputs(HubSpotAnswers.parse(body));
        var answer = HubSpotAnswers.batch(HubSpotStore.TIME.format(store.now()));
        for (JsonNode input : inputs) {
            try {
                writes.check(type, null, input.path("properties"));
                var json = created(type, input);
                trace(json, input);
                answer.withArray("results").add(json);
            } catch (HubSpotAnswers.Refusal refusal) {
                answer.withArray("errors").add(failed(refusal, input));
            }
        }
        var done = HubSpotAnswers.batchAnswer(answer);
        return done.status() == 200 ? Answer.json(201, done.body()) : done;
    }

    /** A record with the properties that were asked for, absent values as null. */
    static ObjectNode json(
            HubSpotStore store, HubSpotStore.Row row, Map<String, String> shown, Collection<String> asked) {
        var json = HubSpotAnswers.object().put("id", row.id);
        var properties = json.putObject("properties");
        var names = new TreeSet<>(asked);
        names.addAll(store.schema.always(row.type));
        for (String name : names) {
            if (store.schema.property(row.type, name) != null) {
                properties.put(name, shown.get(name));
            }
        }
        return json.put("createdAt", HubSpotStore.TIME.format(row.created))
                .put("updatedAt", HubSpotStore.TIME.format(row.updated))
                .put("archived", row.archived);
    }

    private ObjectNode created(String type, JsonNode input) {
        var links = input.path("associations");
        for (JsonNode link : links) {
            writes.checkLink(type, link);
        }
        var row = store.create(type, store.newId());
        apply(row, input.path("properties"));
        for (JsonNode link : links) {
            var other = writes.targetType(link);
            store.link(type, row.id, other, link.path("to").path("id").asText());
        }
        return json(store, row, row.properties, names(input.path("properties")));
    }

    private void apply(HubSpotStore.Row row, JsonNode properties) {
        store.change(
                row,
                changed -> properties.fields().forEachRemaining(field -> {
                    changed.put(
                            field.getKey(),
                            field.getValue().isNull() ? null : field.getValue().asText());
                    if (field.getKey().equals("amount")) {
                        changed.manualAmount = true;
                    }
                }));
    }

    private ObjectNode written(HubSpotStore.Row row, JsonNode input) {
        var json = json(store, row, row.properties, names(input.path("properties")));
        trace(json, input);
        return json;
    }

    private static void trace(ObjectNode json, JsonNode input) {
        if (input.hasNonNull("objectWriteTraceId")) {
            json.put("objectWriteTraceId", input.path("objectWriteTraceId").asText());
        }
    }

    private static ObjectNode failed(HubSpotAnswers.Refusal refusal, JsonNode input) {
        var error = (ObjectNode) HubSpotAnswers.parse(refusal.answer().body());
        error.remove("correlationId");
        var context = error.putObject("context");
        if (input.hasNonNull("objectWriteTraceId")) {
            context.putArray("objectWriteTraceId")
                    .add(input.path("objectWriteTraceId").asText());
        }
        return error;
    }

    private static ObjectNode missing(List<String> ids) {
        var error = HubSpotAnswers.object()
                .put("status", "error")
                .put("category", "OBJECT_NOT_FOUND")
                .put("message", "some of the records do not exist");
        var list = error.putObject("context").putArray("ids");
        ids.forEach(list::add);
        return error;
    }

    private void associations(HubSpotStore.Row row, String to, ObjectNode into) {
        var toType = HubSpotWrites.typeName(to);
        var links = store.links.of(row.type, row.id, toType);
        if (links.isEmpty()) {
            return;
        }
        var results = into.putObject(toType.replace('_', ' ')).putArray("results");
        links.forEach((id, kinds) -> {
            var name = row.type.substring(0, row.type.length() - 1) + "_to_" + singular(toType);
            if (kinds.contains(HubSpotLinks.PRIMARY_COMPANY)) {
                results.addObject().put("id", id).put("type", name);
                results.addObject().put("id", id).put("type", name + "_unlabeled");
            } else {
                boolean company = toType.equals("companies");
                results.addObject().put("id", id).put("type", company ? name + "_unlabeled" : name);
            }
        });
    }

    private static String singular(String type) {
        return type.equals("companies") ? "company" : type.substring(0, type.length() - 1);
    }

    private static JsonNode inputs(JsonNode request) {
        var inputs = request.path("inputs");
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw new HubSpotAnswers.Refusal(HubSpotAnswers.validation("inputs must not be empty"));
        }
        if (inputs.size() > MAX_INPUTS) {
            throw new HubSpotAnswers.Refusal(
                    HubSpotAnswers.validation("a batch holds at most " + MAX_INPUTS + " inputs"));
        }
        return inputs;
    }

    private static List<String> names(JsonNode properties) {
        var names = new ArrayList<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> listed(Call call, String parameter) {
        var names = new ArrayList<String>();
        for (String value : call.query().getOrDefault(parameter, List.of())) {
            names.addAll(List.of(value.split(",")));
        }
        return names;
    }

    private static Answer notFound() {
        return HubSpotAnswers.error(404, "OBJECT_NOT_FOUND", "resource not found");
    }
}
