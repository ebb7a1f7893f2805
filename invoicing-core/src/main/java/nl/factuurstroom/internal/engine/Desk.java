package nl.factuurstroom.internal.engine;

import java.util.function.Consumer;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** What every step needs: the parts, the gates, the journal, and the one way to write a row. */
final class Desk {

    final Parts parts;
    final Gates gates;
    final Journal journal;
    final Failures failures;
    final Effects effects;
    final Pause pause;
    final Turnover turnover;

    Desk(Parts parts, Gates gates, Journal journal, Failures failures, Effects effects, Pause pause) {
        this.parts = parts;
        this.gates = gates;
        this.journal = journal;
        this.failures = failures;
        this.effects = effects;
        this.pause = pause;
        this.turnover = new Turnover(parts);
    }

    /** Writes row and state together with what belongs to the same commit. @throws Flow.LostRace when somebody was first */
    void commit(ProcessRow row, InvoiceState state, Consumer<Tx> more) {
        row.version = parts.backend().inTransaction(tx -> {
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
        parts.backend().nudge();
    }

    void commit(ProcessRow row, InvoiceState state) {
        commit(row, state, tx -> {});
    }

    /** Keeps what was learned and waits for a person. */
    void attention(ProcessRow row, InvoiceState state, String code, String text) {
        commit(
                row.attention(code, text, parts.now()).rest(),
                state,
                tx -> journal.write(tx, row.key.sale(), code, text));
        journal.tell(row.key.sale(), "NEEDS_ATTENTION", text);
    }

    /** Tells the host, after the commit, that the invoice is there: finished, or as the draft that it stays. */
    void tellWhenThere(ProcessRow row) {
        if (row.step == Step.ISSUED) {
            journal.tell(row.key.sale(), "ISSUED", "Invoice " + row.invoiceNumber);
        } else if (row.step == Step.DRAFTED) {
            journal.tell(row.key.sale(), "DRAFTED", "A draft waits in the books as " + row.reference);
        }
    }

    void note(ProcessRow row, Tx tx, String code, String text) {
        journal.write(tx, row.key.sale(), code, text);
    }

    /** Commits a done effect with what follows from it; when that commit is lost, the vendor's answer is kept all the same. */
    <R> void commitDone(
            ProcessRow row, InvoiceState state, Effects.Act<R> act, Effects.Outcome.Done<R> done, Consumer<Tx> more) {
        try {
            commit(row, state, tx -> {
                effects.settle(tx, act, done);
                more.accept(tx);
            });
        } catch (Flow.LostRace lost) {
            effects.rescue(act, done);
            throw lost;
        }
    }
}
