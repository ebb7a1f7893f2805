package nl.factuurstroom.connector.moneybird;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewInvoice;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatTreatment;

/** Makes drafts, and lets none go on whose tax rates do something else than was decided. */
final class MoneybirdDrafts {

    private final MoneybirdApi api;
    private final MoneybirdBooks books;
    private final MoneybirdDraftCheck check;

    MoneybirdDrafts(MoneybirdApi api, MoneybirdBooks books, MoneybirdDraftCheck check) {
        this.api = api;
        this.books = books;
        this.check = check;
    }

    Invoice book(InvoiceDraft draft) {
        var booked = api.createDraft(newInvoice(draft));
        var id = MoneybirdMapper.invoice(booked).id();
        Optional<String> complaint =
                MoneybirdDraftCheck.totals(booked, draft.tax()).or(() -> check.lines(booked, used(draft)));
        if (complaint.isPresent()) {
            throw refused(draft, id, complaint.get());
        }
        return booked;
    }

    private Map<String, Set<VatTreatment>> used(InvoiceDraft draft) {
        var used = new HashMap<String, Set<VatTreatment>>();
        for (TaxedLine line : draft.tax().lines()) {
            used.computeIfAbsent(books.taxRate(line), id -> EnumSet.noneOf(VatTreatment.class))
                    .add(line.treatment());
        }
        return used;
    }

    private NewInvoice newInvoice(InvoiceDraft draft) {
        if (draft.tax().lines().isEmpty()) {
            throw new RejectedException("An invoice without lines can't be booked in Moneybird.", "details", null);
        }
        var lines = new MoneybirdLineMapper(draft, books);
        return new NewInvoice(
                draft.customer().id().value(),
                draft.reference(),
                draft.invoiceDate(),
                draft.tax().gross().currency().getCurrencyCode(),
                lines.inclusive(),
                books.workflow(draft),
                books.days(draft),
                books.documentStyle(),
                MoneybirdLineMapper.paymentConditions(draft),
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

    /** @throws RejectedException when a draft that was found must not be sent as it is */
    void refuseUnfit(Invoice draft) {
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
}
