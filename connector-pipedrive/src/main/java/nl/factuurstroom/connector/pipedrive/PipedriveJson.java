package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;

/** What Pipedrive sends and takes, named as it names it, as far as we use it. Every field may be missing. */
final class PipedriveJson {

    private PipedriveJson() {}

    /** One page of a list, and where the next begins; null after the last. */
    record Page<T>(List<T> data, @Nullable String next_cursor) {
        Page {
            data = List.copyOf(data);
        }
    }

    record Deal(
            long id,
            @Nullable String title,
            @Nullable BigDecimal value,
            @Nullable String currency,
            @Nullable String status,
            @Nullable Long org_id,
            @Nullable Long person_id,
            @Nullable Long pipeline_id,
            @Nullable Instant add_time,
            @Nullable Instant update_time,
            @Nullable Instant won_time,
            @Nullable Instant close_time,
            @Nullable Boolean is_deleted,
            @Nullable Map<String, JsonNode> custom_fields) {

        boolean isDeleted() {
            return Boolean.TRUE.equals(is_deleted) || "deleted".equals(status);
        }

        boolean isWon() {
            return "won".equals(status) && !isDeleted();
        }
    }

    /** A product on a deal. */
    record Line(
            long id,
            long deal_id,
            @Nullable Long product_id,
            @Nullable Integer order_nr,
            @Nullable String name,
            @Nullable BigDecimal item_price,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal discount,
            @Nullable String discount_type,
            @Nullable BigDecimal tax,
            @Nullable String tax_method,
            @Nullable BigDecimal sum,
            @Nullable String currency,
            @Nullable Boolean is_enabled,
            @Nullable String billing_frequency,
            @Nullable Integer billing_frequency_cycles,
            @Nullable String billing_start_date) {

        /** A disabled line is kept by Pipedrive but not counted. */
        boolean isEnabled() {
            return !Boolean.FALSE.equals(is_enabled);
        }

        boolean recurs() {
            return billing_frequency != null && !billing_frequency.equals("one-time");
        }
    }

    /** A discount on a whole deal. */
    record Discount(
            @Nullable String type,
            @Nullable BigDecimal amount,
            @Nullable String description) {}

    record Organization(
            long id,
            @Nullable String name,
            @Nullable Address address,
            @Nullable Boolean is_deleted,
            @Nullable Map<String, JsonNode> custom_fields) {}

    record Address(
            @Nullable String value,
            @Nullable String country,
            @Nullable String locality,
            @Nullable String route,
            @Nullable String street_number,
            @Nullable String subpremise,
            @Nullable String postal_code) {}

    record Person(
            long id,
            @Nullable String name,
            @Nullable Long org_id,
            @Nullable List<Contact> emails,
            @Nullable List<Contact> phones,
            @Nullable Address postal_address,
            @Nullable Boolean is_deleted,
            @Nullable Map<String, JsonNode> custom_fields) {}

    /** An e-mail address or a phone number. */
    record Contact(
            @Nullable String value,
            @Nullable String label,
            @Nullable Boolean primary) {}

    /** A product of the catalogue. */
    record Product(long id, @Nullable String code, @Nullable Map<String, JsonNode> custom_fields) {}

    record Field(
            String field_code,
            @Nullable String field_name,
            @Nullable String field_type,
            @Nullable List<Option> options,
            @Nullable Boolean is_custom_field) {}

    /** Ids are numbers in custom fields, texts in built-in ones. */
    record Option(JsonNode id, @Nullable String label) {}

    record Note(long id, @Nullable String content) {}

    record User(
            long id,
            @Nullable Long company_id,
            @Nullable String company_name,
            @Nullable List<Access> access) {}

    record Access(@Nullable String app, @Nullable Boolean admin) {}

    record Webhook(
            long id,
            @Nullable String event_action,
            @Nullable String event_object,
            @Nullable String subscription_url,
            @Nullable Integer is_active,
            @Nullable Integer last_http_status,
            @Nullable String remove_reason) {}

    /**
     * A deal with all that an invoice is made of.
     *
     * @param texts values of the mapped custom fields of deal, organization and person
     * @param personAddress the mapped address of the person
     * @param products by id
     */
    record WholeDeal(
            Deal deal,
            List<Line> lines,
            List<Discount> discounts,
            @Nullable Organization organization,
            @Nullable Person person,
            Map<Property, String> texts,
            @Nullable Address personAddress,
            Map<Long, Catalogued> products) {

        WholeDeal {
            lines = List.copyOf(lines);
            discounts = List.copyOf(discounts);
            texts = Map.copyOf(texts);
            products = Map.copyOf(products);
        }
    }

    /** What the catalogue says of a product. */
    record Catalogued(
            @Nullable String code,
            @Nullable String vatRate,
            @Nullable String supplyKind,
            @Nullable String group) {}
}
