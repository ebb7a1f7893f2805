package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.internal.engine.Backend.Tx;

/**
 * One refund becomes one credit note: weighed against its invoice, made as a draft, made final and sent under the rules for
 * invoices, settled. Every act goes through {@link Effects}, as those of an invoice do.
 */
final class CreditSteps implements InvoiceRun.Steps {

    private final Desk desk;
    private final CreditWeighing weighing;
    private final PaymentLane payments;
    private final GoLive goLive;
    private final Gate gate;
    private final HourlyLimit limit;
    private final CreditExtras extras;

    CreditSteps(Desk desk, PaymentLane payments, GoLive goLive, CreditExtras extras) {
        this.extras = extras;
        this.goLive = goLive;
        this.limit = new HourlyLimit(desk);
        this.desk = desk;
        this.weighing = new CreditWeighing(desk, this::commit);
        this.payments = payments;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    @Override
    public void take(ProcessRow row) {
        var state = CreditState.of(row);
        switch (row.step) {
            case CREDIT -> {
                if (state.draft == null || dropsUndone(row, state)) {
                    weighing.take(row, state);
                } else {
                    make(row, state);
                }
            }
            case CREDIT_ISSUE -> issue(row, state);
            case CREDIT_SETTLE -> settle(row, state);
            default -> throw new IllegalStateException(row.key.text() + " has no work of its own at " + row.step);
        }
    }

    /** Weighed again, a refund that failed before anything was made ends there. */
    private boolean dropsUndone(ProcessRow row, CreditState state) {
        return state.undone
                && desk.parts
                        .backend()
                        .inTransaction(tx -> tx.effect(row.key, CreditAct.ACT))
                        .filter(EffectRow::mayExist)
                        .isEmpty();
    }

    /** The refund failed when its credit note was there already. */
    static void askAboutUndone(ProcessRow row, Instant now) {
        boolean isFinal = row.step == Step.CREDITED || row.step == Step.CREDIT_SETTLE;
        row.attention(
                "REFUND_UNDONE",
                "The refund failed after credit note " + Issued.numberOrReference(row) + " was made: "
                        + (isFinal
                                ? "the buyer still owes or has paid the whole, so invoice it again by hand, then mark this"
                                        + " as handled."
                                : "delete its draft in the books and abandon this, or retry to send it all the same."),
                now);
        if (!isFinal) {
            row.rest();
        }
    }

    private void make(ProcessRow row, CreditState state) {
        if (state.booked != null) {
            made(row, state, again(state), null, null);
            return;
        }
        if (mayBeInBooks(row, state) && takenOver(row, state)) {
            return;
        }
        var act = new CreditAct(desk.parts.gateway(), extras.creditNotes(), gate, state.decided(), limit);
        Effects.Outcome<BookedInvoice> outcome;
        try {
            outcome = desk.effects.perform(row, act);
        } catch (HourlyLimit.Hit hit) {
            limit.pause(row, "credit notes");
            return;
        }
        if (outcome instanceof Effects.Outcome.Done<BookedInvoice> done) {
            made(row, state, done.result(), act, done);
        } else {
            notDone(row, state, outcome);
        }
    }

    /** The store may have been replaced by an older one since the money went back: then the books are asked first. */
    private boolean mayBeInBooks(ProcessRow row, CreditState state) {
        var since = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, CreditAct.ACT)
                        .filter(EffectRow::mayExist)
                        .<Instant>map(begun -> Instant.EPOCH)
                        .orElseGet(() -> goLive.operatingSince(tx)));
        return !state.readRefund().on().isAfter(TaxStep.day(since));
    }

    /** Takes over what the books have already. @return whether it was given to a person instead */
    private boolean takenOver(ProcessRow row, CreditState state) {
        gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        var found = gate.call(() -> extras.creditNotes().findCredits(state.decided()));
        if (found.isEmpty()) {
            return false;
        }
        if (found.size() > 1) {
            var text = "The books have " + found.size() + " credit notes with reference " + row.reference
                    + ": keep one, then mark this as done by hand with its number.";
            commit(row.attention("DUPLICATE_IN_BOOKS", text, desk.parts.now()).rest(), state, tx -> {});
            tell(row);
            return true;
        }
        var own = found.get(0);
        desk.parts.backend().transact(tx -> {
            // One that was certainly not done, as far as an older store knows, is known better now.
            var before = tx.effect(row.key, CreditAct.ACT);
            var effect = before.orElseGet(
                    () -> new EffectRow(row.key, CreditAct.ACT, gate.account, tx.now(), tx.now(), tx.now()));
            effect.reference = row.reference;
            effect.status = EffectRow.Status.DONE;
            effect.vendorId = own.id().value();
            effect.answer = StateJson.write(own);
            if (!(before.isPresent() ? tx.update(effect) : tx.insert(effect))) {
                throw new Flow.LostRace();
            }
            desk.note(row, tx, "FOUND_IN_BOOKS", "The books already had it as " + own.id() + ": taken over");
        });
        // Performing it now finds it done.
        return false;
    }

    /** After a person mended the draft in the books. */
    private BookedInvoice again(CreditState state) {
        gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        return gate.call(() -> desk.parts.gateway().read(Set.of(state.note().id()))).stream()
                .findFirst()
                .orElseGet(state::note);
    }

    private void made(
            ProcessRow row,
            CreditState state,
            BookedInvoice note,
            @javax.annotation.Nullable CreditAct act,
            @javax.annotation.Nullable Effects.Outcome.Done<BookedInvoice> done) {
        state.booked = note;
        row.booksId = note.id().value();
        row.clearAttention();
        var wanted = state.decided().note();
        boolean differs = !note.total().equals(wanted.tax().gross())
                || !note.customer().equals(wanted.customer().id());
        if (differs) {
            row.attention(
                            "CREDIT_DIFFERS",
                            "The books make credit note " + note.reference() + " " + note.total() + " for "
                                    + note.customer() + " but it should be "
                                    + wanted.tax().gross() + " for "
                                    + wanted.customer().id() + ": correct the draft in the books, then retry.",
                            desk.parts.now())
                    .rest();
        } else {
            next(row, state);
        }
        commitDone(row, state, act, done, tx -> {
            if (!differs && note.state() == BookedInvoice.State.FINAL) {
                becameFinal(tx, row, state);
            }
            var code = differs ? "CREDIT_DIFFERS" : "CREDIT_NOTE_BOOKED";
            desk.note(
                    row,
                    tx,
                    code,
                    "Credit note " + note.reference() + " in the books as " + note.id() + ", " + note.total());
        });
        tell(row);
    }

    /** The rules are those for invoices. */
    private void next(ProcessRow row, CreditState state) {
        var delivery = desk.parts.delivery();
        if (state.note().state() == BookedInvoice.State.FINAL) {
            row.become(Step.CREDIT_SETTLE);
            row.own(desk.parts.now());
        } else if (!delivery.issues()) {
            row.become(Step.CREDIT_DRAFTED);
            row.rest();
        } else if (state.undone) {
            row.become(Step.CREDIT_ISSUE);
            askAboutUndone(row, desk.parts.now());
        } else if (delivery.needsApproval(state.decided().note().tax()) && state.approvedBy == null) {
            row.become(Step.CREDIT_APPROVE);
            row.attention(
                            "APPROVAL",
                            "Credit note " + state.note().reference() + " on invoice "
                                    + state.decided().original().number() + ", "
                                    + state.note().total() + ", waits for approval.",
                            desk.parts.now())
                    .rest();
        } else {
            row.become(Step.CREDIT_ISSUE);
            row.own(desk.parts.now());
        }
    }

    private void issue(ProcessRow row, CreditState state) {
        var begun = desk.parts.backend().inTransaction(tx -> tx.effect(row.key, IssueStep.ACT));
        if (begun.isEmpty() && !clearedOfExtras(row, state)) {
            return;
        }
        var act = new IssueStep.Issue(
                desk.parts.gateway(), gate, new IssueRequest(state.note(), desk.parts.today(), null));
        var outcome = desk.effects.perform(row, act);
        if (outcome instanceof Effects.Outcome.Done<IssuedInvoice> done) {
            state.booked = done.result().invoice();
            state.sending = done.result().sending();
            row.clearAttention();
            IssueStep.remarkOnSending(row, done.result().sending(), "credit note", desk.parts.now());
            row.become(Step.CREDIT_SETTLE);
            row.own(desk.parts.now().plus(desk.parts.numberDelay()));
            commitDone(row, state, act, done, tx -> {
                becameFinal(tx, row, state);
                boolean sent = done.result().sending() instanceof IssuedInvoice.Sending.Sent;
                desk.note(row, tx, "CREDIT_NOTE_ISSUED", "Final" + (sent ? " and sent" : ""));
            });
            tell(row);
        } else {
            notDone(row, state, outcome);
        }
    }

    /** A late request may have made a second draft: it goes. A second final one is a matter for a person. */
    private boolean clearedOfExtras(ProcessRow row, CreditState state) {
        var effect = desk.parts.backend().inTransaction(tx -> tx.effect(row.key, CreditAct.ACT));
        if (effect.isEmpty() || !effect.get().everUnknown) {
            return true;
        }
        var problem = extras.clear(row, state);
        if (problem == null) {
            return true;
        }
        commit(row.attention("DUPLICATE_IN_BOOKS", problem, desk.parts.now()).rest(), state, tx -> {});
        tell(row);
        return false;
    }

    private void settle(ProcessRow row, CreditState state) {
        if (state.note().number() == null && !readNumber(row, state)) {
            return;
        }
        if (!extras.creditNotes().settlesCreditNotes()) {
            credited(row, state, null, null);
            return;
        }
        if (paymentIsUnderWay(state)) {
            row.dueAt = desk.parts.now().plusSeconds(60);
            commit(row, state, tx -> {});
            return;
        }
        var act = new CreditAct.Settle(
                desk.parts.gateway(),
                extras.creditNotes(),
                gate,
                state.note(),
                state.decided().original(),
                state.readRefund());
        var outcome = desk.effects.perform(row, act);
        if (outcome instanceof Effects.Outcome.Done<BookedInvoice> done) {
            credited(row, state, act, done);
        } else {
            notDone(row, state, outcome);
        }
    }

    private void credited(
            ProcessRow row,
            CreditState state,
            @javax.annotation.Nullable CreditAct.Settle act,
            @javax.annotation.Nullable Effects.Outcome.Done<BookedInvoice> done) {
        row.become(Step.CREDITED);
        row.rest();
        var text = "Credit note " + row.invoiceNumber + " of " + state.note().total();
        commitDone(row, state, act, done, tx -> {
            desk.note(row, tx, "CREDITED", text);
            tx.wake(row.key.pipeline(), Lanes.PAYMENT, tx.now(), Lanes.PRIORITY_FOLLOW_UP);
        });
        desk.journal.tell(row.key.sale(), "CREDITED", text);
    }

    private boolean readNumber(ProcessRow row, CreditState state) {
        var now = again(state);
        if (now.number() == null) {
            row.attempt++;
            row.dueAt = desk.parts.now().plus(Failures.backoff(row.attempt));
            if (row.attempt > 5 && row.attentionCode == null) {
                row.attention(
                        "NUMBER_MISSING",
                        "The books don't show a number for credit note " + row.reference
                                + " yet: look there; asking goes on.",
                        desk.parts.now());
            }
            commit(row, state, tx -> {});
            return false;
        }
        state.booked = now;
        row.invoiceNumber = now.number();
        row.invoiceDate = now.invoiceDate();
        if ("NUMBER_MISSING".equals(row.attentionCode)) {
            row.clearAttention();
        }
        return true;
    }

    /** Money that came in before the invoice is still being registered: it decides what the credit note is settled with. */
    private boolean paymentIsUnderWay(CreditState state) {
        return desk.parts
                .backend()
                .inTransaction(
                        tx -> tx.process(state.invoiceKey(desk.parts.name()).strand(Strand.PAYMENT)))
                .filter(payment -> payment.lane != null)
                .isPresent();
    }

    /** The buyer owes less from now on: reminders, CRM and figures know in the same commit. */
    private void becameFinal(Tx tx, ProcessRow row, CreditState state) {
        var note = state.note();
        row.invoiceNumber = note.number();
        row.invoiceDate = note.invoiceDate();
        if (!payments.credited(
                tx, state.invoiceKey(desk.parts.name()), note.total().negated())) {
            row.netMinor = 0;
            row.grossMinor = 0;
        }
    }

    private <R> void notDone(ProcessRow row, CreditState state, Effects.Outcome<R> outcome) {
        if (outcome instanceof Effects.Outcome.Wait<R> wait) {
            row.dueAt = wait.until();
            commit(row, state, tx -> {});
        } else if (outcome instanceof Effects.Outcome.Conflict<R> conflict) {
            commit(
                    row.attention("REFERENCE_TAKEN", conflict.text(), desk.parts.now())
                            .rest(),
                    state,
                    tx -> desk.note(row, tx, "REFERENCE_TAKEN", conflict.text()));
            tell(row);
        }
    }

    private void tell(ProcessRow row) {
        if (row.attentionText != null) {
            desk.journal.tell(row.key.sale(), "NEEDS_ATTENTION", row.attentionText);
        }
    }

    private void commit(ProcessRow row, CreditState state, Consumer<Tx> more) {
        row.version = desk.parts.backend().inTransaction(tx -> {
            more.accept(tx);
            state.into(row);
            row.updatedAt = tx.now();
            var written = row.copy();
            if (!tx.update(written)) {
                throw new Flow.LostRace();
            }
            tx.wake(written);
            return written.version;
        });
        desk.parts.backend().nudge();
    }

    /** When the commit is lost, the vendor's answer is kept all the same. */
    private <R> void commitDone(
            ProcessRow row,
            CreditState state,
            @javax.annotation.Nullable Effects.Act<R> act,
            @javax.annotation.Nullable Effects.Outcome.Done<R> done,
            Consumer<Tx> more) {
        if (act == null || done == null) {
            commit(row, state, more);
            return;
        }
        try {
            commit(row, state, tx -> {
                desk.effects.settle(tx, act, done);
                more.accept(tx);
            });
        } catch (Flow.LostRace lost) {
            desk.effects.rescue(act, done);
            throw lost;
        }
    }
}
