package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.IntentJson;
import nl.factuurstroom.connector.stripe.StripeLine.TaxFact;
import nl.factuurstroom.connector.stripe.StripeLineJson.DiscountJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.IntentItemJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.InvoiceLineJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ItemJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.LinePeriodJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.PriceJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.RateJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ShippingCostJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.TaxJson;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.Recurrence;

/** The lines of sessions, invoices and payment intents, brought to the same terms. Pure. */
final class StripeLines {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** The rates that an amount of tax without its rate is compared with. */
    private static final List<BigDecimal> DUTCH_RATES = List.of(BigDecimal.valueOf(21), BigDecimal.valueOf(9));

    private static final String SHIPPING = "Verzendkosten";

    private final UnaryOperator<RateJson> rates;

    /** @param rates completes a rate of which only the id is known */
    StripeLines(UnaryOperator<RateJson> rates) {
        this.rates = rates;
    }

    StripeLine of(ItemJson item) {
        var price = item.price();
        return new StripeLine(
                text(item.description()),
                item.quantity() == null ? BigDecimal.ONE : item.quantity(),
                price == null ? null : price.unit_amount_decimal(),
                item.amount_subtotal(),
                item.amount_total(),
                item.amount_tax(),
                taxes(list(item.taxes())),
                id(price == null ? null : price.product()),
                null,
                false,
                merged(price == null ? null : price.metadata(), item.metadata()),
                null,
                recurrence(price));
    }

    /** An invoice's line holds its amount before discount, and before tax that comes on top. */
    StripeLine of(InvoiceLineJson line) {
        var taxes = taxes(list(line.taxes()));
        long discount = list(line.discount_amounts()).stream()
                .mapToLong(DiscountJson::amount)
                .sum();
        long tax = taxes.stream().mapToLong(TaxFact::amount).sum();
        long onTop = taxes.stream()
                .filter(fact -> !fact.inclusive())
                .mapToLong(TaxFact::amount)
                .sum();
        var quantity = line.quantity_decimal() == null ? line.quantity() : line.quantity_decimal();
        var pricing = line.pricing();
        var details = pricing == null ? null : pricing.price_details();
        return new StripeLine(
                text(line.description()),
                quantity == null ? BigDecimal.ONE : quantity,
                pricing == null ? null : pricing.unit_amount_decimal(),
                line.amount(),
                line.amount() - discount + onTop,
                tax,
                taxes,
                id(details == null ? null : details.product()),
                null,
                false,
                merged(null, line.metadata()),
                period(line.period()),
                null);
    }

    StripeLine of(ShippingCostJson shipping) {
        var taxes = taxes(list(shipping.taxes()));
        return new StripeLine(
                SHIPPING,
                BigDecimal.ONE,
                null,
                shipping.amount_subtotal(),
                shipping.amount_total(),
                shipping.amount_tax(),
                taxes.isEmpty()
                        ? guessed(shipping.amount_total() - shipping.amount_tax(), shipping.amount_tax())
                        : taxes,
                null,
                null,
                true,
                Map.of(),
                null,
                null);
    }

    /** The lines that a seller's own code gave with a payment, or one line for all of it where they don't add up. */
    List<StripeLine> of(IntentJson intent) {
        var details = intent.amount_details();
        var lines = new ArrayList<StripeLine>();
        if (details != null
                && details.line_items() != null
                && !details.line_items().has_more()) {
            list(details.line_items().data()).forEach(item -> lines.add(of(item)));
            var shipping = details.shipping();
            if (shipping != null && shipping.amount() != null && shipping.amount() != 0) {
                lines.add(of(new ShippingCostJson(shipping.amount(), 0, shipping.amount(), null)));
            }
        }
        long sum = lines.stream().mapToLong(StripeLine::gross).sum();
        return !lines.isEmpty() && sum == intent.amount_received() ? lines : List.of(whole(intent));
    }

    private static StripeLine of(IntentItemJson item) {
        long subtotal = item.unit_cost() * item.quantity();
        long discount = item.discount_amount() == null ? 0 : item.discount_amount();
        long tax = item.tax() == null || item.tax().total_tax_amount() == null
                ? 0
                : item.tax().total_tax_amount();
        long net = subtotal - discount;
        return new StripeLine(
                text(item.product_name()),
                BigDecimal.valueOf(item.quantity()),
                BigDecimal.valueOf(item.unit_cost()),
                subtotal,
                net + tax,
                tax,
                guessed(net, tax),
                null,
                item.product_code(),
                false,
                Map.of(),
                null,
                null);
    }

    private static StripeLine whole(IntentJson intent) {
        var description = intent.description() == null ? "Betaling " + intent.id() : intent.description();
        return new StripeLine(
                text(description),
                BigDecimal.ONE,
                null,
                intent.amount_received(),
                intent.amount_received(),
                0,
                List.of(),
                null,
                null,
                false,
                merged(null, intent.metadata()),
                null,
                null);
    }

    /** An amount of tax without a rate: the one Dutch rate that gives it to the cent, else nothing. */
    private static List<TaxFact> guessed(long net, long tax) {
        var fitting = DUTCH_RATES.stream()
                .filter(rate -> tax != 0 && StripeLine.part(net, rate) == tax)
                .toList();
        return fitting.size() == 1 ? List.of(new TaxFact(tax, false, "NL", fitting.get(0), "")) : List.of();
    }

    private List<TaxFact> taxes(List<TaxJson> given) {
        return given.stream().map(this::fact).toList();
    }

    private TaxFact fact(TaxJson tax) {
        var details = tax.tax_rate_details();
        var rate = tax.rate() != null ? tax.rate() : details == null ? null : details.tax_rate();
        if (rate != null && rate.percentage() == null) {
            rate = rates.apply(rate);
        }
        boolean inclusive = tax.tax_behavior() == null
                ? rate != null && rate.inclusive()
                : tax.tax_behavior().equals("inclusive");
        return new TaxFact(
                tax.amount(),
                inclusive,
                rate == null ? null : rate.country(),
                percentage(rate, tax.amount() != 0),
                tax.taxability_reason() == null ? "" : tax.taxability_reason());
    }

    /** With automatic tax only the effective percentage says what was charged. Below zero: unknown. */
    private static BigDecimal percentage(@Nullable RateJson rate, boolean charged) {
        if (rate == null || rate.percentage() == null) {
            return BigDecimal.valueOf(-1);
        }
        return charged && rate.effective_percentage() != null ? rate.effective_percentage() : rate.percentage();
    }

    private static @Nullable Period period(@Nullable LinePeriodJson period) {
        if (period == null || period.end() <= period.start()) {
            return null;
        }
        return new Period(day(period.start()), day(period.end() - 1));
    }

    private static java.time.LocalDate day(long unixSeconds) {
        return Instant.ofEpochSecond(unixSeconds).atZone(AMSTERDAM).toLocalDate();
    }

    private static @Nullable Recurrence recurrence(@Nullable PriceJson price) {
        var recurring = price == null ? null : price.recurring();
        return recurring == null || recurring.interval() == null ? null : new Recurrence(recurring.interval(), null);
    }

    private static @Nullable String id(@Nullable ProductJson product) {
        return product == null ? null : product.id();
    }

    private static String text(@Nullable String description) {
        return description == null || description.isBlank() ? "Zonder omschrijving" : description.strip();
    }

    private static Map<String, String> merged(
            @Nullable Map<String, String> weaker, @Nullable Map<String, String> stronger) {
        var all = new HashMap<String, String>();
        if (weaker != null) {
            all.putAll(weaker);
        }
        if (stronger != null) {
            all.putAll(stronger);
        }
        return all;
    }
}
