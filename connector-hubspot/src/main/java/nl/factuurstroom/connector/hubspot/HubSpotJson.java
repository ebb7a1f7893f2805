package nl.factuurstroom.connector.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Json;

/** What goes over the wire, named as HubSpot names it. Lists that HubSpot leaves out are empty here. */
final class HubSpotJson {

    private HubSpotJson() {}

    /** A record of any type. Property values are text, or null when empty. */
    record ObjectJson(
            String id,
            @Nullable Map<String, JsonNode> properties,
            @Nullable String updatedAt,
            @Nullable String objectWriteTraceId) {

        /** The value as stripped text; null when empty, or not asked for. */
        @Nullable
        String get(@Nullable String property) {
            return property == null || properties == null
                    ? null
                    : Json.text(properties.get(property)).orElse(null);
        }
    }

    /** The answer to a batch of any kind; {@code errors} is filled when the status was 207. */
    record BatchJson(List<ObjectJson> results, List<ErrorJson> errors) {
        BatchJson {
            results = orEmpty(results);
            errors = orEmpty(errors);
        }
    }

    /** One error among the results of a batch, and the body of every refusal. */
    record ErrorJson(
            @Nullable String message,
            @Nullable String category,
            @Nullable String policyName,
            @Nullable String correlationId,
            @Nullable JsonNode context,
            @Nullable JsonNode errors) {

        /** The texts under one name of the context. */
        List<String> context(String name) {
            if (context == null || !context.path(name).isArray()) {
                return List.of();
            }
            var texts = new ArrayList<String>();
            context.path(name).forEach(value -> texts.add(value.asText()));
            return texts;
        }
    }

    /** Names a record by its id. */
    record IdJson(String id) {}

    record BatchReadJson(List<IdJson> inputs, List<String> properties, List<String> propertiesWithHistory) {}

    /** @param after where the associations of this record go on */
    record AssociationInputJson(String id, @Nullable String after) {}

    record AssociationReadJson(List<AssociationInputJson> inputs) {}

    record AssociationsJson(List<AssociationJson> results, List<ErrorJson> errors) {
        AssociationsJson {
            results = orEmpty(results);
            errors = orEmpty(errors);
        }
    }

    record AssociationJson(
            IdJson from, List<TargetJson> to, @Nullable PagingJson paging) {
        AssociationJson {
            to = orEmpty(to);
        }
    }

    /** @param toObjectId text by the specification, a number in practice */
    record TargetJson(JsonNode toObjectId, List<AssociationTypeJson> associationTypes) {
        TargetJson {
            associationTypes = orEmpty(associationTypes);
        }

        String id() {
            return toObjectId.asText();
        }

        boolean is(int typeId) {
            return associationTypes.stream().anyMatch(type -> type.typeId() == typeId);
        }
    }

    record AssociationTypeJson(@Nullable String category, int typeId) {}

    record PagingJson(@Nullable NextJson next) {
        static Optional<String> after(@Nullable PagingJson paging) {
            return paging == null || paging.next() == null
                    ? Optional.empty()
                    : Optional.ofNullable(paging.next().after());
        }
    }

    record NextJson(@Nullable String after) {}

    record FilterJson(
            String propertyName,
            String operator,
            @Nullable String value,
            @Nullable String highValue,
            @Nullable List<String> values) {

        static FilterJson of(String property, String operator, String value) {
            return new FilterJson(property, operator, value, null, null);
        }

        static FilterJson between(String property, long from, long to) {
            return new FilterJson(property, "BETWEEN", Long.toString(from), Long.toString(to), null);
        }

        static FilterJson in(String property, List<String> values) {
            return new FilterJson(property, "IN", null, null, values);
        }
    }

    record FilterGroupJson(List<FilterJson> filters) {}

    record SearchJson(
            List<FilterGroupJson> filterGroups, List<String> sorts, List<String> properties, int limit, String after) {}

    record SearchResultJson(
            List<ObjectJson> results, @Nullable PagingJson paging) {
        SearchResultJson {
            results = orEmpty(results);
        }

        boolean more() {
            return PagingJson.after(paging).isPresent();
        }
    }

    record PipelinesJson(List<PipelineJson> results) {
        PipelinesJson {
            results = orEmpty(results);
        }
    }

    record PipelineJson(String id, List<StageJson> stages) {
        PipelineJson {
            stages = orEmpty(stages);
        }
    }

    /** @param metadata {@code isClosed} and {@code probability}, both text */
    record StageJson(String id, @Nullable JsonNode metadata) {}

    record TaxRatesJson(List<TaxRateJson> results, @Nullable PagingJson paging) {
        TaxRatesJson {
            results = orEmpty(results);
        }
    }

    record TaxRateJson(
            String id, @Nullable String label, @Nullable JsonNode percentageRate) {}

    record AccountJson(
            @Nullable JsonNode portalId, @Nullable String companyCurrency) {}

    record PropertiesJson(List<PropertyJson> results) {
        PropertiesJson {
            results = orEmpty(results);
        }
    }

    record PropertyJson(
            String name,
            @Nullable String type,
            List<OptionJson> options,
            @Nullable JsonNode modificationMetadata) {
        PropertyJson {
            options = orEmpty(options);
        }
    }

    record OptionJson(String label, String value, int displayOrder, boolean hidden) {}

    record PropertyCreateJson(
            String name,
            String label,
            String type,
            String fieldType,
            String groupName,
            String description,
            @Nullable List<OptionJson> options) {}

    /** @param objectWriteTraceId comes back with the result or the error that belongs to this input */
    record UpdateInputJson(String id, Map<String, String> properties, String objectWriteTraceId) {}

    record BatchUpdateJson(List<UpdateInputJson> inputs) {}

    record UpdateJson(Map<String, String> properties) {}

    record AssociationSpecJson(String associationCategory, int associationTypeId) {}

    record LinkJson(IdJson to, List<AssociationSpecJson> types) {}

    record CreateJson(Map<String, String> properties, List<LinkJson> associations) {}

    record CreateInputJson(Map<String, String> properties, List<LinkJson> associations, String objectWriteTraceId) {}

    record BatchCreateJson(List<CreateInputJson> inputs) {}

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
