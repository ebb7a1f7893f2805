package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;

/** Makes the draft final and sends it, once; extras of an unclear booking are cleared away before. */
final class IssueStep {

    static final String ACT = "issue";

    private final Desk desk;
    private final Issued issued;
    private final Recheck recheck;
    private final Extras extras;
    private final Gate gate;

    IssueStep(Desk desk, Issued issued, Recheck recheck, Extras extras) {
        this.desk = desk;
        this.issued = issued;
        this.recheck = recheck;
        this.extras = extras;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    void take(ProcessRow row, InvoiceState state) {
        boolean begun = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, ACT))
                .isPresent();
        if (!begun && !mayGoOut(row, state)) {
            return;
        }
        var act = new Issue(
                desk.parts.gateway(), gate, new IssueRequest(state.bookedInvoice(), desk.parts.today(), null));
        var outcome = desk.effects.perform(row, act);
        if (outcome instanceof Effects.Outcome.Done<IssuedInvoice> done) {
            issued(row, state, act, done);
        } else if (outcome instanceof Effects.Outcome.Wait<IssuedInvoice> wait) {
            row.dueAt = wait.until();
            desk.commit(row, state);
        } else if (outcome instanceof Effects.Outcome.Conflict<IssuedInvoice> conflict) {
            desk.attention(row, state, "REFERENCE_TAKEN", conflict.text());
        }
    }

    private void issued(ProcessRow row, InvoiceState state, Issue act, Effects.Outcome.Done<IssuedInvoice> done) {
        state.booked = done.result().invoice();
        state.sending = done.result().sending();
        row.clearAttention();
        remarkOnSending(row, done.result().sending(), "invoice", desk.parts.now());
        row.become(Step.NUMBER);
        row.batch(Lanes.NUMBER, desk.parts.now().plus(desk.parts.numberDelay()));
        desk.commitDone(row, state, act, done, tx -> {
            desk.note(
                    row,
                    tx,
                    "ISSUED",
                    "Final" + (state.sending instanceof IssuedInvoice.Sending.Sent ? " and sent" : ""));
            issued.finishIfNumbered(tx, row, state);
        });
        desk.tellWhenThere(row);
        if (row.attentionText != null) {
            desk.journal.tell(row.key.sale(), "NEEDS_ATTENTION", row.attentionText);
        }
    }

    /** What a person must see to when it is final but perhaps not sent. */
    static void remarkOnSending(ProcessRow row, IssuedInvoice.Sending sending, String what, java.time.Instant now) {
        if (sending instanceof IssuedInvoice.Sending.NotSent notSent) {
            row.attention(
                    "NOT_SENT",
                    "The " + what + " is final but was not sent: " + sentence(notSent.why())
                            + " Send it from the books.",
                    now);
        } else if (sending instanceof IssuedInvoice.Sending.Unknown unknown) {
            row.attention(
                    "SENDING_UNKNOWN",
                    "The " + what + " is final; whether it was sent can't be told: " + sentence(unknown.why())
                            + " Look in the books, and send it from there if need be.",
                    now);
        }
    }

    private static String sentence(String why) {
        return why.endsWith(".") ? why : why + ".";
    }

    private boolean mayGoOut(ProcessRow row, InvoiceState state) {
        return recheck.allows(row, state) && extras.clearBefore(row, state);
    }

    /** The act of issuing. */
    record Issue(AccountingGateway gateway, Gate gate, IssueRequest request) implements BooksAct<IssuedInvoice> {

        @Override
        public String name() {
            return ACT;
        }

        @Override
        public Class<IssuedInvoice> answerType() {
            return IssuedInvoice.class;
        }

        /** Read by id, so the search's lag doesn't matter. */
        @Override
        public Duration searchLag() {
            return Duration.ZERO;
        }

        @Override
        public IssuedInvoice send() {
            return gateway.issue(request);
        }

        /** Issuing what is final sends nothing (G5) and tells whether it was sent, where the books know. */
        @Override
        public List<IssuedInvoice> lookUp() {
            return gateway.read(Set.of(request.invoice().id())).stream()
                    .filter(invoice -> invoice.state() == BookedInvoice.State.FINAL)
                    .map(invoice -> gateway.issue(new IssueRequest(invoice, request.invoiceDate(), request.email())))
                    .toList();
        }

        @Override
        public String vendorId(IssuedInvoice result) {
            return result.invoice().id().value();
        }
    }
}
