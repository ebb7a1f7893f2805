package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
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
    private final ExactPricing pricing;

    ExactInvoices(ExactBooks books, ExactPricing pricing) {
        this.books = books;
        this.pricing = pricing;
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
        pricing.totals(row, priced);
        return save(row);
    }

    /** A credit note over the whole invoice, not stored yet. */
    ObjectNode creditNote(ObjectNode invoice) {
        var note = invoice.deepCopy();
        note.put("InvoiceID", books.newId()).put("Type", 8021).put("TypeDescription", "Creditnota");
        note.put("YourRef", ExactTable.text(invoice, "YourRef") + "-C");
        note.put("Description", "Credit op factuur " + ExactTable.text(invoice, "InvoiceNumber"));
        for (String amount : List.of("AmountDC", "AmountFC", "AmountFCExclVat", "VATAmountDC", "VATAmountFC")) {
            note.put(amount, invoice.path(amount).decimalValue().negate());
        }
        return note;
    }

    /** A second draft with the same reference. */
    void copy(ObjectNode invoice) {
        var copy = invoice.deepCopy();
        save(copy.put("InvoiceID", books.newId()).put("Status", 20).putNull("InvoiceNumber"));
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
                .filter(currency -> !pricing.knows(currency))
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
        pricing.price(line, given, item, quantity);
        pricing.tax(line, given, item);
        return line;
    }
}
