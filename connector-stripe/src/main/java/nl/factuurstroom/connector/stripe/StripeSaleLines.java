package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeLine.TaxFact;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * Makes lines of a sale whose total is to the cent what was paid: with prices without VAT where those, rounded per rate, give
 * Stripe's own tax; with prices including VAT otherwise, for those always add up. Pure.
 */
final class StripeSaleLines {

    private static final Map<String, RateClass> RATE_CLASSES = Map.ofEntries(
            Map.entry("standard", RateClass.STANDARD),
            Map.entry("hoog", RateClass.STANDARD),
            Map.entry("21", RateClass.STANDARD),
            Map.entry("reduced", RateClass.REDUCED),
            Map.entry("laag", RateClass.REDUCED),
            Map.entry("9", RateClass.REDUCED),
            Map.entry("zero", RateClass.ZERO),
            Map.entry("nul", RateClass.ZERO),
            Map.entry("0", RateClass.ZERO),
            Map.entry("exempt", RateClass.EXEMPT),
            Map.entry("vrijgesteld", RateClass.EXEMPT));

    private static final Map<String, SupplyKind> SUPPLY_KINDS = Map.of(
            "goods", SupplyKind.GOODS,
            "goederen", SupplyKind.GOODS,
            "services", SupplyKind.SERVICE,
            "service", SupplyKind.SERVICE,
            "diensten", SupplyKind.SERVICE,
            "dienst", SupplyKind.SERVICE);

    private static final int DECIMALS = 12;

    /**
     * @param lines in Stripe's order
     * @param includeVat whether their unit prices hold VAT
     * @param faults what to mend where; not empty: the lines are of no use
     */
    record Mapped(List<SaleLine> lines, boolean includeVat, List<String> faults) {}

    private final StripeSettings settings;
    private final Function<String, ProductJson> products;

    StripeSaleLines(StripeSettings settings, Function<String, ProductJson> products) {
        this.settings = settings;
        this.products = products;
    }

    Mapped map(List<StripeLine> lines, Currency currency) {
        boolean includeVat =
                lines.stream().anyMatch(line -> line.inclusive() || !line.taxKnown()) || !netsGiveTheTax(lines);
        var faults = new ArrayList<String>();
        var mapped = new ArrayList<SaleLine>();
        for (StripeLine line : lines) {
            var facts = facts(line);
            var rateClass = rateClass(line, facts, faults);
            mapped.add(priced(line, includeVat, currency)
                    .sku(Optional.ofNullable(facts.get(settings.keys.sku())).orElse(line.productCode()))
                    .kind(kind(line, facts, faults))
                    .rateClass(rateClass)
                    .period(line.period())
                    .recurrence(line.recurrence())
                    .build());
        }
        return new Mapped(List.copyOf(mapped), includeVat, List.copyOf(faults));
    }

    /** Whether VAT computed once per rate over the nets is the tax that Stripe, rounding as it does, came to. */
    private static boolean netsGiveTheTax(List<StripeLine> lines) {
        var nets = new HashMap<BigDecimal, Long>();
        var taxes = new HashMap<BigDecimal, Long>();
        for (StripeLine line : lines) {
            var fact = line.decidingTax();
            if (line.tax() != 0 && fact != null) {
                nets.merge(fact.percentage().stripTrailingZeros(), line.net(), Long::sum);
                taxes.merge(fact.percentage().stripTrailingZeros(), line.tax(), Long::sum);
            }
        }
        return nets.entrySet().stream()
                .allMatch(group ->
                        Objects.equals(StripeLine.part(group.getValue(), group.getKey()), taxes.get(group.getKey())));
    }

    private static SaleLine.Builder priced(StripeLine line, boolean includeVat, Currency currency) {
        long after = includeVat ? line.gross() : line.net();
        boolean asShown = line.tax() == 0 || includeVat == line.inclusive();
        long before = asShown && line.subtotal() >= after && after >= 0 ? line.subtotal() : after;
        var quantity =
                line.quantity().signum() == 0 ? BigDecimal.ONE : line.quantity().abs();
        var total = BigDecimal.valueOf(Math.abs(before));
        var unit = asShown ? line.unit() : null;
        var description = line.description();
        if (unit == null || unit.multiply(quantity).compareTo(total) != 0) {
            unit = shared(total, quantity);
        }
        if (unit == null) {
            description = quantity.stripTrailingZeros().toPlainString() + " × " + description;
            quantity = BigDecimal.ONE;
            unit = total;
        }
        var builder = SaleLine.builder(description)
                .quantity(before < 0 ? quantity.negate() : quantity)
                .unitPrice(StripeAmounts.money(unit, currency));
        return before == after ? builder : builder.discount(new LineDiscount.Amount(money(before - after, currency)));
    }

    /** The price of one when it is exact, else null. */
    private static @Nullable BigDecimal shared(BigDecimal total, BigDecimal quantity) {
        var unit = total.divide(quantity, DECIMALS, RoundingMode.HALF_UP);
        return unit.multiply(quantity).compareTo(total) == 0 ? unit.stripTrailingZeros() : null;
    }

    /** Metadata of the line, its price and, where those are silent, its product. */
    private Map<String, String> facts(StripeLine line) {
        var keys = List.of(settings.keys.rateClass(), settings.keys.supplyKind(), settings.keys.sku());
        var facts = new HashMap<String, String>();
        if (settings.products
                && line.productId() != null
                && !line.metadata().keySet().containsAll(keys)) {
            var product = products.apply(line.productId());
            if (product.shippable() != null) {
                facts.put(settings.keys.supplyKind(), product.shippable() ? "goods" : "services");
            }
            if (product.metadata() != null) {
                facts.putAll(product.metadata());
            }
        }
        facts.putAll(line.metadata());
        return facts;
    }

    private @Nullable SupplyKind kind(StripeLine line, Map<String, String> facts, List<String> faults) {
        return said(line, facts.get(settings.keys.supplyKind()), SUPPLY_KINDS, settings.keys.supplyKind(), faults);
    }

    /** Null where nobody says: across the border that may be right, and else a person is asked. */
    private @Nullable RateClass rateClass(StripeLine line, Map<String, String> facts, List<String> faults) {
        var key = settings.keys.rateClass();
        var said = said(line, facts.get(key), RATE_CLASSES, key, faults);
        var charged = charged(line, faults);
        if (said != null && charged != null && said != charged) {
            faults.add(name(line) + " is " + said + " by metadata '" + key + "' but Stripe's tax is " + charged
                    + ": correct the metadata or the tax rate in Stripe");
        }
        if (said != null || charged != null) {
            return said != null ? said : charged;
        }
        if (!line.taxKnown() && settings.untaxed == null) {
            faults.add(name(line) + " has no tax information: give it a tax rate in Stripe, or metadata '" + key
                    + "', or configure what untaxed amounts are");
        }
        return line.taxKnown() ? null : settings.untaxed;
    }

    /** The class of a Dutch rate; null for foreign rates, and where no rate was looked at. */
    private static @Nullable RateClass charged(StripeLine line, List<String> faults) {
        var fact = line.decidingTax();
        if (fact == null || fact.percentage().signum() < 0) {
            if (line.tax() != 0) {
                faults.add(name(line) + " has tax of which the rate can't be told: invoice it by hand");
            }
            return null;
        }
        if ((fact.country() != null && !fact.country().equals("NL")) || !line.taxKnown()) {
            return null;
        }
        var percentage = fact.percentage().stripTrailingZeros().toPlainString();
        var rateClass = percentage.equals("0") ? untaxed(fact) : RATE_CLASSES.get(percentage);
        if (rateClass == null && line.tax() != 0) {
            faults.add(name(line) + " has a Dutch tax rate of " + percentage
                    + " %, which doesn't exist: correct the tax" + " rate in Stripe and invoice this one by hand");
        }
        return rateClass;
    }

    private static @Nullable RateClass untaxed(TaxFact fact) {
        return switch (fact.reason()) {
            case "zero_rated" -> RateClass.ZERO;
            case "product_exempt" -> RateClass.EXEMPT;
            default -> null;
        };
    }

    private static <T> @Nullable T said(
            StripeLine line, @Nullable String text, Map<String, T> known, String key, List<String> faults) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var value = known.get(text.strip().toLowerCase(Locale.ROOT));
        if (value == null) {
            faults.add(name(line) + " has metadata '" + key + "' of '" + text.strip() + "', which is none of "
                    + String.join(", ", known.keySet().stream().sorted().toList()));
        }
        return value;
    }

    private static String name(StripeLine line) {
        return "line '" + line.description() + "'";
    }

    private static Money money(long minor, Currency currency) {
        return StripeAmounts.money(minor, currency);
    }
}
