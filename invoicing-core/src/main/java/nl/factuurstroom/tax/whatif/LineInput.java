package nl.factuurstroom.tax.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.LineFacts;
import nl.factuurstroom.sale.MarginItem;
import nl.factuurstroom.sale.PackagePart;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SpecialCase;
import nl.factuurstroom.sale.Stay;
import nl.factuurstroom.sale.SupplyKind;

/** Reads one line. */
final class LineInput {

    private LineInput() {}

    static @Nullable SaleLine line(In in, Currency currency, int number) {
        var price = in.decimal("unitPrice");
        var quantity = in.decimal("quantity");
        if (price == null && !in.has("unitPrice")) {
            in.missing("unitPrice");
        }
        var description = in.text("description", "Line " + number);
        var sku = in.text("sku");
        var group = in.text("productGroup");
        var kind = in.choice("kind", SupplyKind.class, Words.KINDS);
        var rateClass = in.choice("rateClass", RateClass.class, Words.CLASSES);
        var discount = discount(in, "discount", currency);
        var period = period(in, "period");
        var facts = facts(in, currency);
        in.refuseUnknown();
        if (price == null) {
            return null;
        }
        return in.make(
                "",
                () -> SaleLine.builder(description)
                        .sku(sku)
                        .productGroup(group)
                        .quantity(quantity == null ? BigDecimal.ONE : quantity)
                        .unitPrice(Money.of(price, currency))
                        .kind(kind)
                        .rateClass(rateClass)
                        .discount(discount)
                        .period(period)
                        .facts(facts)
                        .build());
    }

    private static LineFacts facts(In in, Currency currency) {
        var facts = LineFacts.builder()
                .statedRate(percentage(in, "vatRate"))
                .reverseCharge(in.text("reverseCharge"))
                .exemption(in.text("exemption"))
                .performedIn(PartyInput.country(in, "performedIn"))
                .stay(stay(in.object("stay")))
                .margin(margin(in.object("margin"), currency))
                .specialCase(in.choice("specialCase", SpecialCase.class, Map.of()))
                .parts(parts(in));
        var rates = in.object("foreignRates");
        for (String country : rates.keys()) {
            var rate = percentage(rates, country);
            var code = CountryCode.fromText(country).orElse(null);
            if (code == null) {
                rates.complain(country, "is not a country");
            } else if (rate != null) {
                facts.foreignRate(code, rate);
            }
        }
        return facts.build();
    }

    static @Nullable Percentage percentage(In in, String field) {
        var value = in.decimal(field);
        return value == null ? null : new Percentage(value);
    }

    static @Nullable LineDiscount discount(In parent, String field, Currency currency) {
        var in = parent.object(field);
        if (!in.isThere()) {
            return null;
        }
        var percent = percentage(in, "percent");
        var amount = in.decimal("amount");
        in.refuseUnknown();
        if ((percent == null) == (amount == null)) {
            in.complain("", "needs either percent or amount");
            return null;
        }
        return in.make(
                "",
                () -> percent != null
                        ? new LineDiscount.Percent(percent)
                        : new LineDiscount.Amount(Money.of(java.util.Objects.requireNonNull(amount), currency)));
    }

    static @Nullable Period period(In parent, String field) {
        var in = parent.object(field);
        if (!in.isThere()) {
            return null;
        }
        var from = in.date("from");
        var to = in.date("to");
        in.refuseUnknown();
        if (from == null || to == null) {
            in.complain("", "needs from and to");
            return null;
        }
        return in.make("", () -> new Period(from, to));
    }

    private static @Nullable Stay stay(In in) {
        if (!in.isThere()) {
            return null;
        }
        var arrival = in.date("arrival");
        var departure = in.date("departure");
        in.refuseUnknown();
        if (arrival == null || departure == null) {
            in.complain("", "needs arrival and departure");
            return null;
        }
        return in.make("", () -> new Stay(arrival, departure));
    }

    private static @Nullable MarginItem margin(In in, Currency currency) {
        if (!in.isThere()) {
            return null;
        }
        var kind = in.choice("kind", MarginItem.Kind.class, Words.MARGINS);
        var cost = in.decimal("purchasePrice");
        in.refuseUnknown();
        return new MarginItem(
                kind == null ? MarginItem.Kind.USED_GOODS : kind, cost == null ? null : Money.of(cost, currency));
    }

    private static List<PackagePart> parts(In line) {
        var parts = new ArrayList<PackagePart>();
        for (In in : line.objects("parts")) {
            var weight = in.decimal("weight");
            var kind = in.choice("kind", SupplyKind.class, Words.KINDS);
            var rateClass = in.choice("rateClass", RateClass.class, Words.CLASSES);
            var description = in.text("description", "part");
            in.refuseUnknown();
            if (weight == null) {
                in.missing("weight");
                continue;
            }
            var part = in.make("", () -> new PackagePart(description, weight, kind, rateClass));
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }
}
