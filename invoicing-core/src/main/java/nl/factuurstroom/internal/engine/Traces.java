package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** What a sale leaves outside its own rows: lines of the journal, and what is remembered of its buyer. */
final class Traces {

    /** Longer than any search lags: from then on the books show a customer that was created. */
    private static final Duration SURELY_VISIBLE = Duration.ofDays(1);

    private final String pipeline;
    private final String books;

    Traces(String pipeline, String books) {
        this.pipeline = pipeline;
        this.books = books;
    }

    /** What tells who the buyer is, longest first. */
    static List<String> values(List<ProcessRow> rows, boolean contactsOnly) {
        return rows.stream()
                .flatMap(row -> Blanking.personal(row.state, contactsOnly).stream())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** Who the books know under which identity; a later sale of theirs asks the books again. */
    void forgetCustomers(Tx tx, List<ProcessRow> rows) {
        for (ProcessRow row : rows) {
            if (row.key.strand() != Strand.INVOICE) {
                continue;
            }
            var state = InvoiceState.of(row);
            var buyer = state.buyer != null ? state.buyer : state.sale == null ? null : state.sale.buyer();
            if (buyer != null) {
                CustomerStep.identities(buyer).forEach(identity -> forgetCustomer(tx, identity));
                if (buyer.vatNumber() != null) {
                    tx.dropVatProof(pipeline, buyer.vatNumber());
                }
            }
        }
    }

    void forgetCustomer(Tx tx, String identity) {
        tx.customer(books, identity).filter(known -> known.customerId() != null).ifPresent(known -> {
            var readAt = known.readAt();
            if (readAt == null || readAt.plus(SURELY_VISIBLE).isBefore(tx.now())) {
                tx.forgetCustomer(books, identity);
            } else {
                // Perhaps just created: the books' search may not show it yet, so who it is must stay known.
                tx.put(new CustomerRow(books, identity, known.creating(), known.customerId(), null, readAt));
            }
        });
    }

    /** Puts each line's text anew, under another sale perhaps. */
    void rewriteJournal(Tx tx, String sale, String as, Function<JournalEntry, String> text) {
        var lines = tx.journalOf(pipeline, sale).stream()
                .map(line -> new JournalEntry(line.at(), as, line.code(), text.apply(line)))
                .toList();
        tx.replaceJournal(pipeline, sale, lines);
    }
}
