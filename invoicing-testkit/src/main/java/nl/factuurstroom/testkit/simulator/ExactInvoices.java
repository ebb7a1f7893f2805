package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes of salesinvoice/SalesInvoices: validation in Dutch, lines priced and taxed by the Type of their VAT code. */
final class ExactInvoices {

    /** What an answer leaves null without {@code Prefer: return=representation}. */
    static final Set<String> NULL_WITHOUT_PREFER =
            Set.of("VATAmountDC", "VATAmountFC", "StarterSalesInvoiceStatus", "StarterSalesInvoiceStatusDescription");

    private static final ExactTable LINES = new ExactTable(
            "salesinvoice/SalesInvoiceLines",
            "SalesInvoiceLine",
            "ID:g InvoiceID:g LineNumber:i Item:g ItemCode:s Description:s Quantity:n UnitCode:s UnitPrice:n NetPrice:n"
                    + " Discount:n AmountFC:n AmountDC:n VATCode:s VATPercentage:n VATAmountFC:n VATAmountDC:n"
                    + " GLAccount:g GLAccountDescription:s CostCenter:s CostUnit:s Notes:s Project:g StartTime:d"
                    + " EndTime:d");

    private final ExactBooks books;
    private final Map<String, BigDecimal> rates = new HashMap<>(Map.of("EUR", BigDecimal.ONE));
    private boolean vatPerLine;

    ExactInvoices(ExactBooks books) {
        this.books = books;
    }

    void vatPerLine(boolean perLine) {
        vatPerLine = perLine;
    }

    /** @param rate what one unit is worth in the administration's own currency */
    void addCurrency(String code, BigDecimal rate) {
        rates.put(code, rate);
    }

    LocalDate today() {
        return books.clock.instant().atZone(ExactDates.AMSTERDAM).toLocalDate();
    }

    ObjectNode create(ObjectNode given) {
        checkHeader(given);
        var lines = given.path("SalesInvoiceLines");
        if (!lines.isMissingNode() && !lines.isArray()) {
            throw ExactBody.topLevel();
        }
        if (lines.isEmpty()) {
            throw ExactRefusal.badRequest("Verplicht: Verkoopfactuurregels");
        }
        var row = books.invoices.blank();
        row.put("InvoiceID", books.newId());
        var priced = JsonNodeFactory.instance.arrayNode();
        lines.forEach(
                line -> priced.add(line((ObjectNode) line, ExactTable.text(row, "InvoiceID"), priced.size() + 1)));
        head(row, given);
        row.set("SalesInvoiceLines", priced);
        totals(row, priced);
        return save(row);
    }

    void update(String id, ObjectNode given) {
        var row = changeable(id);
        for (String field : List.of("Description", "YourRef", "Remarks", "PaymentReference")) {
            if (given.has(field)) {
                row.set(field, given.get(field));
            }
        }
        save(row);
    }

    void delete(String id) {
        var row = changeable(id);
        books.invoices.remove(id, books.clock.instant());
        var gone = books.deleted.blank();
        gone.put("ID", books.newId()).put("Timestamp", books.nextRowVersion()).put("EntityType", 13);
        gone.put("EntityKey", ExactTable.text(row, "InvoiceID"));
        gone.put("DeletedDate", ExactDates.moment(books.clock.instant()));
        books.deleted.put(gone, books.clock.instant());
    }

    ObjectNode save(ObjectNode row) {
        row.put("Modified", ExactDates.moment(books.clock.instant()));
        books.invoices.put(row, books.clock.instant());
        return row;
    }

    private ObjectNode changeable(String id) {
        var row = books.invoices.get(id).orElseThrow(() -> ExactRefusal.of(403, "Forbidden"));
        if (row.path("Status").asInt() == 50) {
            throw ExactRefusal.business("Reeds verwerkt");
        }
        return row;
    }

    private void checkHeader(ObjectNode given) {
        var ordered = ExactBody.guid(given, "OrderedBy")
                .orElseThrow(() -> ExactRefusal.badRequest("Verplicht: Factuur voor\r\nVerplicht: Besteld door"));
        var account = books.accounts
                .get(ordered)
                .orElseThrow(() -> ExactRefusal.badRequest("Ongeldige referentie: Accounts"));
        if (!"C".equals(ExactTable.text(account, "Status"))) {
            throw ExactRefusal.business("Ongeldig: Factuur voor (Type)");
        }
        if (account.path("Blocked").asBoolean()) {
            throw ExactRefusal.business("Ongeldig: Factuur voor (Geblokkeerd)");
        }
        var journal = ExactBody.text(given, "Journal").orElse("70").trim();
        if (books.journals
                .firstWith("Code", journal)
                .filter(j -> j.path("Type").asInt() == 20)
                .isEmpty()) {
            throw ExactRefusal.badRequest("Ongeldige referentie: Journals");
        }
        ExactBody.text(given, "PaymentCondition")
                .filter(code ->
                        books.paymentConditions.firstWith("Code", code.trim()).isEmpty())
                .ifPresent(code -> {
                    throw ExactRefusal.badRequest("Ongeldige referentie: PaymentConditions");
                });
        ExactBody.text(given, "Currency")
                .filter(currency -> !rates.containsKey(currency))
                .ifPresent(currency -> {
                    throw ExactRefusal.badRequest("Ongeldige referentie: Currencies");
                });
        if (ExactTable.text(given, "Description").length() > 50
                || ExactTable.text(given, "YourRef").length() > 30) {
            throw ExactRefusal.badRequest("Ongeldig: Omschrijving");
        }
    }

    private void head(ObjectNode row, ObjectNode given) {
        given.fields().forEachRemaining(field -> row.set(field.getKey(), field.getValue()));
        var account = books.accounts.get(ExactTable.text(given, "OrderedBy")).orElseThrow();
        var day = ExactBody.text(given, "InvoiceDate")
                .or(() -> ExactBody.text(given, "OrderDate"))
                .map(ExactDates::parse)
                .orElseGet(this::today);
        row.put(
                "OrderDate",
                ExactDates.day(ExactBody.text(given, "OrderDate")
                        .map(ExactDates::parse)
                        .orElse(day)));
        row.put("InvoiceDate", ExactDates.day(day));
        row.put("Journal", ExactBody.text(given, "Journal").orElse("70"));
        row.put("Type", given.path("Type").asInt(8020));
        row.put("TypeDescription", row.path("Type").asInt() == 8021 ? "Creditnota" : "Factuur");
        row.put("Currency", ExactBody.text(given, "Currency").orElse("EUR"))
                .put("Status", 20)
                .put("StatusDescription", "Open");
        row.put("StarterSalesInvoiceStatus", 0).put("StarterSalesInvoiceStatusDescription", "Draft");
        row.put("InvoiceTo", ExactBody.text(given, "InvoiceTo").orElse(ExactTable.text(given, "OrderedBy")));
        row.put("InvoiceToName", ExactTable.text(account, "Name"))
                .put("OrderedByName", ExactTable.text(account, "Name"));
        row.put("Created", ExactDates.moment(books.clock.instant()));
        row.put(
                "PaymentCondition",
                ExactBody.text(given, "PaymentCondition")
                        .or(() -> ExactBody.text(account, "PaymentConditionSales"))
                        .orElse("30"));
        dueDate(row, day);
        row.putNull("InvoiceNumber");
    }

    void dueDate(ObjectNode row, LocalDate invoiceDate) {
        var days = books.paymentConditions
                .firstWith("Code", ExactTable.text(row, "PaymentCondition").trim())
                .map(condition -> condition.path("PaymentDays").asInt())
                .orElse(30);
        row.put("DueDate", ExactDates.day(invoiceDate.plusDays(days)));
    }

    private ObjectNode line(ObjectNode given, String invoice, int number) {
        ExactBody.checkNames(given, LINES);
        var itemId = ExactBody.guid(given, "Item").orElseThrow(() -> ExactRefusal.badRequest("Verplicht: Artikel"));
        var item = books.items.get(itemId).orElseThrow(() -> ExactRefusal.badRequest("Ongeldige referentie: Items"));
        var quantity = Objects.requireNonNullElse(ExactBody.number(given, "Quantity"), BigDecimal.ONE);
        boolean whole = quantity.stripTrailingZeros().scale() <= 0;
        if (!whole && !item.path("IsFractionAllowedItem").asBoolean()) {
            throw ExactRefusal.business("Ongeldig: Aantal");
        }
        var line = LINES.blank();
        given.fields().forEachRemaining(field -> line.set(field.getKey(), field.getValue()));
        line.put("ID", books.newId()).put("InvoiceID", invoice).put("LineNumber", number);
        line.put("ItemCode", ExactTable.text(item, "Code")).put("UnitCode", ExactTable.text(item, "Unit"));
        if (ExactBody.text(given, "Description").isEmpty()) {
            line.put("Description", ExactTable.text(item, "Description"));
        }
        price(line, given, item, quantity);
        tax(line, given, item);
        return line;
    }

    private static void price(ObjectNode line, ObjectNode given, JsonNode item, BigDecimal quantity) {
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
    private void tax(ObjectNode line, ObjectNode given, JsonNode item) {
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

    private void totals(ObjectNode row, ArrayNode lines) {
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
