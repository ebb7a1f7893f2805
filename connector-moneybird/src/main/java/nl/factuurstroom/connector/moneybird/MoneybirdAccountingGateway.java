package nl.factuurstroom.connector.moneybird;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewPayment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Sending;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.PaymentReceived;

/** Invoices: find, read, book, issue, delete, register money. Reads like the story; no HTTP, no JSON. */
final class MoneybirdAccountingGateway {

    /** References per search; they go into the address. */
    private static final int MOST_REFERENCES = 40;

    /** How long a draft of our own is sent without looking at it first. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private static final int MOST_FRESH = 1000;

    private final MoneybirdApi api;
    private final MoneybirdDrafts drafts;
    private final Clock clock;

    /** Drafts that this process booked and nobody asked to send yet, with the clock's seconds. */
    private final Map<String, Long> fresh = new ConcurrentHashMap<>();

    MoneybirdAccountingGateway(MoneybirdApi api, MoneybirdDrafts drafts, Clock clock) {
        this.api = api;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Moneybird gives a credit note the reference of its original; it is no second invoice. */
    List<BookedInvoice> find(Set<String> references) {
        return withReference(references.stream().sorted().toList()).stream()
                .filter(i -> references.contains(String.valueOf(i.reference())))
                .filter(i -> i.originalSalesInvoiceId() == null)
                .map(MoneybirdMapper::invoice)
                .toList();
    }

    /** Invoices and credit notes; the search may find more than was meant. */
    List<Invoice> withReference(List<String> asked) {
        var found = new ArrayList<Invoice>();
        for (int from = 0; from < asked.size(); from += MOST_REFERENCES) {
            var some = asked.subList(from, Math.min(from + MOST_REFERENCES, asked.size()));
            // Explicit, for the default is this year. It holds today, so drafts without a date are in it.
            found.addAll(api.invoices("reference:" + String.join("|", some) + "," + period()));
        }
        return found;
    }

    private String period() {
        int year = LocalDate.now(clock.withZone(Moneybird.BUSINESS_ZONE)).getYear();
        return "period:" + (year - 10) + "0101.." + (year + 1) + "1231";
    }

    BookedInvoice book(InvoiceDraft draft) {
        var booked = MoneybirdMapper.invoice(drafts.book(draft));
        remember(booked.id());
        return booked;
    }

    private void remember(InvoiceId id) {
        long now = clock.instant().getEpochSecond();
        if (fresh.size() >= MOST_FRESH) {
            fresh.values().removeIf(at -> now - at > FRESH.toSeconds());
        }
        if (fresh.size() < MOST_FRESH) {
            fresh.put(id.value(), now);
        }
    }

    private boolean forgetFresh(InvoiceId id) {
        var at = fresh.remove(id.value());
        return at != null && Math.abs(clock.instant().getEpochSecond() - at) <= FRESH.toSeconds();
    }

    /**
     * Moneybird sends again whatever is asked to be sent again. So a draft is looked at first, unless this process booked it
     * a moment ago and nobody has asked to send it since.
     */
    IssuedInvoice issue(IssueRequest request) {
        var id = request.invoice().id();
        var date = request.invoice().invoiceDate();
        if (!forgetFresh(id) || request.invoice().state() == BookedInvoice.State.FINAL) {
            var now = existing(id);
            if (MoneybirdMapper.isFinal(now)) {
                return MoneybirdMapper.issued(now);
            }
            drafts.refuseUnfit(now);
            date = now.invoiceDate();
        }
        if (!request.invoiceDate().equals(date)) {
            api.changeDate(id.value(), request.invoiceDate());
        }
        return MoneybirdMapper.issued(api.send(id.value(), new Sending("Email", request.email())));
    }

    /** Moneybird deletes final invoices as readily as drafts, so it is asked first. */
    void deleteDraft(BookedInvoice draft) {
        var now = api.invoice(draft.id().value()).orElse(null);
        if (now == null) {
            return;
        }
        if (MoneybirdMapper.isFinal(now)) {
            throw new RejectedException(
                    "Invoice " + now.invoiceId() + " (" + draft.reference()
                            + ") is final in Moneybird and is not deleted:" + " credit it there.",
                    "state",
                    null);
        }
        fresh.remove(draft.id().value());
        api.delete(draft.id().value());
    }

    /** The payment provider's id marks the payment, so that asking again registers nothing more. */
    void registerPayment(BookedInvoice invoice, PaymentReceived payment) {
        var now = existing(invoice.id());
        if (!MoneybirdMapper.isFinal(now)) {
            throw new RejectedException(
                    "Moneybird takes no payment on draft " + invoice.reference() + ": send it first.", "state", null);
        }
        boolean known = MoneybirdJson.list(now.payments()).stream()
                .anyMatch(p -> payment.transactionId().equals(p.transactionIdentifier()));
        if (!known) {
            api.registerPayment(
                    invoice.id().value(),
                    new NewPayment(payment.on(), payment.amount().amount().toPlainString(), payment.transactionId()));
        }
    }

    List<BookedInvoice> read(Set<InvoiceId> ids) {
        return api.invoicesById(ids.stream().map(InvoiceId::value).toList()).stream()
                .map(MoneybirdMapper::invoice)
                .toList();
    }

    private Invoice existing(InvoiceId id) {
        return api.invoice(id.value())
                .orElseThrow(() -> new NotFoundException(
                        "Invoice " + id + " is not in Moneybird any more: somebody deleted it.", null));
    }
}
