package nl.factuurstroom.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** Reads number and due date of freshly issued invoices, many in one call. */
final class NumberLane implements BatchLane {

    private static final int BATCH = 40;

    private final Desk desk;
    private final Issued issued;

    NumberLane(Desk desk, Issued issued) {
        this.desk = desk;
        this.issued = issued;
    }

    @Override
    public String lane() {
        return Lanes.NUMBER;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Gate gate() {
        return desk.gates.of(desk.parts.gateway());
    }

    @Override
    public void take(List<ProcessRow> rows) {
        var ids = rows.stream()
                .map(row -> new InvoiceId(String.valueOf(row.booksId)))
                .collect(Collectors.toSet());
        gate().grantNow(1, Lanes.PRIORITY_SALE);
        Map<InvoiceId, BookedInvoice> read = gate()
                .call(() -> desk.parts.gateway().read(ids))
                .stream()
                .collect(Collectors.toMap(BookedInvoice::id, Function.identity(), (a, b) -> a));
        var told = new java.util.ArrayList<ProcessRow>();
        desk.parts.backend().transact(tx -> {
            told.clear();
            for (ProcessRow row : rows) {
                var copy = row.copy();
                if (apply(tx, copy, read.get(new InvoiceId(String.valueOf(row.booksId))))) {
                    told.add(copy);
                }
            }
        });
        desk.parts.backend().nudge();
        told.forEach(row -> desk.journal.tell(row.key.sale(), "ISSUED", "Invoice " + row.invoiceNumber));
    }

    private boolean apply(Tx tx, ProcessRow row, @javax.annotation.Nullable BookedInvoice invoice) {
        if (!tx.isCurrent(row)) {
            return false;
        }
        boolean complete = invoice != null && Issued.isComplete(invoice);
        if (invoice == null || !complete) {
            row.attempt++;
            row.dueAt = tx.now().plus(Failures.backoff(row.attempt));
            if (row.attempt > 5 && row.attentionCode == null) {
                row.attention(
                        "NUMBER_MISSING",
                        "The books don't show a number and due date for the invoice of " + row.reference
                                + " yet: look there; asking goes on.",
                        tx.now());
            }
            if (tx.update(row)) {
                tx.wake(row);
            }
            return false;
        }
        if ("NUMBER_MISSING".equals(row.attentionCode)) {
            row.clearAttention();
        }
        var state = InvoiceState.of(row);
        issued.finish(tx, row, state, invoice);
        state.into(row);
        row.updatedAt = tx.now();
        if (!tx.update(row)) {
            throw new Flow.LostRace();
        }
        tx.wake(row);
        return true;
    }
}
