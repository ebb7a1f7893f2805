package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Lines of sessions, invoices and payment intents, with their taxes; for the rest see {@link StripeJson}. */
final class StripeLineJson {

    private StripeLineJson() {}

    record ItemsJson(@Nullable List<ItemJson> data, boolean has_more) {}

    record ItemJson(
            String id,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            long amount_subtotal,
            long amount_discount,
            long amount_tax,
            long amount_total,
            @Nullable PriceJson price,
            @Nullable List<TaxJson> taxes,
            @Nullable Map<String, String> metadata) {}

    record PriceJson(
            @Nullable BigDecimal unit_amount_decimal,
            @Nullable ProductJson product,
            @Nullable RecurringJson recurring,
            @Nullable Map<String, String> metadata) {}

    record RecurringJson(
            @Nullable String interval, @Nullable Integer interval_count) {}

    record ProductJson(
            String id,
            @Nullable String name,
            @Nullable Boolean shippable,
            @Nullable Map<String, String> metadata) {

        @JsonCreator(mode = Mode.PROPERTIES)
        ProductJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static ProductJson unexpanded(String id) {
            return new ProductJson(id, null, null, null);
        }
    }

    record InvoiceLinesJson(@Nullable List<InvoiceLineJson> data, boolean has_more) {}

    record InvoiceLineJson(
            String id,
            @Nullable String description,
            long amount,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal quantity_decimal,
            @Nullable List<DiscountJson> discount_amounts,
            @Nullable List<TaxJson> taxes,
            @Nullable LinePeriodJson period,
            @Nullable PricingJson pricing,
            @Nullable Map<String, String> metadata) {}

    record DiscountJson(long amount) {}

    record LinePeriodJson(long start, long end) {}

    record PricingJson(
            @Nullable BigDecimal unit_amount_decimal,
            @Nullable PriceDetailsJson price_details) {}

    record PriceDetailsJson(@Nullable ProductJson product) {}

    /** Checkout gives {@code rate}, invoices {@code tax_behavior} and the id of the rate. */
    record TaxJson(
            long amount,
            @Nullable String taxability_reason,
            @Nullable RateJson rate,
            @Nullable String tax_behavior,
            @Nullable TaxRateDetailsJson tax_rate_details) {}

    record TaxRateDetailsJson(@Nullable RateJson tax_rate) {}

    record RateJson(
            String id,
            @Nullable String country,
            @Nullable BigDecimal percentage,
            @Nullable BigDecimal effective_percentage,
            boolean inclusive) {

        @JsonCreator(mode = Mode.PROPERTIES)
        RateJson {}

        @JsonCreator(mode = Mode.DELEGATING)
        static RateJson unexpanded(String id) {
            return new RateJson(id, null, null, null, false);
        }
    }

    record ShippingCostJson(
            long amount_subtotal,
            long amount_tax,
            long amount_total,
            @Nullable List<TaxJson> taxes) {}

    record AmountDetailsJson(
            @Nullable IntentItemsJson line_items, @Nullable IntentShippingJson shipping) {}

    record IntentItemsJson(@Nullable List<IntentItemJson> data, boolean has_more) {}

    record IntentItemJson(
            @Nullable String product_name,
            @Nullable String product_code,
            long quantity,
            long unit_cost,
            @Nullable Long discount_amount,
            @Nullable IntentTaxJson tax) {}

    record IntentTaxJson(@Nullable Long total_tax_amount) {}

    record IntentShippingJson(@Nullable Long amount) {}
}
