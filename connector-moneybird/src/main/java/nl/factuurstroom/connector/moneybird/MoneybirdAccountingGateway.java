package nl.factuurstroom.connector.moneybird;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewInvoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewPayment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Sending;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.PaymentReceived;

/** Invoices in Moneybird: found, booked as a checked draft, sent once, deleted while a draft. */
final class MoneybirdAccountingGateway {

    /** References per search; they go into the address. */
    private static final int MOST_REFERENCES = 40;

    /** How long a draft of our own is sent without looking at it first. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private static final int MOST_FRESH = 1000;

    private final MoneybirdApi api;
    private final MoneybirdCodes codes;
    private final MoneybirdDraftCheck check;
    private final Clock clock;

    /** Drafts that this process booked and nobody asked to send yet, with the clock's seconds. */
    private final Map<String, Long> fresh = new ConcurrentHashMap<>();

    MoneybirdAccountingGateway(MoneybirdSettings settings, MoneybirdApi api, MoneybirdCodes codes, Clock clock) {
        this.api = api;
        this.codes = codes;
        this.check = new MoneybirdDraftCheck(settings);
        this.clock = clock;
    }

    List<BookedInvoice> find(Set<String> references) {
        var asked = references.stream().sorted().toList();
        var found = new ArrayList<Invoice>();
        for (int from = 0; from < asked.size(); from += MOST_REFERENCES) {
            var some = asked.subList(from, Math.min(from + MOST_REFERENCES, asked.size()));
            // Explicit, for the default is this year. It holds today, so drafts without a date are in it.
            found.addAll(api.invoices("reference:" + String.join("|", some) + "," + period()));
        }
        return found.stream()
                .filter(i -> references.contains(String.valueOf(i.reference())))
                .filter(i -> !isCreditOfOneOf(i, found))
                .map(MoneybirdMapper::invoice)
                .toList();
    }

    /** Moneybird gives a credit note the reference of its original; it is no second invoice. */
    private static boolean isCreditOfOneOf(Invoice invoice, List<Invoice> others) {
        return invoice.originalSalesInvoiceId() != null
                && others.stream().anyMatch(o -> Objects.equals(o.id(), invoice.originalSalesInvoiceId()));
    }

    private String period() {
        int year = LocalDate.now(clock.withZone(Moneybird.BUSINESS_ZONE)).getYear();
        return "period:" + (year - 10) + "0101.." + (year + 1) + "1231";
    }

    BookedInvoice book(InvoiceDraft draft) {
        var booked = api.createDraft(newInvoice(draft));
        var id = MoneybirdMapper.invoice(booked).id();
        var complaint = MoneybirdDraftCheck.totals(booked, draft.tax()).or(() -> check.lines(booked));
        if (complaint.isPresent()) {
            throw refused(draft, id, complaint.get());
        }
        remember(id);
        return MoneybirdMapper.invoice(booked);
    }

    private NewInvoice newInvoice(InvoiceDraft draft) {
        if (draft.tax().lines().isEmpty()) {
            throw new RejectedException("An invoice without lines can't be booked in Moneybird.", "details", null);
        }
        var lines = new MoneybirdLines(draft, codes);
        return new NewInvoice(
                draft.customer().id().value(),
                draft.reference(),
                draft.invoiceDate(),
                draft.tax().gross().currency().getCurrencyCode(),
                lines.inclusive(),
                codes.workflow(draft),
                codes.days(draft),
                codes.documentStyle(),
                MoneybirdLines.alreadyPaid(draft),
                lines.details());
    }

    /** The draft goes again, so that a retry after mending doesn't leave two. */
    private RejectedException refused(InvoiceDraft draft, InvoiceId id, String why) {
        var left = "The draft was removed again.";
        try {
            api.delete(id.value());
        } catch (InvoicingException e) {
            left = "The draft (" + id + ") could not be removed: delete it in Moneybird before trying again.";
        }
        return new RejectedException(
                "The draft of " + draft.reference() + " failed its check in Moneybird. " + why + " " + left,
                "tax_rate_id",
                null);
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
        if (!forgetFresh(id)) {
            var now = existing(id);
            if (MoneybirdMapper.isFinal(now)) {
                return MoneybirdMapper.issued(now);
            }
            refuseUnfit(now);
            date = now.invoiceDate();
        }
        if (!request.invoiceDate().equals(date)) {
            api.changeDate(id.value(), request.invoiceDate());
        }
        return MoneybirdMapper.issued(api.send(id.value(), new Sending("Email", request.email())));
    }

    private void refuseUnfit(Invoice draft) {
        if (MoneybirdMapper.isScheduled(draft)) {
            throw new RejectedException(
                    "Somebody scheduled invoice " + draft.reference() + " in Moneybird to be sent on "
                            + draft.invoiceDate() + ": leave it to that, or cancel it there first.",
                    "state",
                    null);
        }
        check.lines(draft).ifPresent(why -> {
            throw new RejectedException(
                    "The draft of " + draft.reference() + " failed its check in Moneybird and stays unsent. " + why,
                    "tax_rate_id",
                    null);
        });
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
    void register(BookedInvoice invoice, PaymentReceived payment) {
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

    private Invoice existing(InvoiceId id) {
        return api.invoice(id.value())
                .orElseThrow(() -> new NotFoundException(
                        "Invoice " + id + " is not in Moneybird any more: somebody deleted it.", null));
    }
}
