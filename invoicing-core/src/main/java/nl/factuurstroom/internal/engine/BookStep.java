package nl.factuurstroom.internal.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.Sale;

/** Makes the draft in the books, once, and compares its total with ours before it goes any further. */
final class BookStep {

    static final String ACT = "book";

    private final Desk desk;
    private final Issued issued;
    private final GoLive goLive;
    private final Recheck recheck;
    private final Gate gate;
    private final HourlyLimit limit;

    BookStep(Desk desk, Issued issued, GoLive goLive, Recheck recheck) {
        this.desk = desk;
        this.issued = issued;
        this.goLive = goLive;
        this.recheck = recheck;
        this.gate = desk.gates.of(desk.parts.gateway());
        this.limit = new HourlyLimit(desk);
    }

    void take(ProcessRow row, InvoiceState state) {
        if (state.booked != null) {
            compareAgain(row, state);
            return;
        }
        var act = act(state);
        boolean mayHaveBegun = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, ACT))
                .filter(EffectRow::mayExist)
                .isPresent();
        if (!mayHaveBegun && !isConfirmed(row, state)) {
            row.become(Step.CONFIRM);
            desk.commit(row.batch(Lanes.confirm(row.key.ref(), state), desk.parts.now()), state);
            return;
        }
        if (!mayHaveBegun && !recheck.allows(row, state)) {
            return;
        }
        try {
            var outcome = desk.effects.perform(row, act);
            if (outcome instanceof Effects.Outcome.Done<BookedInvoice> done) {
                booked(row, state, act, done);
            } else if (outcome instanceof Effects.Outcome.Wait<BookedInvoice> wait) {
                row.dueAt = wait.until();
                desk.commit(row, state);
            } else if (outcome instanceof Effects.Outcome.Conflict<BookedInvoice> conflict) {
                desk.attention(row, state, "REFERENCE_TAKEN", conflict.text());
            }
        } catch (HourlyLimit.Hit hit) {
            limit.pause(row, "invoices");
        }
    }

    /** No signal came since the sale was confirmed, and the store wasn't replaced by an older one. */
    private boolean isConfirmed(ProcessRow row, InvoiceState state) {
        var since = desk.parts.backend().inTransaction(goLive::operatingSince);
        // A gap is minutes long, so a node whose clock is a little behind the one that noticed it may be believed.
        return row.signals == state.confirmedSignals
                && state.confirmedAt != null
                && !state.confirmedAt.plus(Effects.CLOCKS_APART).isBefore(since);
    }

    private void booked(ProcessRow row, InvoiceState state, Book act, Effects.Outcome.Done<BookedInvoice> done) {
        state.booked = done.result();
        row.booksId = done.result().id().value();
        row.reference = state.reference();
        var difference = difference(state, done.result());
        if (difference != null) {
            row.attention("BOOKS_DIFFER_FROM_SALE", difference, desk.parts.now())
                    .rest();
            desk.commitDone(row, state, act, done, tx -> desk.note(row, tx, "BOOKS_DIFFER_FROM_SALE", difference));
            desk.journal.tell(row.key.sale(), "NEEDS_ATTENTION", difference);
            return;
        }
        next(row, state);
        desk.commitDone(row, state, act, done, tx -> {
            desk.note(
                    row,
                    tx,
                    "BOOKED",
                    "Booked in the books as " + done.result().id() + ", total "
                            + done.result().total());
            issued.finishIfNumbered(tx, row, state);
        });
        desk.tellWhenThere(row);
    }

    /** After a person mended the draft in the books. */
    private void compareAgain(ProcessRow row, InvoiceState state) {
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        var now = gate.call(
                () -> desk.parts.gateway().read(Set.of(state.bookedInvoice().id())));
        if (now.isEmpty()) {
            desk.attention(
                    row,
                    state,
                    "DRAFT_GONE",
                    "The draft for " + row.reference
                            + " is no longer in the books: abandon this sale, or mark it as done by hand.");
            return;
        }
        state.booked = now.get(0);
        var difference = difference(state, now.get(0));
        if (difference != null) {
            desk.attention(row, state, "BOOKS_DIFFER_FROM_SALE", difference);
            return;
        }
        row.clearAttention();
        next(row, state);
        desk.commit(row, state, tx -> issued.finishIfNumbered(tx, row, state));
        desk.tellWhenThere(row);
    }

    /** Where a booked invoice goes: on to the customer, to a person, or nowhere further. */
    void next(ProcessRow row, InvoiceState state) {
        var invoice = state.bookedInvoice();
        row.clearAttention();
        if (invoice.state() == BookedInvoice.State.FINAL) {
            row.become(Step.NUMBER);
            row.batch(Lanes.NUMBER, desk.parts.now());
        } else if (!desk.parts.delivery().issues()) {
            row.become(Step.DRAFTED);
            row.rest();
        } else if (desk.parts.delivery().needsApproval(state.decidedTax()) && state.approvedBy == null) {
            row.become(Step.APPROVE);
            row.attention(
                            "APPROVAL",
                            "Draft " + state.reference() + " for "
                                    + state.knownCustomer().name() + ", " + invoice.total() + ", waits for approval.",
                            desk.parts.now())
                    .rest();
        } else {
            row.become(Step.ISSUE);
            row.own(desk.parts.now());
        }
    }

    @javax.annotation.Nullable
    static String difference(InvoiceState state, BookedInvoice invoice) {
        var ours = state.decidedTax().gross();
        if (!invoice.customer().equals(state.knownCustomer().id())) {
            return "Invoice " + invoice.reference() + " in the books is for another customer (" + invoice.customer()
                    + ") than this sale: correct it in the books, then retry.";
        }
        if (!invoice.total().currency().equals(ours.currency())
                || invoice.total().compareTo(ours) != 0) {
            return "The books make the total of " + invoice.reference() + " " + invoice.total() + " but it should be "
                    + ours + ": it was left unprocessed. Check VAT codes and prices in the books, then retry.";
        }
        return null;
    }

    private Book act(InvoiceState state) {
        return new Book(desk.parts.gateway(), gate, draft(state), tx -> limit.check(tx, ACT));
    }

    InvoiceDraft draft(InvoiceState state) {
        var sale = state.frozenSale();
        return new InvoiceDraft(
                state.reference(),
                state.knownCustomer(),
                state.decidedTax(),
                description(sale),
                desk.parts.today(),
                TaxStep.taxDate(sale),
                sale.purchaseOrder(),
                state.knownCustomer().paymentTerm(),
                state.part == 1 ? sale.payment() : null);
    }

    static String description(Sale sale) {
        if (sale.purchaseOrder() == null) {
            return sale.title();
        }
        return "Inkooporder " + sale.purchaseOrder() + (sale.title().isBlank() ? "" : " - " + sale.title());
    }

    /** The act of making the draft. */
    private record Book(AccountingGateway gateway, Gate gate, InvoiceDraft draft, java.util.function.Consumer<Tx> guard)
            implements BooksAct<BookedInvoice> {

        @Override
        public String name() {
            return ACT;
        }

        @Override
        public Class<BookedInvoice> answerType() {
            return BookedInvoice.class;
        }

        @Override
        public Optional<String> reference() {
            return Optional.of(draft.reference());
        }

        @Override
        public void beforeIntent(Tx tx) {
            guard.accept(tx);
        }

        @Override
        public BookedInvoice send() {
            return gateway.book(draft);
        }

        /** Finals first: a draft beside a final is the extra one. */
        @Override
        public List<BookedInvoice> lookUp() {
            return gateway.find(Set.of(draft.reference())).stream()
                    .sorted(Comparator.comparing(BookedInvoice::state).reversed())
                    .toList();
        }

        @Override
        public String vendorId(BookedInvoice result) {
            return result.id().value();
        }
    }
}
