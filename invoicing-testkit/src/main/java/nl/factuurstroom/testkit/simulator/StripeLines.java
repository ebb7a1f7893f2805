package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.testkit.simulator.StripeOrder.Line;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;

/** Prices the lines of an order as Stripe does, tax rounded per line, and writes them as its checkout and invoice lines. */
final class StripeLines {

    /** One line with its amounts in minor units; {@code total} is after discount and with tax. */
    record Priced(Line line, long subtotal, long discount, long tax, long taxable, long total) {

        static Priced of(Line line, int couponPercent) {
            long subtotal = line.unitAmount() * line.quantity();
            long discount = round(BigDecimal.valueOf(subtotal * couponPercent).movePointLeft(2));
            long rest = subtotal - discount;
            var tax = line.tax();
            if (tax == null || !tax.charged()) {
                return new Priced(line, subtotal, discount, 0, rest, rest);
            }
            var percentage = new BigDecimal(tax.percentage());
            if (tax.inclusive()) {
                long part = round(BigDecimal.valueOf(rest)
                        .multiply(percentage)
                        .divide(percentage.add(BigDecimal.valueOf(100)), 10, RoundingMode.HALF_UP));
                return new Priced(line, subtotal, discount, part, rest - part, rest);
            }
            long part = round(BigDecimal.valueOf(rest).multiply(percentage).movePointLeft(2));
            return new Priced(line, subtotal, discount, part, rest, rest + part);
        }

        private static long round(BigDecimal value) {
            return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
    }

    private final StripeObjects objects;
    private final String owner;

    StripeLines(StripeObjects objects, String owner) {
        this.objects = objects;
        this.owner = owner;
    }

    /** A line of a checkout session. */
    ObjectNode item(Priced priced, String currency) {
        var line = priced.line();
        var item = StripeObjects.template("item").put("id", objects.newId("li"));
        item.put("description", line.description())
                .put("quantity", line.quantity())
                .put("currency", currency);
        item.put("amount_subtotal", priced.subtotal()).put("amount_discount", priced.discount());
        item.put("amount_tax", priced.tax()).put("amount_total", priced.total());
        var price = (ObjectNode) item.get("price");
        price.put("id", objects.newId("price")).put("currency", currency).put("product", product(line));
        price.put("unit_amount", line.unitAmount()).put("unit_amount_decimal", String.valueOf(line.unitAmount()));
        price.put("tax_behavior", behavior(line.tax()));
        item.set("taxes", taxes(priced));
        return item;
    }

    /** A line of an invoice. */
    ObjectNode invoiceLine(Priced priced, String invoiceId, String currency) {
        var line = priced.line();
        var shown = StripeObjects.template("line_item").put("id", objects.newId("il"));
        shown.put("description", line.description()).put("invoice", invoiceId).put("currency", currency);
        shown.put("amount", priced.subtotal()).put("subtotal", priced.subtotal());
        shown.put("quantity", line.quantity()).put("quantity_decimal", String.valueOf(line.quantity()));
        if (priced.discount() != 0) {
            shown.withArray("discount_amounts")
                    .addObject()
                    .put("amount", priced.discount())
                    .put("discount", "di_sim");
        }
        var pricing = (ObjectNode) shown.get("pricing");
        pricing.put("unit_amount_decimal", String.valueOf(line.unitAmount()));
        ((ObjectNode) pricing.get("price_details"))
                .put("price", objects.newId("price"))
                .put("product", product(line));
        shown.set("taxes", invoiceTaxes(priced));
        return shown;
    }

    /** Taxes with their rates, as checkout shows them. */
    ArrayNode taxes(Priced priced) {
        var taxes = StripeObjects.JSON.createArrayNode();
        if (priced.line().tax() != null) {
            var entry = entry(taxes.addObject(), priced);
            entry.set("rate", objects.get(rate(priced.line().tax())).deepCopy());
        }
        return taxes;
    }

    /** Taxes with the ids of their rates, as invoices show them. */
    ArrayNode invoiceTaxes(Priced priced) {
        var taxes = StripeObjects.JSON.createArrayNode();
        var tax = priced.line().tax();
        if (tax != null) {
            var entry = entry(taxes.addObject(), priced);
            entry.put("tax_behavior", behavior(tax)).put("type", "tax_rate_details");
            entry.putObject("tax_rate_details").put("tax_rate", rate(tax));
        }
        return taxes;
    }

    private static ObjectNode entry(ObjectNode entry, Priced priced) {
        var tax = java.util.Objects.requireNonNull(priced.line().tax());
        return entry.put("amount", priced.tax())
                .put("taxability_reason", tax.reason())
                .put("taxable_amount", priced.taxable());
    }

    private String rate(@Nullable Tax given) {
        var tax = java.util.Objects.requireNonNull(given);
        var id = String.format(
                Locale.ROOT,
                "txr_%s_%s_%s%s",
                tax.country(),
                tax.percentage(),
                tax.inclusive() ? "incl" : "excl",
                owner);
        if (objects.find(id).isEmpty()) {
            var percentage = new BigDecimal(tax.percentage());
            var rate = StripeObjects.template("tax_rate").put("id", id).put("country", tax.country());
            rate.put("percentage", percentage)
                    .put("effective_percentage", percentage)
                    .put("inclusive", tax.inclusive());
            objects.keep(rate, owner);
        }
        return id;
    }

    private String product(Line line) {
        var id = "prod_" + Integer.toHexString((line.description() + line.metadata() + owner).hashCode());
        if (objects.find(id).isEmpty()) {
            var product = StripeObjects.template("product").put("id", id).put("name", line.description());
            line.metadata().forEach(((ObjectNode) product.get("metadata"))::put);
            objects.keep(product, owner);
        }
        return id;
    }

    private static String behavior(@Nullable Tax tax) {
        return tax == null ? "unspecified" : tax.inclusive() ? "inclusive" : "exclusive";
    }

    static long sum(List<Priced> lines, java.util.function.ToLongFunction<Priced> amount) {
        return lines.stream().mapToLong(amount).sum();
    }
}
