package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.moneybird.MoneybirdJson.list;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.CreditChange;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewPayment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.RemovedDetail;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.Refund;

/**
 * Credit notes. Moneybird makes one as a copy of its original with every quantity turned, which links the two; a second call
 * gives it our reference, and for a part our lines instead. In between the copy has the reference of its original: so a copy
 * that a lost answer left half made is told by that, and finished.
 */
final class MoneybirdCreditNotes {

    /** Instead of asking the buyer to pay a negative amount. */
    private static final String NOTHING_TO_PAY = "Dit bedrag krijgt u terug of is verrekend; u hoeft niets te doen.";

    private final MoneybirdApi api;
    private final MoneybirdBooks books;
    private final MoneybirdAccountingGateway gateway;

    MoneybirdCreditNotes(MoneybirdApi api, MoneybirdBooks books, MoneybirdAccountingGateway gateway) {
        this.api = api;
        this.books = books;
        this.gateway = gateway;
    }

    BookedInvoice credit(CreditNoteDraft draft) {
        // What our settings lack shows before anything is made.
        var change = draft.whole() ? null : new MoneybirdLineMapper(draft.note(), books);
        var copy = api.duplicateToCredit(draft.original().id().value());
        return finish(copy, draft, change);
    }

    List<BookedInvoice> findCredits(CreditNoteDraft draft) {
        var ours = draft.note().reference();
        var theirs = draft.original().reference();
        var found = new ArrayList<BookedInvoice>();
        for (Invoice note : gateway.withReference(List.of(ours, theirs))) {
            boolean same = draft.original().id().value().equals(note.originalSalesInvoiceId());
            if (same && ours.equals(note.reference())) {
                found.add(MoneybirdMapper.invoice(note));
            } else if (same && theirs.equals(note.reference()) && !MoneybirdMapper.isFinal(note)) {
                var change = draft.whole() ? null : new MoneybirdLineMapper(draft.note(), books);
                found.add(finish(note, draft, change));
            }
        }
        return found;
    }

    private BookedInvoice finish(Invoice copy, CreditNoteDraft draft, @Nullable MoneybirdLineMapper lines) {
        var id = MoneybirdMapper.invoice(copy).id().value();
        Invoice done;
        try {
            done = api.changeCredit(id, change(copy, draft, lines));
        } catch (RejectedException refused) {
            throw removed(draft, id, String.valueOf(refused.getMessage()));
        } catch (OutcomeUnknownException unclear) {
            throw unclear;
        } catch (InvoicingException unfinished) {
            throw OutcomeUnknownException.unclearAnswer(
                    "Credit note " + draft.note().reference() + " is half made in Moneybird: "
                            + unfinished.getMessage(),
                    unfinished,
                    null);
        }
        var total = MoneybirdMapper.money(done, done.totalPriceInclTax());
        if (!total.equals(draft.note().tax().gross())) {
            throw removed(
                    draft,
                    id,
                    "Moneybird comes to " + total + ", we to "
                            + draft.note().tax().gross() + ".");
        }
        return MoneybirdMapper.invoice(done);
    }

    private static CreditChange change(Invoice copy, CreditNoteDraft draft, @Nullable MoneybirdLineMapper lines) {
        if (lines == null) {
            return new CreditChange(
                    draft.note().reference(), draft.note().invoiceDate(), conditions(draft), null, null);
        }
        var details = new ArrayList<Object>();
        list(copy.details()).forEach(old -> details.add(new RemovedDetail(String.valueOf(old.id()), true)));
        details.addAll(lines.details());
        return new CreditChange(
                draft.note().reference(), draft.note().invoiceDate(), conditions(draft), lines.inclusive(), details);
    }

    /** With a blocked account it also says which part of the credit belongs to which account. */
    private static String conditions(CreditNoteDraft draft) {
        var split = draft.note().tax().details().gAccount();
        return split == null ? NOTHING_TO_PAY : NOTHING_TO_PAY + " " + split.textNl();
    }

    /** The draft goes again, so that a retry after mending doesn't leave two. */
    private RejectedException removed(CreditNoteDraft draft, String id, String why) {
        var left = "The draft was removed again.";
        try {
            api.delete(id);
        } catch (InvoicingException e) {
            left = "The draft (" + id + ") could not be removed: delete it in Moneybird before trying again.";
        }
        return new RejectedException(
                "Credit note " + draft.note().reference() + " could not be made in Moneybird. " + why + " " + left,
                "details",
                null);
    }

    /** Against an original that is open for at least as much, else as money that went back, marked with the refund's id. */
    void settle(BookedInvoice note, BookedInvoice original, Refund refund) {
        var now = existing(note);
        var left = unpaid(now);
        if (left.signum() == 0) {
            return;
        }
        var open = api.invoice(original.id().value())
                .map(MoneybirdCreditNotes::unpaid)
                .orElse(BigDecimal.ZERO);
        if (open.compareTo(left.abs()) >= 0) {
            api.settleCredit(note.id().value());
        } else {
            api.registerPayment(note.id().value(), new NewPayment(refund.on(), left.toPlainString(), refund.id()));
        }
    }

    boolean isSettled(BookedInvoice note) {
        return unpaid(existing(note)).signum() == 0;
    }

    private static BigDecimal unpaid(Invoice invoice) {
        return Objects.requireNonNullElse(invoice.totalUnpaid(), BigDecimal.ZERO);
    }

    private Invoice existing(BookedInvoice note) {
        return api.invoice(note.id().value())
                .orElseThrow(() -> new NotFoundException(
                        "Credit note " + note.reference() + " is not in Moneybird any more: somebody deleted it.",
                        null));
    }
}
