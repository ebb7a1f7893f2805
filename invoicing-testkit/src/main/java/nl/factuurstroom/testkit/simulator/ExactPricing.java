package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What lines and invoices amount to: whether a price holds VAT hangs on the Type of its VAT code. */
final class ExactPricing {

    private final ExactBooks books;
    private final Map<String, BigDecimal> rates = new HashMap<>(Map.of("EUR", BigDecimal.ONE));
    private boolean vatPerLine;

    ExactPricing(ExactBooks books) {
        this.books = books;
    }

    void vatPerLine(boolean perLine) {
        vatPerLine = perLine;
    }

    /** @param rate what one unit is worth in the administration's own currency */
    void addCurrency(String code, BigDecimal rate) {
        rates.put(code, rate);
    }

    boolean knows(String currency) {
        return rates.containsKey(currency);
    }

    void price(ObjectNode line, ObjectNode given, JsonNode item, BigDecimal quantity) {
        var unit = ExactBody.number(given, "UnitPrice");
        var net = ExactBody.number(given, "NetPrice");
        var amount = ExactBody.number(given, "AmountFC");
        var discount = Objects.requireNonNullElse(ExactBody.number(given, "Discount"), BigDecimal.ZERO);
        if (unit == null && net == null && amount == null) {
            unit = item.path("StandardSalesPrice").decimalValue();
        }
        if (net == null && unit != null) {
            net = unit.multiply(BigDecimal.ONE.subtract(discount));
        }
        if (amount == null) {
            amount = quantity.multiply(Objects.requireNonNullElse(net, BigDecimal.ZERO));
        }
        line.put("Quantity", quantity);
        line.put("UnitPrice", Objects.requireNonNullElse(unit, BigDecimal.ZERO));
        line.put("NetPrice", Objects.requireNonNullElse(net, BigDecimal.ZERO));
        line.put("Discount", discount);
        line.put("AmountFC", cents(amount)).put("AmountDC", cents(amount));
    }

    /** A line without code, where the item has none either, is accepted with VAT 0. */
    void tax(ObjectNode line, ObjectNode given, JsonNode item) {
        var code = ExactBody.text(given, "VATCode").or(() -> ExactBody.text(item, "SalesVatCode"));
        line.putNull("VATCode").putNull("VATPercentage");
        line.put("VATAmountFC", BigDecimal.ZERO).put("VATAmountDC", BigDecimal.ZERO);
        code.ifPresent(c -> {
            var vat = books.vatCodes
                    .firstWith("Code", c.trim())
                    .orElseThrow(() -> ExactRefusal.badRequest("Ongeldige referentie: VATCodes"));
            if (vat.path("IsBlocked").asBoolean()) {
                throw ExactRefusal.business("Ongeldig: Btw-percentage []");
            }
            line.put("VATCode", ExactTable.text(vat, "Code"));
            line.set("VATPercentage", vat.path("Percentage"));
            var amount = line.path("AmountFC").decimalValue();
            var tax = cents(vatOver(vat, amount));
            line.put("VATAmountFC", tax).put("VATAmountDC", tax);
        });
    }

    private static BigDecimal vatOver(JsonNode vat, BigDecimal amount) {
        var fraction = vat.path("Percentage").decimalValue();
        return switch (ExactTable.text(vat, "Type")) {
            case "E" -> amount.multiply(fraction);
            case "I" -> amount.subtract(amount.divide(BigDecimal.ONE.add(fraction), 10, RoundingMode.HALF_UP));
            default -> BigDecimal.ZERO;
        };
    }

    void totals(ObjectNode row, ArrayNode lines) {
        var net = BigDecimal.ZERO;
        var perCode = new LinkedHashMap<String, BigDecimal>();
        var perLine = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            var amount = line.path("AmountFC").decimalValue();
            var code = ExactTable.text(line, "VATCode").trim();
            net = net.add(
                    inclusive(code) ? amount.subtract(line.path("VATAmountFC").decimalValue()) : amount);
            perCode.merge(code, amount, BigDecimal::add);
            perLine = perLine.add(line.path("VATAmountFC").decimalValue());
        }
        var vat = vatPerLine ? perLine : perCode(perCode);
        var rate = rates.getOrDefault(ExactTable.text(row, "Currency"), BigDecimal.ONE);
        row.put("AmountFCExclVat", net).put("VATAmountFC", vat).put("VATAmountDC", cents(vat.multiply(rate)));
        row.put("AmountFC", net.add(vat)).put("AmountDC", cents(net.add(vat).multiply(rate)));
        row.put("AmountDiscount", 0).put("AmountDiscountExclVat", 0);
    }

    private BigDecimal perCode(Map<String, BigDecimal> amounts) {
        var sum = BigDecimal.ZERO;
        for (var entry : amounts.entrySet()) {
            var vat = books.vatCodes.firstWith("Code", entry.getKey());
            if (vat.isPresent()) {
                sum = sum.add(cents(vatOver(vat.get(), entry.getValue())));
            }
        }
        return sum;
    }

    private boolean inclusive(String code) {
        return books.vatCodes
                .firstWith("Code", code)
                .map(vat -> ExactTable.text(vat, "Type").equals("I"))
                .orElse(false);
    }

    static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
