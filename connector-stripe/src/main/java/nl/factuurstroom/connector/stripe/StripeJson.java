package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeLineJson.AmountDetailsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.InvoiceLinesJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ItemsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ShippingCostJson;

/**
 * What Stripe sends, named as it names it, as far as we use it. Amounts are in minor units, times in Unix seconds. An object
 * that wasn't expanded comes as its bare id: then only {@code id} is filled. A deleted one has {@code deleted} true.
 */
final class StripeJson {

    private StripeJson() {}

    record SessionJson(
            String id,
            boolean livemode,
            @Nullable String mode,
            @Nullable String status,
            @Nullable String payment_status,
            @Nullable String currency,
            @Nullable Long amount_total,
            @Nullable IntentJson payment_intent,
            @Nullable InvoiceJson invoice,
            @Nullable InvoiceCreationJson invoice_creation,
            @Nullable CustomerJson customer,
            @Nullable CustomerDetailsJson customer_details,
            @Nullable CollectedInformationJson collected_information,
            @Nullable List<CustomFieldJson> custom_fields,
            @Nullable Map<String, String> metadata,
            @Nullable String client_reference_id,
            @Nullable String locale,
            @Nullable ItemsJson line_items,
            @Nullable ShippingCostJson shipping_cost) {}

    record InvoiceCreationJson(boolean enabled) {}

    record CustomerDetailsJson(
            @Nullable String name,
            @Nullable String business_name,
            @Nullable String individual_name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable AddressJson address,
            @Nullable List<TaxIdJson> tax_ids) {}

    record CollectedInformationJson(
            @Nullable String business_name, @Nullable ShippingJson shipping_details) {}

    record ShippingJson(@Nullable String name, @Nullable AddressJson address) {}

    record AddressJson(
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postal_code,
            @Nullable String city,
            @Nullable String country) {}

    record TaxIdJson(@Nullable String type, @Nullable String value) {}

    record TaxIdsJson(@Nullable List<TaxIdJson> data) {}

    record CustomFieldJson(
            @Nullable String key,
            @Nullable AnswerJson text,
            @Nullable AnswerJson numeric,
            @Nullable AnswerJson dropdown) {}

    record AnswerJson(@Nullable String value) {}

    record CustomerJson(
            String id,
            @Nullable String name,
            @Nullable String business_name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable AddressJson address,
            @Nullable TaxIdsJson tax_ids,
            @Nullable List<String> preferred_locales,
            @Nullable Map<String, String> metadata) {

        @JsonCreator(mode = Mode.PROPERTIES)
        CustomerJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static CustomerJson unexpanded(String id) {
            return new CustomerJson(id, null, null, null, null, null, null, null, null);
        }
    }

    record IntentJson(
            String id,
            boolean livemode,
            @Nullable String status,
            @Nullable String currency,
            long created,
            long amount_received,
            @Nullable String description,
            @Nullable String receipt_email,
            @Nullable CustomerJson customer,
            @Nullable ChargeJson latest_charge,
            @Nullable Map<String, String> metadata,
            @Nullable ShippingJson shipping,
            @Nullable AmountDetailsJson amount_details) {

        @JsonCreator(mode = Mode.PROPERTIES)
        IntentJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static IntentJson unexpanded(String id) {
            return new IntentJson(id, false, null, null, 0, 0, null, null, null, null, null, null, null);
        }

        boolean isExpanded() {
            return status != null;
        }
    }

    record ChargeJson(
            String id,
            @Nullable String status,
            long created,
            long amount,
            long amount_refunded,
            boolean disputed,
            @Nullable BillingDetailsJson billing_details,
            @Nullable MethodDetailsJson payment_method_details) {

        @JsonCreator(mode = Mode.PROPERTIES)
        ChargeJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static ChargeJson unexpanded(String id) {
            return new ChargeJson(id, null, 0, 0, 0, false, null, null);
        }

        boolean isExpanded() {
            return status != null;
        }
    }

    record BillingDetailsJson(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable AddressJson address) {}

    record MethodDetailsJson(@Nullable String type) {}

    record InvoiceJson(
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
            @Nullable CustomerJson customer,
            @Nullable String customer_name,
            @Nullable String customer_email,
            @Nullable String customer_phone,
            @Nullable AddressJson customer_address,
            @Nullable ShippingJson customer_shipping,
            @Nullable List<TaxIdJson> customer_tax_ids,
            @Nullable List<InvoiceFieldJson> custom_fields,
            @Nullable Map<String, String> metadata,
            @Nullable ParentJson parent,
            @Nullable InvoiceLinesJson lines,
            @Nullable ShippingCostJson shipping_cost,
            @Nullable InvoicePaymentsJson payments,
            @Nullable StatusTransitionsJson status_transitions) {

        @JsonCreator(mode = Mode.PROPERTIES)
        InvoiceJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static InvoiceJson unexpanded(String id) {
            return new InvoiceJson(
                    id, false, null, null, null, null, 0, 0, 0, 0, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null);
        }
    }

    record InvoiceFieldJson(@Nullable String name, @Nullable String value) {}

    record ParentJson(@Nullable SubscriptionDetailsJson subscription_details) {}

    record SubscriptionDetailsJson(@Nullable Map<String, String> metadata) {}

    record StatusTransitionsJson(@Nullable Long paid_at) {}

    record InvoicePaymentsJson(@Nullable List<InvoicePaymentJson> data) {}

    record InvoicePaymentJson(
            String id,
            @Nullable String status,
            @Nullable InvoiceJson invoice,
            @Nullable InvoicePaymentSourceJson payment) {}

    record InvoicePaymentSourceJson(
            @Nullable String type, @Nullable IntentJson payment_intent) {}

    record RefundJson(
            String id,
            long amount,
            @Nullable String currency,
            @Nullable String status,
            long created) {}

    record DisputeJson(String id, long amount, @Nullable String currency) {}

    record EventJson(
            String id,
            @Nullable String type,
            @Nullable String account,
            @Nullable Boolean livemode,
            long created,
            @Nullable EventDataJson data) {}

    record EventDataJson(@Nullable JsonNode object) {}

    record EventsJson(@Nullable List<EventJson> data, boolean has_more) {}

    record SessionsJson(@Nullable List<SessionJson> data, boolean has_more) {}

    record IntentsJson(@Nullable List<IntentJson> data, boolean has_more) {}

    record InvoicesJson(@Nullable List<InvoiceJson> data, boolean has_more) {}

    record WebhookEndpointJson(
            String id,
            @Nullable String status,
            @Nullable List<String> enabled_events,
            @Nullable String url) {}

    record WebhookEndpointsJson(@Nullable List<WebhookEndpointJson> data) {}

    /** Lists that Stripe leaves out are empty ones. */
    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
