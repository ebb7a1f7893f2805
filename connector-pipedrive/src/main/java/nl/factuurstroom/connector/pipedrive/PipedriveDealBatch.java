package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Address;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Catalogued;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Organization;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Person;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.WholeDeal;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.SaleProblem;

/** Products, discounts and buyers of many won deals, read in few calls: one list each, but discounts deal by deal. */
final class PipedriveDealBatch {

    private final PipedriveApi api;
    private final PipedriveFields fields;
    private final PipedriveProperties properties;
    private Map<Long, List<Line>> lines = Map.of();
    private final Map<Long, List<Discount>> discounts = new HashMap<>();
    private final Map<Long, Organization> organizations = new HashMap<>();
    private final Map<Long, Person> persons = new HashMap<>();
    private Map<Long, Catalogued> products = Map.of();

    PipedriveDealBatch(PipedriveApi api, PipedriveFields fields, PipedriveProperties properties) {
        this.api = api;
        this.fields = fields;
        this.properties = properties;
    }

    /** One call per hundred deals. */
    void readLines(Collection<Deal> deals) {
        lines = PipedriveApi.chunks(ids(deals, Deal::id)).stream()
                .flatMap(chunk -> api.lines(chunk).stream())
                .collect(Collectors.groupingBy(Line::deal_id));
    }

    /** One call per deal that may have any. */
    void readDiscounts(Collection<Deal> deals, PipedriveValueBasis basis) {
        for (Deal deal : deals) {
            if (basis.mayHaveDiscounts(deal, lines(deal))) {
                var read = api.discounts(deal.id());
                discounts.put(deal.id(), read);
                basis.learn(deal, lines(deal), read);
            }
        }
    }

    /** Two calls per hundred deals, and one more for products that aren't known yet. */
    void readRecords(Collection<Deal> deals, PipedriveCatalogue catalogue) {
        for (List<Long> chunk : PipedriveApi.chunks(ids(deals, Deal::org_id))) {
            api.organizations(chunk).forEach(organization -> organizations.put(organization.id(), organization));
        }
        for (List<Long> chunk : PipedriveApi.chunks(ids(deals, Deal::person_id))) {
            api.persons(chunk).forEach(person -> persons.put(person.id(), person));
        }
        var sold = lines.values().stream()
                .flatMap(List::stream)
                .filter(Line::isEnabled)
                .toList();
        products = catalogue.find(ids(sold, Line::product_id));
    }

    private static <T> List<Long> ids(Collection<T> records, Function<T, Long> id) {
        return records.stream().map(id).filter(Objects::nonNull).distinct().toList();
    }

    List<Line> lines(Deal deal) {
        return lines.getOrDefault(deal.id(), List.of());
    }

    /** The deal with all that was read for it. */
    WholeDeal whole(Deal deal) {
        var organization = existing(organizations, deal.org_id(), Organization::is_deleted);
        var person = existing(persons, deal.person_id(), Person::is_deleted);
        var texts = new EnumMap<Property, String>(Property.class);
        put(texts, "deal", deal.custom_fields());
        put(texts, "organization", organization == null ? null : organization.custom_fields());
        put(texts, "person", person == null ? null : person.custom_fields());
        return new WholeDeal(
                deal,
                lines(deal),
                discounts.getOrDefault(deal.id(), List.of()),
                organization,
                person,
                texts,
                person == null ? null : address(person),
                products);
    }

    private static <T> @Nullable T existing(Map<Long, T> records, @Nullable Long id, Function<T, Boolean> deleted) {
        var record = id == null ? null : records.get(id);
        return record == null || Boolean.TRUE.equals(deleted.apply(record)) ? null : record;
    }

    private void put(Map<Property, String> texts, String owner, @Nullable Map<String, JsonNode> customFields) {
        fields.notice(owner, customFields);
        for (Property property : properties.named(owner).keySet()) {
            fields.text(property, customFields).ifPresent(text -> texts.put(property, text));
        }
    }

    private @Nullable Address address(Person person) {
        var value =
                fields.value(Property.PERSON_ADDRESS, person.custom_fields()).orElse(null);
        if (value == null || !value.isObject()) {
            return null;
        }
        try {
            return Json.mapper().treeToValue(value, Address.class);
        } catch (JsonProcessingException e) {
            throw new SaleProblem("the address of person " + person.id() + " can't be read");
        }
    }
}
