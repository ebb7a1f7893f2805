package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.TaxResult;

/** Holds a refund against its invoice: waits for the invoice, reads the refund at its source, and decides the credit note. */
final class CreditWeighing {

    /** A refund of a sale that isn't (or no longer) on its way to an invoice is let go after this. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private static final Duration LOOK_AT_WAITING = Duration.ofHours(6);
    private static final Duration LOOK_AT_APPROVAL = Duration.ofMinutes(30);

    /** Writes row and state in one commit. */
    interface Commit {
        void write(ProcessRow row, CreditState state, Consumer<Tx> more);
    }

    /** The invoice of a refund, and whether there are others beside it. */
    private record Found(ProcessRow row, boolean isOneOfSeveral) {}

    private final Desk desk;
    private final Commit commit;
    private final Gate books;

    CreditWeighing(Desk desk, Commit commit) {
        this.desk = desk;
        this.commit = commit;
        this.books = desk.gates.of(desk.parts.gateway());
    }

    void take(ProcessRow row, CreditState state) {
        if (state.undone) {
            drop(row, state, "REFUND_UNDONE", "The refund failed before it was credited: nothing to do");
            return;
        }
        var found = find(state);
        if (found.isEmpty()) {
            waitForInvoice(row, state, false);
            return;
        }
        var invoice = found.get().row();
        state.invoice = invoice.key.text();
        if (found.get().isOneOfSeveral()) {
            ask(row, state, "REFUND_OF_PARTS", "the sale became several invoices: choose what is credited on which");
            return;
        }
        switch (invoice.step) {
            case ISSUED -> weigh(row, state, InvoiceState.of(invoice).booked);
            case DRAFTED -> weighDrafted(row, state, InvoiceState.of(invoice).bookedInvoice());
            case DONE_BY_HAND ->
                ask(
                        row,
                        state,
                        "REFUND_BY_HAND",
                        "it was invoiced by hand as " + invoice.invoiceNumber + ": credit it so too");
            case APPROVE -> {
                row.attention(
                        "REFUND_BEFORE_APPROVAL",
                        "Money went back before invoice " + invoice.reference
                                + " was approved: abandon that one, or approve it; its credit note then follows by itself.",
                        desk.parts.now());
                row.dueAt = desk.parts.now().plus(LOOK_AT_APPROVAL);
                commit.write(row, state, tx -> {});
            }
            default -> waitForInvoice(row, state, invoice.step.isBeforeBooking() || invoice.step.isBooked());
        }
    }

    private Optional<Found> find(CreditState state) {
        return desk.parts
                .backend()
                .inTransaction(tx -> Refunds.going(
                                tx, desk.parts.name(), state.refundedSale().key())
                        .map(invoice -> new Found(
                                invoice,
                                tx.ofSale(desk.parts.name(), invoice.key.sale()).stream()
                                                .filter(row -> row.key.strand() == Strand.INVOICE)
                                                .count()
                                        > 1)));
    }

    private void waitForInvoice(ProcessRow row, CreditState state, boolean comes) {
        if (!comes && row.createdAt.plus(PATIENCE).isBefore(desk.parts.now())) {
            drop(
                    row,
                    state,
                    "NEVER_INVOICED",
                    "Refund " + state.refundId + ": the sale was not invoiced, so nothing is credited");
            return;
        }
        row.clearAttention();
        row.attempt++;
        row.dueAt = desk.parts.now().plus(Failures.backoff(row.attempt));
        commit.write(row, state, tx -> {});
    }

    /** People finish drafts in the books; that is where it shows. */
    private void weighDrafted(ProcessRow row, CreditState state, BookedInvoice draft) {
        books.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        var now = books.call(() -> desk.parts.gateway().read(Set.of(draft.id()))).stream()
                .findFirst()
                .orElse(null);
        if (now == null || now.state() != BookedInvoice.State.FINAL || now.number() == null) {
            ask(
                    row,
                    state,
                    "REFUND_OF_DRAFT",
                    now == null
                            ? "its draft " + draft.reference() + " is gone from the books: abandon this"
                            : "draft " + draft.reference()
                                    + " is not final yet: correct or delete it there and abandon this, or make it final"
                                    + " and retry this, which then makes the credit note");
            return;
        }
        weigh(row, state, now);
    }

    private void weigh(ProcessRow row, CreditState state, @Nullable BookedInvoice original) {
        var trigger = desk.parts.triggers().get(state.refundedSale().source());
        var reader = trigger == null ? null : trigger.refunds().orElse(null);
        if (reader == null || original == null || original.number() == null) {
            ask(row, state, "REFUND_UNREADABLE", "its source or its invoice can't be read here");
            return;
        }
        var gate = desk.gates.of(trigger);
        gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        var refund = gate.call(() -> reader.refund(state.refundedSale(), state.refundId));
        if (refund.isEmpty()) {
            ask(row, state, "REFUND_UNKNOWN", "its source doesn't know refund " + state.refundId + " (any more)");
        } else if (refund.get().state() == Refund.State.UNDONE) {
            drop(row, state, "REFUND_UNDONE", "The refund failed before it was credited: nothing to do");
        } else if (refund.get().state() == Refund.State.WAITING) {
            row.clearAttention();
            row.dueAt = desk.parts.now().plus(LOOK_AT_WAITING);
            commit.write(row, state, tx -> {});
        } else {
            decide(row, state, original, refund.get());
        }
    }

    private void decide(ProcessRow row, CreditState state, BookedInvoice original, Refund refund) {
        state.refund = refund;
        commit.write(row, state, tx -> {
            var invoice = tx.process(state.invoiceKey(desk.parts.name())).orElseThrow(Flow.LostRace::new);
            var problem = decideNow(tx, row, state, invoice, original);
            if (problem == null) {
                row.clearAttention();
                row.own(tx.now());
                desk.note(
                        row,
                        tx,
                        "CREDIT_DECIDED",
                        TaxStep.summary(state.decided().note().tax()));
            } else {
                row.attention("REFUND_DOES_NOT_FIT", sentence(refund, problem), tx.now())
                        .rest();
                desk.note(row, tx, "REFUND_DOES_NOT_FIT", problem);
            }
        });
        if (row.attentionText != null) {
            desk.journal.tell(row.key.sale(), "NEEDS_ATTENTION", row.attentionText);
        }
    }

    /** Takes its share of the invoice in the same commit. @return why it doesn't fit, or null */
    private @Nullable String decideNow(
            Tx tx, ProcessRow row, CreditState state, ProcessRow invoice, BookedInvoice original) {
        var known = InvoiceState.of(invoice);
        var refund = state.readRefund();
        if (known.tax == null || known.customer == null || known.sale == null) {
            return "what was invoiced is no longer known here";
        }
        var whole = known.tax;
        var earlier = known.credits.stream().map(CreditState.Share::tax).toList();
        var left = earlier.stream().map(TaxResult::gross).reduce(whole.gross(), Money::plus);
        if (!refund.amount().currency().equals(left.currency())) {
            return "the invoice is in " + left.currency();
        }
        if (refund.amount().compareTo(left) > 0) {
            return "of invoice " + original.number() + " only " + left + " is left to credit";
        }
        boolean isWhole = earlier.isEmpty() && refund.amount().equals(whole.gross());
        var number = String.valueOf(original.number());
        var date = original.invoiceDate() == null ? desk.parts.today() : original.invoiceDate();
        var tax = isWhole
                ? CreditNote.whole(whole, number, date)
                : CreditNote.amount(whole, earlier, refund.amount(), number, date);
        known.creditNotes++;
        known.credits.add(new CreditState.Share(row.key.text(), tax));
        known.into(invoice);
        invoice.updatedAt = tx.now();
        if (!tx.update(invoice)) {
            throw new Flow.LostRace();
        }
        state.draft = new CreditNoteDraft(
                new InvoiceDraft(
                        known.reference() + "-C" + known.creditNotes,
                        known.customer,
                        tax,
                        "Creditnota bij factuur " + number,
                        desk.parts.today(),
                        TaxStep.taxDate(known.sale),
                        known.sale.purchaseOrder(),
                        null,
                        null),
                original,
                isWhole);
        row.reference = known.reference() + "-C" + known.creditNotes;
        PartSplit.fill(row, tax);
        return null;
    }

    private void drop(ProcessRow row, CreditState state, String code, String text) {
        row.become(Step.CREDIT_DROPPED);
        row.clearAttention();
        row.rest();
        commit.write(row, state, tx -> {
            giveBack(tx, row, state);
            desk.note(row, tx, code, text);
        });
    }

    /** What the credit note would have taken of its invoice may be taken by another one. */
    static void giveBack(Tx tx, ProcessRow row, CreditState state) {
        row.netMinor = 0;
        row.grossMinor = 0;
        if (state.invoice == null) {
            return;
        }
        tx.process(state.invoiceKey(row.key.pipeline())).ifPresent(invoice -> {
            var known = InvoiceState.of(invoice);
            if (known.credits.removeIf(share -> share.process().equals(row.key.text()))) {
                known.into(invoice);
                if (!tx.update(invoice)) {
                    throw new Flow.LostRace();
                }
            }
        });
    }

    private void ask(ProcessRow row, CreditState state, String code, String why) {
        var text = "Money went back to the buyer (refund " + state.refundId + "), and " + why + ".";
        row.attention(code, text, desk.parts.now()).rest();
        commit.write(row, state, tx -> desk.note(row, tx, code, text));
        desk.journal.tell(row.key.sale(), "NEEDS_ATTENTION", text);
    }

    private static String sentence(Refund refund, String problem) {
        return refund.amount() + " went back to the buyer (refund " + refund.id() + "), but " + problem
                + ": make the credit note by hand, then mark this as done by hand.";
    }
}
