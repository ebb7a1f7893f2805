package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.Nullable;

/** What an administrator sets up: properties per type, pipelines with their stages, tax rates. */
final class HubSpotSchema {

    /** A property that records of a type can have. */
    record Property(String name, String label, String type, String fieldType, List<String> options, boolean readOnly) {}

    /** A stage of a pipeline. */
    record Stage(String pipeline, String id, String label, BigDecimal probability, boolean closed) {}

    private static final Set<String> READ_ONLY = Set.of(
            "hs_object_id",
            "createdate",
            "hs_lastmodifieddate",
            "lastmodifieddate",
            "hs_is_closed",
            "hs_is_closed_won",
            "hs_v2_date_entered_current_stage",
            "hs_merged_object_ids",
            "hs_primary_associated_company",
            "hs_num_of_associated_line_items",
            "hs_total_discount",
            "hs_pre_discount_amount");

    private static final Map<String, List<String>> STANDARD = Map.of(
            "deals",
            List.of(
                    "dealname:string",
                    "amount:number",
                    "dealstage:enumeration",
                    "pipeline:enumeration",
                    "closedate:datetime",
                    "deal_currency_code:enumeration",
                    "description:string",
                    "hubspot_owner_id:string",
                    "createdate:datetime",
                    "hs_lastmodifieddate:datetime",
                    "hs_object_id:number",
                    "hs_is_closed:bool",
                    "hs_is_closed_won:bool",
                    "hs_deal_stage_probability:number",
                    "hs_v2_date_entered_current_stage:datetime",
                    "hs_merged_object_ids:string",
                    "hs_primary_associated_company:number",
                    "hs_num_of_associated_line_items:number"),
            "companies",
            List.of(
                    "name:string",
                    "domain:string",
                    "address:string",
                    "address2:string",
                    "zip:string",
                    "city:string",
                    "state:string",
                    "country:string",
                    "phone:string",
                    "createdate:datetime",
                    "hs_lastmodifieddate:datetime",
                    "hs_object_id:number",
                    "hs_merged_object_ids:string"),
            "contacts",
            List.of(
                    "email:string",
                    "firstname:string",
                    "lastname:string",
                    "phone:string",
                    "jobtitle:string",
                    "company:string",
                    "address:string",
                    "zip:string",
                    "city:string",
                    "country:string",
                    "createdate:datetime",
                    "lastmodifieddate:datetime",
                    "hs_object_id:number",
                    "hs_merged_object_ids:string"),
            "line_items",
            List.of(
                    "name:string",
                    "description:string",
                    "hs_sku:string",
                    "quantity:number",
                    "price:number",
                    "amount:number",
                    "discount:number",
                    "hs_discount_percentage:number",
                    "hs_total_discount:number",
                    "hs_pre_discount_amount:number",
                    "hs_line_item_currency_code:enumeration",
                    "recurringbillingfrequency:enumeration",
                    "hs_recurring_billing_period:string",
                    "hs_recurring_billing_start_date:date",
                    "hs_tax_rate_group_id:string",
                    "hs_position_on_quote:number",
                    "hs_product_id:string",
                    "createdate:datetime",
                    "hs_lastmodifieddate:datetime",
                    "hs_object_id:number"),
            "notes",
            List.of(
                    "hs_note_body:string",
                    "hs_timestamp:datetime",
                    "hs_createdate:datetime",
                    "createdate:datetime",
                    "hs_lastmodifieddate:datetime",
                    "hs_object_id:number"));

    /** What a read gives that asks for nothing. */
    private static final Map<String, List<String>> ALWAYS = Map.of(
            "deals",
            List.of(
                    "amount",
                    "closedate",
                    "createdate",
                    "dealname",
                    "dealstage",
                    "hs_lastmodifieddate",
                    "hs_object_id",
                    "pipeline"),
            "companies",
            List.of("createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"),
            "contacts",
            List.of("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"),
            "line_items",
            List.of("createdate", "hs_lastmodifieddate", "hs_object_id"),
            "notes",
            List.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id"));

    private final Map<String, TreeMap<String, Property>> properties = new HashMap<>();
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final List<JsonNode> taxRates = new ArrayList<>();

    HubSpotSchema() {
        STANDARD.forEach((type, names) -> {
            var known = properties.computeIfAbsent(type, t -> new TreeMap<>());
            for (String entry : names) {
                var name = entry.substring(0, entry.indexOf(':'));
                var kind = entry.substring(entry.indexOf(':') + 1);
                known.put(name, new Property(name, name, kind, "text", List.of(), READ_ONLY.contains(name)));
            }
        });
        stage("default", "appointmentscheduled", "0.2", false);
        stage("default", "contractsent", "0.9", false);
        stage("default", "closedwon", "1.0", true);
        stage("default", "closedlost", "0.0", true);
    }

    boolean knowsType(String type) {
        return properties.containsKey(type);
    }

    String modifiedProperty(String type) {
        return type.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
    }

    List<String> always(String type) {
        return ALWAYS.getOrDefault(type, List.of());
    }

    Map<String, Property> properties(String type) {
        return properties.getOrDefault(type, new TreeMap<>());
    }

    @Nullable
    Property property(String type, String name) {
        return properties(type).get(name);
    }

    void define(String type, Property property) {
        properties.computeIfAbsent(type, t -> new TreeMap<>()).put(property.name(), property);
    }

    /** A text property, where nobody defined anything else. */
    void defineIfMissing(String type, String name) {
        if (property(type, name) == null) {
            define(type, new Property(name, name, "string", "text", List.of(), false));
        }
    }

    void stage(String pipeline, String id, String probability, boolean closed) {
        stages.put(id, new Stage(pipeline, id, "Fase " + id, new BigDecimal(probability), closed));
    }

    void forgetStages() {
        stages.clear();
    }

    @Nullable
    Stage stage(@Nullable String id) {
        return id == null ? null : stages.get(id);
    }

    void taxRate(JsonNode rate) {
        taxRates.add(rate);
    }

    ObjectNode taxRates() {
        var answer = HubSpotAnswers.object();
        answer.putArray("results").addAll(taxRates);
        return answer;
    }

    ObjectNode pipelines(String created) {
        var byPipeline = new LinkedHashMap<String, ArrayNode>();
        var answer = HubSpotAnswers.object();
        var results = answer.putArray("results");
        for (Stage stage : stages.values()) {
            var list = byPipeline.computeIfAbsent(stage.pipeline(), id -> {
                var pipeline = results.addObject();
                pipeline.put("id", id).put("label", "Pijplijn " + id).put("displayOrder", byPipeline.size());
                pipeline.put("createdAt", created).put("updatedAt", created).put("archived", false);
                return pipeline.putArray("stages");
            });
            var node = list.addObject();
            node.put("id", stage.id()).put("label", stage.label()).put("displayOrder", list.size() - 1);
            node.putObject("metadata")
                    .put("probability", stage.probability().setScale(1).toPlainString())
                    .put("isClosed", Boolean.toString(stage.closed()));
            node.put("createdAt", created).put("updatedAt", created).put("archived", false);
        }
        return answer;
    }

    ObjectNode describe(Property property) {
        var node = HubSpotAnswers.object();
        node.put("name", property.name()).put("label", property.label()).put("type", property.type());
        node.put("fieldType", property.fieldType())
                .put("groupName", "information")
                .put("description", "");
        var options = node.putArray("options");
        for (String option : property.options()) {
            options.addObject()
                    .put("label", option)
                    .put("value", option)
                    .put("displayOrder", options.size())
                    .put("hidden", false);
        }
        node.putObject("modificationMetadata").put("readOnlyValue", property.readOnly());
        return node;
    }
}
