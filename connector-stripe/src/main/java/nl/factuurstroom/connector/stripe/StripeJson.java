package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What Stripe sends, named as it names it, as far as we use it. Amounts are in minor units, times in Unix seconds. An object
 * that wasn't expanded comes as its bare id: then only {@code id} is filled. A deleted one has {@code deleted} true.
 */
final class StripeJson {

    private StripeJson() {}

    record Session(
            String id,
            boolean livemode,
            @Nullable String mode,
            @Nullable String status,
            @Nullable String payment_status,
            @Nullable String currency,
            @Nullable Long amount_total,
            @Nullable Intent payment_intent,
            @Nullable Invoice invoice,
            @Nullable InvoiceCreation invoice_creation,
            @Nullable Customer customer,
            @Nullable CustomerDetails customer_details,
            @Nullable CollectedInformation collected_information,
            @Nullable List<CustomField> custom_fields,
            @Nullable Map<String, String> metadata,
            @Nullable String client_reference_id,
            @Nullable String locale,
            @Nullable Items line_items,
            @Nullable ShippingCost shipping_cost) {}

    record InvoiceCreation(boolean enabled) {}

    record CustomerDetails(
            @Nullable String name,
            @Nullable String business_name,
            @Nullable String individual_name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address,
            @Nullable List<TaxId> tax_ids) {}

    record CollectedInformation(
            @Nullable String business_name, @Nullable Shipping shipping_details) {}

    record Shipping(@Nullable String name, @Nullable Address address) {}

    record Address(
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postal_code,
            @Nullable String city,
            @Nullable String country) {}

    record TaxId(@Nullable String type, @Nullable String value) {}

    record TaxIds(@Nullable List<TaxId> data) {}

    record CustomField(
            @Nullable String key,
            @Nullable Answer text,
            @Nullable Answer numeric,
            @Nullable Answer dropdown) {}

    record Answer(@Nullable String value) {}

    record Customer(
            String id,
            @Nullable String name,
            @Nullable String business_name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address,
            @Nullable TaxIds tax_ids,
            @Nullable List<String> preferred_locales,
            @Nullable Map<String, String> metadata) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Customer {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Customer unexpanded(String id) {
            return new Customer(id, null, null, null, null, null, null, null, null);
        }
    }

    record Intent(
            String id,
            boolean livemode,
            @Nullable String status,
            @Nullable String currency,
            long created,
            long amount_received,
            @Nullable String description,
            @Nullable String receipt_email,
            @Nullable Customer customer,
            @Nullable Charge latest_charge,
            @Nullable Map<String, String> metadata,
            @Nullable Shipping shipping,
            @Nullable AmountDetails amount_details) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Intent {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Intent unexpanded(String id) {
            return new Intent(id, false, null, null, 0, 0, null, null, null, null, null, null, null);
        }

        boolean isExpanded() {
            return status != null;
        }
    }

    record AmountDetails(
            @Nullable IntentItems line_items, @Nullable IntentShipping shipping) {}

    record IntentItems(@Nullable List<IntentItem> data, boolean has_more) {}

    record IntentItem(
            @Nullable String product_name,
            @Nullable String product_code,
            long quantity,
            long unit_cost,
            @Nullable Long discount_amount,
            @Nullable IntentTax tax) {}

    record IntentTax(@Nullable Long total_tax_amount) {}

    record IntentShipping(@Nullable Long amount) {}

    record Charge(
            String id,
            @Nullable String status,
            long created,
            long amount,
            long amount_refunded,
            @Nullable BillingDetails billing_details,
            @Nullable MethodDetails payment_method_details) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Charge {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Charge unexpanded(String id) {
            return new Charge(id, null, 0, 0, 0, null, null);
        }

        boolean isExpanded() {
            return status != null;
        }
    }

    record BillingDetails(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address) {}

    record MethodDetails(@Nullable String type) {}

    record Invoice(
            String id,
            boolean livemode,
            @Nullable String status,
            @Nullable String number,
            @Nullable String currency,
            @Nullable String description,
            long created,
            long total,
            long amount_paid,
            long post_payment_credit_notes_amount,
            @Nullable Customer customer,
            @Nullable String customer_name,
            @Nullable String customer_email,
            @Nullable String customer_phone,
            @Nullable Address customer_address,
            @Nullable Shipping customer_shipping,
            @Nullable List<TaxId> customer_tax_ids,
            @Nullable List<InvoiceField> custom_fields,
            @Nullable Map<String, String> metadata,
            @Nullable Parent parent,
            @Nullable InvoiceLines lines,
            @Nullable ShippingCost shipping_cost,
            @Nullable InvoicePayments payments,
            @Nullable StatusTransitions status_transitions) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Invoice {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Invoice unexpanded(String id) {
            return new Invoice(
                    id, false, null, null, null, null, 0, 0, 0, 0, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null);
        }
    }

    record InvoiceField(@Nullable String name, @Nullable String value) {}

    record Parent(@Nullable SubscriptionDetails subscription_details) {}

    record SubscriptionDetails(@Nullable Map<String, String> metadata) {}

    record StatusTransitions(@Nullable Long paid_at) {}

    record InvoicePayments(@Nullable List<InvoicePayment> data) {}

    record InvoicePayment(
            String id,
            @Nullable String status,
            @Nullable Invoice invoice,
            @Nullable InvoicePaymentSource payment) {}

    record InvoicePaymentSource(
            @Nullable String type, @Nullable Intent payment_intent) {}

    record Items(@Nullable List<Item> data, boolean has_more) {}

    record Item(
            String id,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            long amount_subtotal,
            long amount_discount,
            long amount_tax,
            long amount_total,
            @Nullable Price price,
            @Nullable List<Tax> taxes,
            @Nullable Map<String, String> metadata) {}

    record Price(
            @Nullable BigDecimal unit_amount_decimal,
            @Nullable Product product,
            @Nullable Recurring recurring,
            @Nullable Map<String, String> metadata) {}

    record Recurring(@Nullable String interval, @Nullable Integer interval_count) {}

    record Product(
            String id,
            @Nullable String name,
            @Nullable Boolean shippable,
            @Nullable Map<String, String> metadata) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Product {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Product unexpanded(String id) {
            return new Product(id, null, null, null);
        }
    }

    record InvoiceLines(@Nullable List<InvoiceLine> data, boolean has_more) {}

    record InvoiceLine(
            String id,
            @Nullable String description,
            long amount,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal quantity_decimal,
            @Nullable List<Discount> discount_amounts,
            @Nullable List<Tax> taxes,
            @Nullable LinePeriod period,
            @Nullable Pricing pricing,
            @Nullable Map<String, String> metadata) {}

    record Discount(long amount) {}

    record LinePeriod(long start, long end) {}

    record Pricing(
            @Nullable BigDecimal unit_amount_decimal,
            @Nullable PriceDetails price_details) {}

    record PriceDetails(@Nullable Product product) {}

    /** Checkout gives {@code rate}, invoices {@code tax_behavior} and the id of the rate. */
    record Tax(
            long amount,
            @Nullable String taxability_reason,
            @Nullable Rate rate,
            @Nullable String tax_behavior,
            @Nullable TaxRateDetails tax_rate_details) {}

    record TaxRateDetails(@Nullable Rate tax_rate) {}

    record Rate(
            String id,
            @Nullable String country,
            @Nullable BigDecimal percentage,
            @Nullable BigDecimal effective_percentage,
            boolean inclusive) {

        @JsonCreator(mode = Mode.PROPERTIES)
        Rate {}

        @JsonCreator(mode = Mode.DELEGATING)
        static Rate unexpanded(String id) {
            return new Rate(id, null, null, null, false);
        }
    }

    record ShippingCost(
            long amount_subtotal,
            long amount_tax,
            long amount_total,
            @Nullable List<Tax> taxes) {}

    record Refund(String id, long amount, @Nullable String currency) {}

    record Dispute(String id, long amount, @Nullable String currency) {}

    record Event(
            String id,
            @Nullable String type,
            @Nullable String account,
            @Nullable Boolean livemode,
            long created,
            @Nullable EventData data) {}

    record EventData(@Nullable JsonNode object) {}

    record Events(@Nullable List<Event> data, boolean has_more) {}

    record Sessions(@Nullable List<Session> data, boolean has_more) {}

    record Intents(@Nullable List<Intent> data, boolean has_more) {}

    record Invoices(@Nullable List<Invoice> data, boolean has_more) {}

    record WebhookEndpoint(
            String id,
            @Nullable String status,
            @Nullable List<String> enabled_events,
            @Nullable String url) {}

    record WebhookEndpoints(@Nullable List<WebhookEndpoint> data) {}

    /** Lists that Stripe leaves out are empty ones. */
    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
