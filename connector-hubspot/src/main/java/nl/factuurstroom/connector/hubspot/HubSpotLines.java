package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Recurrence;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/** Line items become lines of a sale. Pure; what doesn't add up is a {@link SaleProblem}, for all lines at once. */
final class HubSpotLines {

    /** What is asked of every line item, besides the mapped properties. */
    static final Set<String> PROPERTIES = Set.of(
            "name",
            "hs_sku",
            "quantity",
            "price",
            "amount",
            "discount",
            "hs_discount_percentage",
            "hs_total_discount",
            "hs_line_item_currency_code",
            "recurringbillingfrequency",
            "hs_recurring_billing_period",
            "hs_recurring_billing_start_date",
            "hs_tax_rate_group_id",
            "hs_position_on_quote");

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final HubSpotProperties names;
    private final HubSpotSettings.Recurring recurring;
    private final Function<String, Optional<BigDecimal>> taxRates;

    /** @param taxRates per cent of a tax rate group, asked only for lines that have one */
    HubSpotLines(HubSpotSettings settings, Function<String, Optional<BigDecimal>> taxRates) {
        this.names = settings.properties;
        this.recurring = settings.recurring;
        this.taxRates = taxRates;
    }

    /** In the order of the quote. */
    static List<ObjectJson> sorted(List<ObjectJson> items) {
        return items.stream()
                .sorted(Comparator.comparing(HubSpotLines::position)
                        .thenComparing(item -> item.id().length())
                        .thenComparing(ObjectJson::id))
                .toList();
    }

    private static int position(ObjectJson item) {
        var position = item.get("hs_position_on_quote");
        return position != null && position.matches("[0-9]{1,6}") ? Integer.parseInt(position) : Integer.MAX_VALUE;
    }

    /** @param supplied when a recurring line without a start date of its own begins */
    List<SaleLine> lines(List<ObjectJson> items, Currency currency, LocalDate supplied) {
        var lines = new ArrayList<SaleLine>();
        var problems = new ArrayList<String>();
        for (ObjectJson item : sorted(items)) {
            try {
                lines.add(line(item, currency, supplied));
            } catch (SaleProblem problem) {
                problems.add(problem.what());
            }
        }
        if (!problems.isEmpty()) {
            throw new SaleProblem(String.join("; ", problems));
        }
        return lines;
    }

    private SaleLine line(ObjectJson item, Currency currency, LocalDate supplied) {
        var name = item.get("name");
        var label = "line item " + (name == null ? item.id() : "'" + name + "'");
        if (name == null) {
            throw new SaleProblem(label + " has no name");
        }
        var lineCurrency = item.get("hs_line_item_currency_code");
        if (lineCurrency != null && !lineCurrency.equalsIgnoreCase(currency.getCurrencyCode())) {
            throw new SaleProblem(label + " is in " + lineCurrency + " but the deal is in " + currency);
        }
        var price = item.get("price");
        if (price == null) {
            throw new SaleProblem(label + " has no price");
        }
        var unitPrice = HubSpotValues.number(price, "the price of " + label);
        if (unitPrice.signum() < 0) {
            throw new SaleProblem(label + " has a negative price: use a negative quantity or a discount");
        }
        var quantity = quantity(item, label);
        var off = discount(item, unitPrice.multiply(quantity), quantity, label);
        var builder = SaleLine.builder(name)
                .sku(item.get("hs_sku"))
                .productGroup(item.get(names.lineProductGroup()))
                .quantity(quantity)
                .unitPrice(Money.of(unitPrice, currency))
                .kind(kind(item, label))
                .rateClass(rate(item, label));
        var frequency = item.get("recurringbillingfrequency");
        var times = frequency == null
                ? BigDecimal.ONE
                : recur(builder, item, new HubSpotTerm(frequency, item.get("hs_recurring_billing_period")), supplied);
        return builder.quantity(quantity.multiply(times))
                .discount(shown(item, off, unitPrice.multiply(quantity), times, currency))
                .build();
    }

    private static BigDecimal quantity(ObjectJson item, String label) {
        var quantity = item.get("quantity");
        return quantity == null ? BigDecimal.ONE : HubSpotValues.number(quantity, "the quantity of " + label);
    }

    /** The amount off the line, checked against the line's amount where HubSpot shows one. */
    private static BigDecimal discount(ObjectJson item, BigDecimal gross, BigDecimal quantity, String label) {
        var amount = item.get("amount");
        var net = amount == null ? null : HubSpotValues.number(amount, "the amount of " + label);
        var off = stated(item, gross, quantity, net, label);
        boolean fits = net == null || gross.subtract(off).subtract(net).abs().compareTo(CENT) <= 0;
        if (!fits || off.signum() < 0 || (gross.signum() >= 0 && off.compareTo(gross) > 0)) {
            throw new SaleProblem(label + " has a discount that doesn't fit its amount: " + plain(gross) + " less "
                    + plain(off) + " is not " + (net == null ? "possible" : plain(net)));
        }
        return off;
    }

    /** Sources disagree about what {@code discount} is; the computed total is what counts, then the percentage. */
    private static BigDecimal stated(
            ObjectJson item, BigDecimal gross, BigDecimal quantity, @Nullable BigDecimal net, String label) {
        var total = item.get("hs_total_discount");
        if (total != null) {
            return HubSpotValues.number(total, "the discount of " + label);
        }
        var percentage = item.get("hs_discount_percentage");
        if (percentage != null) {
            var share = HubSpotValues.number(percentage, "the discount of " + label);
            return gross.multiply(share).divide(HUNDRED);
        }
        var discount = item.get("discount");
        if (discount == null
                || HubSpotValues.number(discount, "the discount of " + label).signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (net == null) {
            throw new SaleProblem(label + " has a discount but no amount to check it against");
        }
        var perLine = HubSpotValues.number(discount, "the discount of " + label);
        var perUnit = perLine.multiply(quantity);
        return gross.subtract(perUnit).subtract(net).abs().compareTo(CENT) <= 0 ? perUnit : perLine;
    }

    /** As a percentage where the deal says so and it comes to the same, else as an amount. */
    private static @Nullable LineDiscount shown(
            ObjectJson item, BigDecimal off, BigDecimal gross, BigDecimal times, Currency currency) {
        if (off.signum() == 0) {
            return null;
        }
        var percentage = item.get("hs_discount_percentage");
        if (percentage != null) {
            var share = Percentage.of(percentage);
            boolean same = cents(gross.multiply(share.fraction())).compareTo(cents(off)) == 0;
            if (same && share.compareTo(Percentage.of(100)) <= 0) {
                return new LineDiscount.Percent(share);
            }
        }
        return new LineDiscount.Amount(Money.of(off.multiply(times), currency));
    }

    private @Nullable SupplyKind kind(ObjectJson item, String label) {
        var value = item.get(names.lineSupplyKind());
        return value == null
                ? null
                : SaleWords.supplyKind(value)
                        .orElseThrow(() -> new SaleProblem(label + " has '" + value + "' in " + names.lineSupplyKind()
                                + ", which is neither goods nor services"));
    }

    private @Nullable RateClass rate(ObjectJson item, String label) {
        var value = item.get(names.lineVatRate());
        if (value != null) {
            return SaleWords.rateClass(value)
                    .orElseThrow(() -> new SaleProblem(label + " has '" + value + "' in " + names.lineVatRate()
                            + ", which is not 21, 9, 0, vrijgesteld or exempt"));
        }
        var group = item.get("hs_tax_rate_group_id");
        if (group == null) {
            return null;
        }
        var percentage = taxRates.apply(group)
                .orElseThrow(() -> new SaleProblem("the tax rate of " + label
                        + " can't be read: choose one that the account still has and give the token the scope tax_rates.read, "
                        + "or map a property with the VAT rate"));
        return SaleWords.rateClass(percentage.toPlainString())
                .orElseThrow(() -> new SaleProblem(label + " has a tax rate of " + plain(percentage)
                        + " %, which is not a Dutch rate (21, 9 or 0)"));
    }

    /** Fills in recurrence and period; answers how many times the line's amount counts. */
    private BigDecimal recur(SaleLine.Builder line, ObjectJson item, HubSpotTerm term, LocalDate supplied) {
        var label = "line item '" + item.get("name") + "', which is billed " + term.frequency()
                + (term.term() == null ? "" : " for " + term.term());
        if (recurring == HubSpotSettings.Recurring.ATTENTION) {
            throw new SaleProblem(label + ", needs a decision: set hubspot.recurring to first-period or whole-term, "
                    + "or make it a line that is billed once");
        }
        var start = item.get("hs_recurring_billing_start_date");
        var first = start == null
                ? supplied
                : HubSpotValues.date(start)
                        .orElseThrow(() -> new SaleProblem(label + ", starts on '" + start + "', which is no date"));
        var length = term.length().orElseThrow(() -> new SaleProblem(label + ", has a frequency that is not known"));
        line.recurrence(new Recurrence(term.frequency(), term.term()));
        if (recurring == HubSpotSettings.Recurring.FIRST_PERIOD) {
            line.period(HubSpotTerm.from(first, length));
            return BigDecimal.ONE;
        }
        var periods = term.periods()
                .orElseThrow(() -> new SaleProblem(label
                        + ", can't be invoiced for its whole term: that isn't a whole number of billing periods"));
        line.period(HubSpotTerm.from(first, term.whole().orElse(length)));
        return periods;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
