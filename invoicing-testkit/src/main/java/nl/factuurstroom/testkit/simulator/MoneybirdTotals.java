package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.decimal;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds an invoice up. Prices have two decimals; VAT is rounded once per rate, or per line where the administration is
 * told to (the vendor doesn't say which).
 */
final class MoneybirdTotals {

    private record Sum(BigDecimal taxable, BigDecimal tax) {
        Sum plus(Sum other) {
            return new Sum(taxable.add(other.taxable), tax.add(other.tax));
        }
    }

    private MoneybirdTotals() {}

    /** Fills all totals of the invoice and of its lines. */
    static void fill(MoneybirdAdministration books, ObjectNode invoice) {
        boolean incl = invoice.path("prices_are_incl_tax").asBoolean();
        var factor = BigDecimal.ONE.subtract(
                decimal(invoice.get("discount"), BigDecimal.ZERO).movePointLeft(2));
        var amounts = new LinkedHashMap<String, BigDecimal>();
        var perLine = new LinkedHashMap<String, Sum>();
        var total = BigDecimal.ZERO;
        for (JsonNode line : invoice.path("details")) {
            var rateId = line.path("tax_rate_id").asText();
            var amount = cents(decimal(line.get("price"), BigDecimal.ZERO)
                    .multiply(decimal(line.get("amount_decimal"), BigDecimal.ONE))
                    .multiply(factor));
            var sum = split(amount, percentage(books, rateId), incl);
            var net = number(sum.taxable());
            ((ObjectNode) line)
                    .put("total_price_excl_tax_with_discount", net)
                    .put("total_price_excl_tax_with_discount_base", net);
            amounts.merge(rateId, amount, BigDecimal::add);
            perLine.merge(rateId, sum, Sum::plus);
            total = total.add(amount);
        }
        var groups = new LinkedHashMap<String, Sum>();
        amounts.forEach((rateId, amount) -> groups.put(
                rateId,
                books.roundsPerLine
                        ? perLine.getOrDefault(rateId, new Sum(BigDecimal.ZERO, BigDecimal.ZERO))
                        : split(amount, percentage(books, rateId), incl)));
        write(books, invoice, groups, incl ? total : null);
    }

    private static void write(
            MoneybirdAdministration books,
            ObjectNode invoice,
            Map<String, Sum> groups,
            @javax.annotation.Nullable BigDecimal gross) {
        var tax = groups.values().stream().map(Sum::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        var taxable = groups.values().stream().map(Sum::taxable).reduce(BigDecimal.ZERO, BigDecimal::add);
        var incl = gross == null ? taxable.add(tax) : gross;
        money(invoice, "total_price_incl_tax", incl);
        money(invoice, "total_price_excl_tax", incl.subtract(tax));
        var totals = invoice.putArray("tax_totals");
        groups.forEach((rateId, sum) -> {
            if (books.rate(rateId).path("show_tax").asBoolean()) {
                var one = totals.addObject().put("tax_rate_id", rateId);
                money(one, "taxable_amount", sum.taxable());
                money(one, "tax_amount", sum.tax());
            }
        });
        payments(invoice);
    }

    /** Fills what is paid and unpaid. */
    static void payments(ObjectNode invoice) {
        var paid = BigDecimal.ZERO;
        for (JsonNode payment : invoice.path("payments")) {
            paid = paid.add(decimal(payment.get("price"), BigDecimal.ZERO));
        }
        invoice.put("total_paid", number(paid));
        money(
                invoice,
                "total_unpaid",
                decimal(invoice.get("total_price_incl_tax"), BigDecimal.ZERO).subtract(paid));
    }

    private static Sum split(BigDecimal amount, BigDecimal percentage, boolean incl) {
        if (!incl) {
            return new Sum(amount, cents(amount.multiply(percentage).movePointLeft(2)));
        }
        var net = amount.divide(BigDecimal.ONE.add(percentage.movePointLeft(2)), 2, RoundingMode.HALF_UP);
        return new Sum(net, amount.subtract(net));
    }

    private static BigDecimal percentage(MoneybirdAdministration books, String rateId) {
        return decimal(books.rate(rateId).get("percentage"), BigDecimal.ZERO);
    }

    private static void money(ObjectNode node, String field, BigDecimal value) {
        node.put(field, number(value)).put(field + "_base", number(value));
    }

    static BigDecimal cents(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP);
    }
}
