package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes over recorded answers of HubSpot: records, batches, associations, pipelines, tax rates, account details. */
final class HubSpotLoader {

    private static final Map<String, String> TELLTALES = Map.of(
            "dealname",
            "deals",
            "dealstage",
            "deals",
            "quantity",
            "line_items",
            "price",
            "line_items",
            "email",
            "contacts",
            "firstname",
            "contacts",
            "hs_note_body",
            "notes",
            "domain",
            "companies");

    private final HubSpotStore store;

    HubSpotLoader(HubSpotStore store) {
        this.store = store;
    }

    void load(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::load);
        } else if (node.has("properties")) {
            row(type(node), node);
        } else if (node.has("stages")) {
            node.path("stages").forEach(stage -> stage(node.path("id").asText(), stage));
        } else if (node.has("percentageRate")) {
            store.schema.taxRate(node);
        } else if (node.has("results")) {
            results(node.path("results"));
        } else {
            sections(node);
        }
    }

    private void results(JsonNode results) {
        if (results.path(0).has("stages")) {
            store.schema.forgetStages();
        }
        if (results.path(0).has("from")) {
            throw new IllegalArgumentException(
                    "an association answer doesn't name its types: load it as {\"associations\": {\"deals/companies\": …}}");
        }
        results.forEach(this::load);
    }

    /** {@code {"companies": [...], "deals": [...], "associations": {"deals/companies": answer}}}: records first. */
    private void sections(JsonNode node) {
        for (String type : List.of("companies", "contacts", "line_items", "deals", "notes")) {
            node.path(type).forEach(record -> row(type, record));
        }
        for (String other : List.of("pipelines", "taxRates")) {
            if (node.has(other)) {
                load(node.path(other));
            }
        }
        node.path("associations").fields().forEachRemaining(entry -> {
            var types = entry.getKey().split("/");
            entry.getValue().path("results").forEach(result -> associations(types[0], types[1], result));
        });
    }

    private void stage(String pipeline, JsonNode stage) {
        var metadata = stage.path("metadata");
        store.schema.stage(
                pipeline,
                stage.path("id").asText(),
                metadata.path("probability").asText("0"),
                metadata.path("isClosed").asText().equals("true"));
    }

    private static String type(JsonNode record) {
        Optional<String> type = TELLTALES.entrySet().stream()
                .filter(entry -> record.path("properties").has(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return type.orElseThrow(() -> new IllegalArgumentException("can't tell the type of record "
                + record.path("id").asText() + ": load it in a section, {\"companies\": [...]}"));
    }

    /** Values are kept as recorded, and the index knows them at once. */
    private void row(String type, JsonNode record) {
        var row = store.findOrCreate(type, record.path("id").asText());
        var properties = record.path("properties");
        row.enteredStage = properties.path("dealstage").asText(row.enteredStage);
        properties.fields().forEachRemaining(field -> {
            store.schema.defineIfMissing(type, field.getKey());
            row.put(
                    field.getKey(),
                    field.getValue().isNull() ? null : field.getValue().asText());
        });
        record.path("associations").fields().forEachRemaining(entry -> {
            var to = entry.getKey().replace(' ', '_');
            entry.getValue().path("results").forEach(link -> link(type, row.id, to, link));
        });
        HubSpotComputed.apply(store, row);
        properties
                .fields()
                .forEachRemaining(field -> row.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText()));
        row.manualAmount = row.get("amount") != null && new BigDecimal(row.get("amount")).signum() != 0;
        row.past.clear();
        store.remember(row, Instant.MIN);
    }

    private void link(String type, String id, String to, JsonNode link) {
        var other = link.path("id").asText();
        store.links.link(type, id, to, other);
        if (link.path("type").asText().equals("deal_to_company")) {
            store.links.label(type, id, to, other, HubSpotLinks.PRIMARY_COMPANY);
        }
    }

    private void associations(String from, String to, JsonNode result) {
        var id = result.path("from").path("id").asText();
        for (JsonNode target : result.path("to")) {
            var other = target.path("toObjectId").asText();
            store.links.link(from, id, to, other);
            target.path("associationTypes")
                    .forEach(kind -> store.links.label(
                            from,
                            id,
                            to,
                            other,
                            new HubSpotLinks.Kind(
                                    kind.path("category").asText(),
                                    kind.path("typeId").asInt(),
                                    kind.path("label").isTextual()
                                            ? kind.path("label").asText()
                                            : null)));
        }
    }
}
