package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeLine.TaxFact;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.LineFacts;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * Makes lines of a sale whose total is to the cent what was paid: with prices without VAT where those, rounded per rate, give
 * Stripe's own tax; with prices including VAT otherwise, for those always add up. Pure.
 */
final class StripeSaleLines {

    private static final Map<String, RateClass> RATE_CLASSES = names(
            RateClass.values(),
            Map.of(
                    "hoog", RateClass.STANDARD,
                    "21", RateClass.STANDARD,
                    "laag", RateClass.REDUCED,
                    "9", RateClass.REDUCED,
                    "nul", RateClass.ZERO,
                    "0", RateClass.ZERO,
                    "vrijgesteld", RateClass.EXEMPT));

    private static final Map<String, SupplyKind> SUPPLY_KINDS = names(
            SupplyKind.values(),
            Map.of(
                    "goederen", SupplyKind.GOODS,
                    "services", SupplyKind.SERVICE,
                    "dienst", SupplyKind.SERVICE,
                    "diensten", SupplyKind.SERVICE));

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
        boolean includeVat = lines.stream().anyMatch(line -> line.inclusive() || !line.taxKnown())
                || !netsGiveTheTax(lines, currency);
        var faults = new ArrayList<String>();
        var mapped = new ArrayList<SaleLine>();
        for (StripeLine line : lines) {
            var facts = facts(line);
            var rateClass = rateClass(line, facts, faults);
            mapped.add(priced(line, includeVat, currency)
                    .sku(Optional.ofNullable(facts.get(settings.keys.sku())).orElse(line.productCode()))
                    .productGroup(facts.get(settings.keys.productGroup()))
                    .kind(line.shipping() ? shippingKind(line, lines) : kind(line, facts, faults))
                    .rateClass(rateClass)
                    .facts(statedRate(line))
                    .period(line.period())
                    .recurrence(line.recurrence())
                    .build());
        }
        return new Mapped(List.copyOf(mapped), includeVat, List.copyOf(faults));
    }

    /**
     * Whether VAT computed once per rate over the nets is the tax that Stripe, rounding as it does, came to. Rounded to the
     * currency's own decimals, as the books do, which aren't always Stripe's.
     */
    private static boolean netsGiveTheTax(List<StripeLine> lines, Currency currency) {
        var nets = new HashMap<BigDecimal, Money>();
        var taxes = new HashMap<BigDecimal, Money>();
        for (StripeLine line : lines) {
            chargedRate(line).ifPresent(rate -> {
                nets.merge(rate, money(line.net(), currency), Money::plus);
                taxes.merge(rate, money(line.tax(), currency), Money::plus);
            });
        }
        return nets.entrySet().stream()
                .allMatch(group -> new Percentage(group.getKey())
                        .of(group.getValue())
                        .rounded()
                        .equals(taxes.get(group.getKey())));
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

    /** Delivery follows what is delivered, unless its own tax is not that of all the rest: then what was charged stands. */
    private static @Nullable SupplyKind shippingKind(StripeLine shipping, List<StripeLine> lines) {
        var rate = chargedRate(shipping);
        boolean sameForAll = lines.stream().allMatch(line -> chargedRate(line).equals(rate));
        return shipping.tax() == 0 || sameForAll ? SupplyKind.SHIPPING : null;
    }

    private static Optional<BigDecimal> chargedRate(StripeLine line) {
        return Optional.ofNullable(line.decidingTax())
                .filter(fact -> line.tax() != 0)
                .map(fact -> fact.percentage().stripTrailingZeros());
    }

    private static LineFacts statedRate(StripeLine line) {
        var fact = line.decidingTax();
        return fact == null
                        || !fact.dutch()
                        || line.tax() == 0
                        || fact.percentage().signum() < 0
                ? LineFacts.none()
                : LineFacts.builder()
                        .statedRate(new Percentage(fact.percentage()))
                        .build();
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
        if (!fact.dutch() || !line.taxKnown()) {
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

    /** The constants by their names in lower case, and by what else people call them. */
    private static <T extends Enum<T>> Map<String, T> names(T[] constants, Map<String, T> others) {
        var names = new HashMap<>(others);
        for (T constant : constants) {
            names.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return Map.copyOf(names);
    }

    private static String name(StripeLine line) {
        return "line '" + line.description() + "'";
    }

    private static Money money(long minor, Currency currency) {
        return StripeAmounts.money(minor, currency);
    }
}
