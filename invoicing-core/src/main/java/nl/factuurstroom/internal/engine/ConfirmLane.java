package nl.factuurstroom.internal.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.SaleReader.WonState;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Trigger;

/**
 * Right before booking, the source is asked again, many at once: no longer won, cancelled; changed, read anew. Where the
 * store may not know, the books are asked first. Booked sales that got a signal are compared here too, and left as they are.
 */
final class ConfirmLane implements BatchLane {

    private final Desk desk;
    private final String source;
    private final @Nullable Trigger trigger;
    private final Issued issued;
    private final GoLive goLive;

    ConfirmLane(Desk desk, String source, @Nullable Trigger trigger, Issued issued, GoLive goLive) {
        this.desk = desk;
        this.source = source;
        this.trigger = trigger;
        this.issued = issued;
        this.goLive = goLive;
    }

    @Override
    public String lane() {
        return Lanes.confirm(source);
    }

    @Override
    public int batchSize() {
        return trigger == null ? 100 : trigger.reader().batchSize();
    }

    @Override
    public Gate gate() {
        return desk.gates.of(trigger);
    }

    @Override
    public void take(List<ProcessRow> rows) {
        var states = new HashMap<ProcessKey, InvoiceState>();
        rows.forEach(row -> states.put(row.key, InvoiceState.of(row)));
        var won = wonStates(rows, states);
        var inBooks = inBooks(rows, states);
        desk.parts
                .backend()
                .transact(tx -> rows.forEach(row -> apply(
                        tx,
                        row.copy(),
                        InvoiceState.of(row),
                        won.get(row.key.ref()),
                        inBooks.getOrDefault(String.valueOf(row.reference), List.of()))));
        desk.parts.backend().nudge();
    }

    private Map<SaleRef, WonState> wonStates(List<ProcessRow> rows, Map<ProcessKey, InvoiceState> states) {
        var refs = rows.stream()
                .filter(row -> !submitted(states, row))
                .map(row -> row.key.ref())
                .collect(Collectors.toSet());
        if (refs.isEmpty() || trigger == null) {
            return Map.of();
        }
        gate().grantNow(1, Lanes.PRIORITY_SALE);
        return gate().call(() -> trigger.reader().wonStates(refs));
    }

    private Map<String, List<BookedInvoice>> inBooks(List<ProcessRow> rows, Map<ProcessKey, InvoiceState> states) {
        Set<String> references = rows.stream()
                .filter(row -> row.step == Step.CONFIRM && lookFirst(states, row) && row.reference != null)
                .map(row -> String.valueOf(row.reference))
                .collect(Collectors.toSet());
        if (references.isEmpty()) {
            return Map.of();
        }
        var books = desk.gates.of(desk.parts.gateway());
        books.grantNow(1, Lanes.PRIORITY_SALE);
        return books.call(() -> desk.parts.gateway().find(references)).stream()
                .collect(Collectors.groupingBy(BookedInvoice::reference));
    }

    private void apply(Tx tx, ProcessRow row, InvoiceState state, @Nullable WonState won, List<BookedInvoice> inBooks) {
        if (!tx.isCurrent(row)) {
            return;
        }
        if (row.step != Step.CONFIRM) {
            compareBooked(tx, row, state, won);
            return;
        }
        if (!state.submitted && won == null) {
            row.attempt++;
            row.dueAt = tx.now().plus(Failures.backoff(row.attempt));
            write(tx, row, "TRY_LATER", "The source gave no answer about this sale");
            return;
        }
        boolean differs = won != null
                && (!won.won() || !won.version().equals(state.frozenSale().version()));
        if (differs && state.part > 1) {
            laterPartDiffers(tx, row);
            return;
        }
        if (won != null && !won.won()) {
            var paid = ReadLane.paidButOver(state);
            if (paid != null) {
                state.thaw();
                state.into(row);
                row.become(Step.READ);
                row.attention(ReadLane.PAID_NOT_WON, paid, tx.now()).rest();
                write(tx, row, ReadLane.PAID_NOT_WON, paid);
                return;
            }
            row.become(Step.NOT_WON);
            row.rest();
            write(tx, row, "CANCELLED", "No longer won at its source: nothing was booked");
            return;
        }
        if (won != null && !won.version().equals(state.frozenSale().version())) {
            state.thaw();
            state.into(row);
            row.become(Step.READ);
            row.batch(Lanes.read(source), tx.now());
            write(tx, row, "CHANGED", "The sale changed at its source: read again");
            return;
        }
        confirmed(tx, row, state, inBooks);
    }

    /** Before anything was invoiced, the first part sees to the change and renews this one; afterwards a person decides. */
    private void laterPartDiffers(Tx tx, ProcessRow row) {
        var first = tx.process(new ProcessKey(row.key.pipeline(), row.key.sale(), 1, Strand.INVOICE));
        if (first.isPresent() && first.get().step.isBooked()) {
            var text = "The sale changed after its first instalment was invoiced: decide what becomes of "
                    + row.reference + ".";
            row.attention("DEAL_DIFFERS", text, tx.now());
            row.rest();
            write(tx, row, "DEAL_DIFFERS", text);
            return;
        }
        row.dueAt = tx.now().plus(java.time.Duration.ofMinutes(5));
        write(tx, row, "TRY_LATER", "The sale changed: waits for its first part");
    }

    private void confirmed(Tx tx, ProcessRow row, InvoiceState state, List<BookedInvoice> inBooks) {
        state.confirmedSignals = row.signals;
        state.confirmedAt = tx.now();
        if (inBooks.isEmpty()) {
            row.become(Step.BOOK);
            row.own(tx.now());
            state.into(row);
            write(
                    tx,
                    row,
                    "CONFIRMED",
                    state.lookFirst ? "Still won; the books don't have it yet" : "Still won and unchanged");
            return;
        }
        var own =
                inBooks.stream().max(Comparator.comparing(BookedInvoice::state)).orElseThrow();
        if (inBooks.size() > 1) {
            row.attention(
                    "DUPLICATE_IN_BOOKS",
                    "The books have " + inBooks.size() + " invoices with reference " + row.reference
                            + ": keep one, then mark this sale as done by hand with its number.",
                    tx.now());
            row.rest();
            write(tx, row, "DUPLICATE_IN_BOOKS", "Found " + inBooks.size() + " invoices in the books");
            return;
        }
        var difference = BookStep.difference(state, own);
        if (difference != null) {
            row.attention("BOOKS_DIFFER_FROM_SALE", difference, tx.now());
            row.rest();
            write(tx, row, "BOOKS_DIFFER_FROM_SALE", difference);
            return;
        }
        adopt(tx, row, state, own);
    }

    /** The store didn't know, the books did: take it over instead of booking it again. */
    private void adopt(Tx tx, ProcessRow row, InvoiceState state, BookedInvoice own) {
        state.booked = own;
        row.booksId = own.id().value();
        var effect = new EffectRow(
                row.key, BookStep.ACT, desk.gates.of(desk.parts.gateway()).account, tx.now(), tx.now(), tx.now());
        effect.reference = row.reference;
        effect.status = EffectRow.Status.DONE;
        effect.vendorId = own.id().value();
        effect.answer = StateJson.write(own);
        tx.insert(effect);
        if (own.state() == BookedInvoice.State.FINAL) {
            row.become(Step.NUMBER);
            row.batch(Lanes.NUMBER, tx.now());
            issued.finishIfNumbered(tx, row, state);
        } else {
            row.become(Step.BOOK);
            row.own(tx.now());
        }
        state.into(row);
        write(tx, row, "FOUND_IN_BOOKS", "The books already had it as " + own.id() + ": taken over, not booked again");
    }

    /** After booking, a change at the source changes nothing here; it is shown. */
    private void compareBooked(Tx tx, ProcessRow row, InvoiceState state, @Nullable WonState won) {
        state.comparedAt = tx.now();
        state.confirmedSignals = row.signals;
        row.rest();
        boolean differs = won != null
                && state.sale != null
                // Refunded whole it is no longer won; its credit notes are the answer.
                && (won.won() || !state.isCreditedWhole())
                && (!won.won() || !won.version().equals(state.sale.version()));
        if (differs) {
            var text = "The deal differs from invoice " + Issued.numberOrReference(row) + ": "
                    + (won != null && won.won() ? "it was edited" : "it is no longer won")
                    + " after booking. Credit or correct the invoice by hand if need be, then mark this as handled.";
            row.attention("DEAL_DIFFERS", text, tx.now());
        } else if ("DEAL_DIFFERS".equals(row.attentionCode)) {
            row.clearAttention();
        }
        state.into(row);
        write(
                tx,
                row,
                differs ? "DEAL_DIFFERS" : "COMPARED",
                differs ? "Changed after booking" : "Unchanged after booking");
    }

    private void write(Tx tx, ProcessRow row, String code, String text) {
        row.updatedAt = tx.now();
        if (!tx.update(row)) {
            throw new Flow.LostRace();
        }
        tx.wake(row);
        desk.journal.write(tx, row.key.sale(), code, text);
    }

    private static boolean submitted(Map<ProcessKey, InvoiceState> states, ProcessRow row) {
        var state = states.get(row.key);
        return state != null && state.submitted;
    }

    /** Sales of a backfill, and all that were won before this store began to work without a gap. */
    private boolean lookFirst(Map<ProcessKey, InvoiceState> states, ProcessRow row) {
        var state = states.get(row.key);
        if (state == null || state.lookFirst || state.sale == null) {
            return state != null && state.lookFirst;
        }
        var since = desk.parts.backend().inTransaction(goLive::operatingSince);
        return state.sale.wonAt().isBefore(since);
    }
}
