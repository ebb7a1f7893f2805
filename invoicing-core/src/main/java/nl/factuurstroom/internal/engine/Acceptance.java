package nl.factuurstroom.internal.engine;

import java.time.Duration;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Signal;

/** Lets signals in: stored in the caller's commit, before anything is answered. No vendor is called here. */
final class Acceptance {

    /** Own writes bring a sale back in a poll; compared not more often than this. */
    private static final Duration COMPARE_AGAIN = Duration.ofMinutes(15);

    private static final Duration GATHER_HINTS = Duration.ofSeconds(30);

    private final Parts parts;
    private final Journal journal;
    private final GoLive goLive;
    private final Refunds refunds;

    Acceptance(Parts parts, Journal journal, GoLive goLive) {
        this.parts = parts;
        this.journal = journal;
        this.goLive = goLive;
        this.refunds = new Refunds(parts, journal);
    }

    void accept(Tx tx, Signal signal) {
        if (signal instanceof Signal.SaleChanged changed) {
            sale(tx, changed.ref(), changed.opens(), changed.what(), false);
        } else if (signal instanceof Signal.InvoiceChanged changed) {
            invoice(tx, changed);
        } else if (signal instanceof Signal.MoneyReturned returned) {
            refunds.accept(tx, returned);
        }
    }

    /** A sale that a poll returned: known ones are often only echoes of our own writing. */
    void polled(Tx tx, SaleRef ref) {
        sale(tx, ref, true, "found by the catch-up poll", true);
    }

    /** A sale handed in by the host. @return false when it was there already */
    boolean submit(Tx tx, SaleRef ref, Sale sale) {
        var key = ProcessKey.invoice(parts.name(), ref);
        if (!tx.claim(parts.name(), ref.key(), key).equals(key)
                || tx.process(key).isPresent()) {
            return false;
        }
        var row = fresh(tx, key);
        var state = new InvoiceState();
        state.sale = sale;
        state.submitted = true;
        state.lookFirst = sale.wonAt().isBefore(goLive.operatingSince(tx));
        state.into(row);
        row.become(Step.CUSTOMER);
        row.reference = sale.reference();
        row.own(tx.now());
        tx.insert(row);
        tx.wake(row);
        journal.write(tx, ref.key(), "SUBMITTED", "Handed in by the host");
        return true;
    }

    /** A sale of a backfill plan. */
    void backfill(Tx tx, SaleRef ref) {
        var key = ProcessKey.invoice(parts.name(), ref);
        var owner = tx.claim(parts.name(), ref.key(), key);
        var known = tx.process(owner);
        if (known.isEmpty()) {
            var row = fresh(tx, key);
            var state = new InvoiceState();
            state.backfill = true;
            state.into(row);
            read(tx, row, Duration.ZERO);
            tx.insert(row);
            tx.wake(row);
            journal.write(tx, ref.key(), "BACKFILL", "Taken by a backfill");
        } else if (known.get().step == Step.BEFORE_GO_LIVE) {
            var row = known.get();
            var state = InvoiceState.of(row);
            state.backfill = true;
            state.into(row);
            readAgain(tx, row, "Taken by a backfill");
        }
    }

    private void sale(Tx tx, SaleRef ref, boolean opens, String what, boolean polled) {
        var owner = tx.owner(parts.name(), ref.key());
        if (owner.isEmpty()) {
            if (opens) {
                open(tx, ref, what);
            }
            return;
        }
        var known = tx.process(owner.get());
        if (known.isPresent()) {
            reconsider(tx, known.get(), what, polled);
        }
    }

    private void open(Tx tx, SaleRef ref, String what) {
        var key = ProcessKey.invoice(parts.name(), ref);
        if (!tx.claim(parts.name(), ref.key(), key).equals(key)) {
            return;
        }
        var row = fresh(tx, key);
        read(tx, row, parts.settle());
        if (tx.insert(row)) {
            tx.wake(row);
            journal.write(tx, ref.key(), "RECEIVED", what);
        }
    }

    /** What a signal does to a sale we know. */
    private void reconsider(Tx tx, ProcessRow row, String what, boolean polled) {
        if (row.step.isReopenedBySignal()) {
            readAgain(tx, row, what);
        } else if (row.step.isBeforeBooking() && row.attentionCode != null && !hasBegun(tx, row)) {
            readAgain(tx, row, what);
        } else if (row.step == Step.ISSUED || row.step == Step.DRAFTED) {
            compare(tx, row, polled);
        } else if (!polled) {
            tx.signal(row.key);
        }
    }

    /** Whether something was or may have been done in the books that a fresh start would not know of. */
    static boolean hasBegun(Tx tx, ProcessRow row) {
        return tx.effect(row.key, BookStep.ACT).filter(EffectRow::mayExist).isPresent()
                || tx.effect(row.key, CreateCustomer.NAME)
                        .filter(EffectRow::isOpen)
                        .isPresent();
    }

    void readAgain(Tx tx, ProcessRow row, String what) {
        var state = InvoiceState.of(row);
        if (state.submitted) {
            return;
        }
        state.thaw();
        state.into(row);
        row.become(Step.READ);
        row.clearAttention();
        row.parkedOn = null;
        row.signals++;
        read(tx, row, Duration.ZERO);
        if (update(tx, row)) {
            tx.wake(row);
            journal.write(tx, row.key.sale(), "READ_AGAIN", what);
        }
    }

    private void compare(Tx tx, ProcessRow row, boolean polled) {
        var state = InvoiceState.of(row);
        if (state.submitted) {
            return;
        }
        // A poll mostly echoes our own writing: compared not at once, but not forgotten either.
        var last = state.comparedAt == null ? row.updatedAt : state.comparedAt;
        var soonest = polled ? last.plus(COMPARE_AGAIN) : tx.now();
        var at = soonest.isAfter(tx.now()) ? soonest : tx.now();
        if (row.dueAt != null && !row.dueAt.isAfter(at)) {
            tx.signal(row.key);
            return;
        }
        row.signals++;
        row.batch(Lanes.confirm(row.key.ref().source()), at);
        if (update(tx, row)) {
            tx.wake(row);
        }
    }

    private void invoice(Tx tx, Signal.InvoiceChanged changed) {
        if (tx.byBooksId(parts.name(), Strand.PAYMENT, changed.invoiceId()).isPresent()) {
            tx.putSetting(parts.name(), PaymentLane.HINT, changed.invoiceId());
            // Hints come in bursts: one poll answers them all.
            tx.wake(parts.name(), Lanes.PAYMENT, tx.now().plus(GATHER_HINTS), Lanes.PRIORITY_FOLLOW_UP);
        }
    }

    private void read(Tx tx, ProcessRow row, Duration settle) {
        row.batch(Lanes.read(row.key.ref().source()), tx.now().plus(settle));
    }

    private static ProcessRow fresh(Tx tx, ProcessKey key) {
        var row = new ProcessRow(key, Step.READ, tx.now());
        row.priority = Lanes.PRIORITY_SALE;
        return row;
    }

    /**
     * Accepting raised {@code signals} itself; the row was read in this transaction, so the write can only lose to a
     * transaction that the database then reports.
     */
    private static boolean update(Tx tx, ProcessRow row) {
        row.updatedAt = tx.now();
        return tx.updateSignalled(row);
    }
}
