package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;

/** Reading associations in batches. Records without any come back as an error of their own, with status 207. */
final class HubSpotAssociations {

    private static final int MAX_INPUTS = 1_000;

    private final HubSpotStore store;
    int pageSize = 500;

    HubSpotAssociations(HubSpotStore store) {
        this.store = store;
    }

    Answer batchRead(String from, String to, String body) {
        var inputs = HubSpotAnswers.parse(body).path("inputs");
        if (inputs.isEmpty() || inputs.size() > MAX_INPUTS) {
            return HubSpotAnswers.validation("inputs must be from 1 to " + MAX_INPUTS);
        }
        if (!store.links.knows(from, to)) {
            return HubSpotAnswers.validation("there are no associations from " + from + " to " + to);
        }
        var answer = HubSpotAnswers.batch(HubSpotStore.TIME.format(store.now()));
        for (JsonNode input : inputs) {
            one(from, to, input, answer);
        }
        return HubSpotAnswers.batchAnswer(answer);
    }

    private void one(String from, String to, JsonNode input, ObjectNode answer) {
        var id = input.path("id").asText();
        var links = store.find(from, id)
                .map(row -> store.links.of(from, row.id, to))
                .map(found -> new ArrayList<>(found.entrySet()))
                .orElseGet(ArrayList::new);
        links.removeIf(link -> store.visible(to, link.getKey()).isEmpty());
        if (links.isEmpty()) {
            answer.withArray("errors").add(none(from, id));
            return;
        }
        int offset = input.path("after").asInt(0);
        var result = answer.withArray("results").addObject();
        result.putObject("from").put("id", id);
        var list = result.putArray("to");
        links.stream().skip(offset).limit(pageSize).forEach(link -> {
            var node = list.addObject();
            toObjectId(node, link.getKey());
            var types = node.putArray("associationTypes");
            link.getValue()
                    .forEach(kind -> types.addObject()
                            .put("category", kind.category())
                            .put("typeId", kind.typeId())
                            .put("label", kind.label()));
        });
        if (offset + pageSize < links.size()) {
            result.putObject("paging").putObject("next").put("after", Integer.toString(offset + pageSize));
        }
    }

    /** A number in practice, although the specification says text. */
    private static void toObjectId(ObjectNode node, String id) {
        if (id.matches("[0-9]{1,18}")) {
            node.put("toObjectId", Long.parseLong(id));
        } else {
            node.put("toObjectId", id);
        }
    }

    private static ObjectNode none(String from, String id) {
        var error = HubSpotAnswers.object()
                .put("status", "error")
                .put("category", "OBJECT_NOT_FOUND")
                .put("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND")
                .put("message", "nothing is associated with this record");
        var context = error.putObject("context");
        context.putArray("fromObjectId").add(id);
        context.putArray("fromObjectType").add(from);
        return error;
    }
}
