package nl.factuurstroom.internal.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.sale.Refund;

/** The act of making a credit note as a draft. */
record CreditAct(
        AccountingGateway gateway, CreditNotes creditNotes, Gate gate, CreditNoteDraft draft, HourlyLimit limit)
        implements BooksAct<BookedInvoice> {

    static final String ACT = "credit";

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
        return Optional.of(draft.note().reference());
    }

    @Override
    public void beforeIntent(Backend.Tx tx) {
        limit.check(tx, ACT);
    }

    @Override
    public BookedInvoice send() {
        return creditNotes.credit(draft);
    }

    /** Finals first: a draft beside a final is the extra one. */
    @Override
    public List<BookedInvoice> lookUp() {
        return creditNotes.findCredits(draft).stream()
                .sorted(Comparator.comparing(BookedInvoice::state).reversed())
                .toList();
    }

    @Override
    public String vendorId(BookedInvoice result) {
        return result.id().value();
    }

    /** The act of settling a final one. */
    record Settle(
            AccountingGateway gateway,
            CreditNotes creditNotes,
            Gate gate,
            BookedInvoice note,
            BookedInvoice original,
            Refund refund)
            implements BooksAct<BookedInvoice> {

        @Override
        public String name() {
            return "settle-credit";
        }

        @Override
        public Class<BookedInvoice> answerType() {
            return BookedInvoice.class;
        }

        @Override
        public BookedInvoice send() {
            creditNotes.settle(note, original, refund);
            return note;
        }

        @Override
        public List<BookedInvoice> lookUp() {
            return creditNotes.isSettled(note) ? List.of(note) : List.of();
        }

        @Override
        public String vendorId(BookedInvoice result) {
            return refund.id();
        }
    }
}
