package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What is still to be paid, in the four places where the vendor shows it. A receivable's AmountDC is the open amount and
 * negative; a payment term's is positive. Every change gives a payment term a new Timestamp.
 */
final class ExactLedger {

    private final ExactBooks books;
    private boolean splits = true;
    private long hid = 18_420;

    ExactLedger(ExactBooks books) {
        this.books = books;
    }

    /** Whether a partial payment splits the row in two, or lowers the open amount of the one row. */
    void splits(boolean splits) {
        this.splits = splits;
    }

    /** A processed invoice becomes an open item. */
    void book(ObjectNode invoice) {
        addRow(invoice, books.newId(), invoice.path("AmountDC").decimalValue());
        refreshOpenItem(invoice);
    }

    BigDecimal open(JsonNode invoice) {
        return rows(invoice).stream()
                .filter(row -> !row.path("IsFullyPaid").asBoolean())
                .map(row -> row.path("AmountDC").decimalValue().negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void settle(ObjectNode invoice, LocalDate day) {
        rows(invoice).stream()
                .filter(row -> !row.path("IsFullyPaid").asBoolean())
                .forEach(row -> save(settled(splits ? row : row.put("AmountDC", 0), day)));
        refreshOpenItem(invoice);
    }

    void payPartly(ObjectNode invoice, BigDecimal amount, LocalDate day) {
        var row = rows(invoice).stream()
                .filter(r -> !r.path("IsFullyPaid").asBoolean())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is open on this invoice"));
        var rest = row.path("AmountDC").decimalValue().negate().subtract(amount);
        if (rest.signum() <= 0) {
            throw new IllegalArgumentException("EUR " + amount + " is not a part of what is open");
        }
        row.put("AmountDC", rest.negate()).put("LastPaymentDate", ExactDates.day(day));
        save(row);
        if (splits) {
            var paid = row.deepCopy().put("ID", books.newId()).put("AmountDC", amount.negate());
            save(settled(paid, day));
        }
        refreshOpenItem(invoice);
    }

    /** Unmatches everything: the invoice is open again. */
    void reopen(ObjectNode invoice) {
        rows(invoice).forEach(row -> {
            row.put("IsFullyPaid", false).put("Status", 20).putNull("LastPaymentDate");
            if (!splits) {
                row.put(
                        "AmountDC",
                        row.path("TransactionAmountDC").decimalValue().negate());
            }
            save(row);
        });
        refreshOpenItem(invoice);
    }

    /** A term that has nothing to do with sales: LineType 22, payable. */
    void addPayable(String reference, int number, BigDecimal amount) {
        var term = books.paymentTerms.blank();
        term.put("ID", books.newId()).put("Timestamp", books.nextRowVersion()).put("LineType", 22);
        term.put("InvoiceNumber", number).put("EntryNumber", number).put("YourRef", reference);
        term.put("AmountDC", amount.negate()).put("Status", 20).put("IsFullyPaid", false);
        books.paymentTerms.put(term, books.clock.instant());
    }

    private void addRow(ObjectNode invoice, String transaction, BigDecimal amount) {
        var row = books.receivables.blank();
        row.put("ID", books.newId()).put("TransactionID", transaction);
        row.set("InvoiceNumber", invoice.path("InvoiceNumber"));
        row.set("EntryNumber", invoice.path("InvoiceNumber"));
        for (String field : List.of("YourRef", "InvoiceDate", "DueDate", "Journal", "Description", "Currency")) {
            row.set(field, invoice.path(field));
        }
        row.set("Account", invoice.path("InvoiceTo"));
        row.put("AmountDC", amount.negate()).put("TransactionAmountDC", amount);
        row.put("IsFullyPaid", false).put("Status", 20);
        save(row);
    }

    private static ObjectNode settled(ObjectNode row, @Nullable LocalDate day) {
        row.put("IsFullyPaid", true).put("Status", 50);
        return day == null ? row.putNull("LastPaymentDate") : row.put("LastPaymentDate", ExactDates.day(day));
    }

    private void save(ObjectNode row) {
        var now = books.clock.instant();
        books.receivables.put(row, now);
        books.bulkReceivables.put(row, now);
        var term = books.paymentTerms.blank();
        row.fields().forEachRemaining(field -> term.set(field.getKey(), field.getValue()));
        term.put("Timestamp", books.nextRowVersion()).put("LineType", 20);
        term.put("AmountDC", row.path("AmountDC").decimalValue().negate());
        books.paymentTerms.put(term, now);
    }

    private List<ObjectNode> rows(JsonNode invoice) {
        var number = invoice.path("InvoiceNumber").asInt(-1);
        return new ArrayList<>(books.receivables.all().stream()
                .filter(row -> row.path("InvoiceNumber").asInt() == number)
                .toList());
    }

    /** Open items only: what is paid is gone. */
    private void refreshOpenItem(ObjectNode invoice) {
        var number = invoice.path("InvoiceNumber").asText();
        var known = books.openItems.firstWith("InvoiceNumber", number);
        var open = open(invoice);
        if (open.signum() == 0) {
            known.ifPresent(row -> books.openItems.remove(row.path("HID").asText(), books.clock.instant()));
            return;
        }
        var row = known.orElseGet(() -> books.openItems.blank().put("HID", ++hid));
        row.set("AccountId", invoice.path("InvoiceTo"));
        row.set("AccountName", invoice.path("InvoiceToName"));
        row.put("Amount", open.negate()).put("AmountInTransit", 0).put("CurrencyCode", "EUR");
        for (String field : List.of("Description", "DueDate", "InvoiceDate", "InvoiceNumber", "YourRef")) {
            row.set(field, invoice.path(field));
        }
        row.set("EntryNumber", invoice.path("InvoiceNumber"));
        row.set("JournalCode", invoice.path("Journal"));
        books.openItems.put(row, books.clock.instant());
    }
}
