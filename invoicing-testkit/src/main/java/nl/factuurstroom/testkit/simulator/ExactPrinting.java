package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * salesinvoice/PrintedSalesInvoices: makes an invoice final, numbers it, books it and mails it. A 2xx may hold a mail
 * error: processed but not sent.
 */
final class ExactPrinting {

    static final ExactTable TABLE = new ExactTable(
            "salesinvoice/PrintedSalesInvoices",
            "PrintedSalesInvoice",
            "InvoiceID:g Division:i Document:g DocumentCreationError:s DocumentCreationSuccess:s DocumentLayout:g"
                    + " EmailCreationError:s EmailCreationSuccess:s EmailLayout:g ExtraText:s InvoiceDate:d"
                    + " PeppolCreationError:s PeppolCreationSuccess:s PostboxMessageCreationError:s"
                    + " PostboxMessageCreationSuccess:s PostboxSender:g ReportingPeriod:i ReportingYear:i"
                    + " SendEmailToCustomer:b SenderEmailAddress:s SendInvoiceToCustomerPostbox:b SendInvoiceViaPeppol:b"
                    + " SendOutputBasedOnAccount:b");

    private final ExactBooks books;
    private final ExactInvoices invoices;
    private final ExactLedger ledger;
    private final Map<String, Integer> serials = new HashMap<>();
    private final Map<String, List<String>> mails = new HashMap<>();
    private final Deque<String> mailErrors = new ArrayDeque<>();
    private final Set<YearMonth> closed = new HashSet<>();
    private boolean reprints;

    ExactPrinting(ExactBooks books, ExactInvoices invoices, ExactLedger ledger) {
        this.books = books;
        this.invoices = invoices;
        this.ledger = ledger;
    }

    void reprints(boolean again) {
        reprints = again;
    }

    void failNextMail(String error) {
        mailErrors.add(error);
    }

    void close(YearMonth period) {
        closed.add(period);
    }

    /** Addresses that an invoice was mailed to, one per mail. */
    List<String> mails(String invoiceId) {
        return List.copyOf(mails.getOrDefault(invoiceId, List.of()));
    }

    ObjectNode print(ObjectNode given, int division) {
        var id = ExactBody.guid(given, "InvoiceID").orElseThrow(() -> ExactRefusal.badRequest("Verplicht: InvoiceID"));
        var invoice = books.invoices
                .get(id)
                .orElseThrow(() -> ExactRefusal.badRequest("Ongeldige referentie: SalesInvoices"));
        boolean done = invoice.path("Status").asInt() == 50;
        if (done && !reprints) {
            throw ExactRefusal.badRequest("Reeds verwerkt");
        }
        if (!done) {
            var day = ExactBody.text(given, "InvoiceDate")
                    .map(ExactDates::parse)
                    .orElseGet(() -> ExactDates.readDay(ExactTable.text(invoice, "InvoiceDate")));
            process(invoice, day);
        }
        return answer(given, invoice, division);
    }

    void process(ObjectNode invoice, LocalDate day) {
        if (closed.contains(YearMonth.from(day))) {
            throw ExactRefusal.business("Periode is afgesloten: " + day.getYear() + " - " + day.getMonthValue());
        }
        invoice.put("InvoiceDate", ExactDates.day(day)).put("Document", books.newId());
        invoices.dueDate(invoice, day);
        invoice.put("Status", 50).put("StatusDescription", "Verwerkt");
        invoice.put("InvoiceNumber", number(ExactTable.text(invoice, "Journal").trim(), day));
        invoices.save(invoice);
        ledger.book(invoice);
    }

    private int number(String journal, LocalDate day) {
        int year = day.getYear() % 100;
        int serial = serials.merge(journal + "/" + year, 1, Integer::sum);
        return Integer.parseInt(year + journal) * 10_000 + serial;
    }

    private ObjectNode answer(ObjectNode given, ObjectNode invoice, int division) {
        var answer = TABLE.blank();
        given.fields().forEachRemaining(field -> answer.set(field.getKey(), field.getValue()));
        answer.put("Division", division);
        answer.set("Document", invoice.path("Document"));
        answer.put("DocumentCreationSuccess", "Document aangemaakt");
        answer.set("InvoiceDate", invoice.path("InvoiceDate"));
        for (String flag : List.of(
                "SendEmailToCustomer",
                "SendInvoiceToCustomerPostbox",
                "SendInvoiceViaPeppol",
                "SendOutputBasedOnAccount")) {
            answer.put(flag, given.path(flag).asBoolean());
        }
        if (given.path("SendEmailToCustomer").asBoolean()) {
            mail(answer, invoice);
        }
        return answer;
    }

    private void mail(ObjectNode answer, ObjectNode invoice) {
        var address = books.accounts
                .get(ExactTable.text(invoice, "InvoiceTo"))
                .map(account -> ExactTable.text(account, "Email"))
                .orElse("");
        if (!mailErrors.isEmpty()) {
            answer.put("EmailCreationError", mailErrors.poll());
        } else if (address.isBlank()) {
            answer.put("EmailCreationError", "Verplicht: E-mailadres");
        } else {
            answer.put("EmailCreationSuccess", "E-mail verzonden");
            mails.computeIfAbsent(ExactTable.text(invoice, "InvoiceID"), i -> new ArrayList<>())
                    .add(address);
        }
    }
}
