package nl.factuurstroom.internal.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Trigger;

/** Reads won sales whole, many at once, freezes them and claims every id they are known by. */
final class ReadLane implements BatchLane {

    static final String PAID_NOT_WON = "PAID_NOT_WON";

    private final Desk desk;
    private final Trigger trigger;
    private final GoLive goLive;

    ReadLane(Desk desk, Trigger trigger, GoLive goLive) {
        this.desk = desk;
        this.trigger = trigger;
        this.goLive = goLive;
    }

    @Override
    public String lane() {
        return Lanes.read(trigger.name());
    }

    @Override
    public int batchSize() {
        return trigger.reader().batchSize();
    }

    @Override
    public Gate gate() {
        return desk.gates.of(trigger);
    }

    @Override
    public void take(List<ProcessRow> rows) {
        Map<SaleRef, ProcessRow> byRef = rows.stream()
                .collect(Collectors.toMap(row -> row.key.ref(), row -> row, (a, b) -> a, LinkedHashMap::new));
        gate().grantNow(1, Lanes.PRIORITY_SALE);
        var readings = gate().call(() -> trigger.reader().read(byRef.keySet()));
        desk.parts.backend().transact(tx -> byRef.forEach((ref, row) -> apply(tx, row.copy(), readings.get(ref))));
        desk.parts.backend().nudge();
    }

    private void apply(Tx tx, ProcessRow row, @Nullable Reading reading) {
        if (!tx.isCurrent(row)) {
            return;
        }
        var state = InvoiceState.of(row);
        if (reading instanceof Reading.Found found) {
            found(tx, row, state, found.sale());
        } else if (reading instanceof Reading.NotWon notWon) {
            over(tx, row, state, Step.NOT_WON, notWon.why());
        } else if (reading instanceof Reading.Gone gone) {
            over(tx, row, state, Step.GONE, gone.why());
        } else if (reading instanceof Reading.Unusable unusable) {
            row.attention("SALE_UNUSABLE", unusable.what(), tx.now()).rest();
            write(tx, row, "SALE_UNUSABLE", unusable.what());
        } else {
            row.attempt++;
            row.dueAt = tx.now().plus(Failures.backoff(row.attempt));
            write(tx, row, "TRY_LATER", "The source gave no answer about this sale");
        }
    }

    private void found(Tx tx, ProcessRow row, InvoiceState state, Sale sale) {
        if (mergedInto(tx, row, sale)) {
            return;
        }
        if (!state.backfill && sale.wonAt().isBefore(goLive.at(tx))) {
            end(tx, row, Step.BEFORE_GO_LIVE, "Won at " + sale.wonAt() + ", before go-live: only a backfill takes it");
            return;
        }
        row.reference = sale.reference();
        state.freeze(sale);
        state.lookFirst = state.backfill || sale.wonAt().isBefore(goLive.operatingSince(tx));
        var problem = problem(sale, state);
        if (problem != null) {
            state.into(row);
            row.attention(problem[0], problem[1], tx.now()).rest();
            write(tx, row, problem[0], problem[1]);
            return;
        }
        row.clearAttention();
        row.become(Step.CUSTOMER);
        row.own(tx.now());
        state.into(row);
        write(tx, row, "READ", "Read: " + sale.lines().size() + " lines, " + sale.currency());
    }

    /** Two ids of one sale: the process with effects wins, else the older; the other hands its facts over. */
    private boolean mergedInto(Tx tx, ProcessRow row, Sale sale) {
        var ids = new java.util.ArrayList<SaleRef>(sale.aliases());
        ids.add(sale.ref());
        for (SaleRef alias : ids) {
            if (alias.equals(row.key.ref())) {
                continue;
            }
            var owner = tx.claim(row.key.pipeline(), alias.key(), row.key);
            if (owner.equals(row.key)) {
                continue;
            }
            var other = tx.process(owner).orElse(null);
            if (other == null || other.step == Step.MERGED) {
                continue;
            }
            if (other.step == Step.NOT_WON || other.step == Step.GONE || other.step == Step.BEFORE_GO_LIVE) {
                // Nothing came of the other id: this one goes on, and the other must not begin again.
                merge(tx, other, row.key);
                continue;
            }
            if (other.step == Step.ABANDONED || other.step == Step.DONE_BY_HAND || other.step == Step.ERASED) {
                row.attention(
                                "SAME_SALE",
                                "The same sale as " + owner.ref() + ", which a person ended (" + other.step
                                        + "): abandon this one too, or invoice it by hand.",
                                tx.now())
                        .rest();
                write(tx, row, "SAME_SALE", "The same sale as " + owner.ref());
                return true;
            }
            merge(tx, row, owner);
            handOver(tx, other, sale);
            return true;
        }
        return false;
    }

    private void merge(Tx tx, ProcessRow row, ProcessKey into) {
        var state = InvoiceState.of(row);
        state.mergedInto = into.text();
        state.into(row);
        end(tx, row, Step.MERGED, "The same sale as " + into.ref() + ", which goes on");
    }

    /** What the merged id knows that the other may not: that the money is in. */
    private void handOver(Tx tx, ProcessRow other, Sale sale) {
        desk.journal.write(tx, other.key.sale(), "SAME_SALE", "Also known as " + sale.ref());
        var payment = sale.payment();
        if (payment == null) {
            tx.signal(other.key);
            return;
        }
        desk.journal.write(tx, other.key.sale(), "PAID_AT_SOURCE", "Paid " + payment.amount() + " on " + payment.on());
        if (!other.step.isBeforeBooking()) {
            tx.signal(other.key);
            return;
        }
        var state = InvoiceState.of(other);
        state.paid = payment;
        if (state.submitted || Acceptance.hasBegun(tx, other)) {
            if (state.sale != null) {
                state.freeze(state.sale);
            }
        } else {
            // What was worked out without knowing of the payment is worked out again.
            state.thaw();
            other.become(Step.READ);
            other.clearAttention();
            other.parkedOn = null;
            other.batch(Lanes.read(other.key.ref().source()), tx.now());
        }
        state.into(other);
        other.signals++;
        if (!tx.updateSignalled(other)) {
            throw new Flow.LostRace();
        }
        tx.wake(other);
    }

    private static @Nullable String[] problem(Sale sale, InvoiceState state) {
        if (sale.invoicedAs() != null && !state.ignoreInvoicedAs) {
            return new String[] {
                "ALREADY_INVOICED",
                "The sale shows as already invoiced as " + sale.invoicedAs()
                        + " but not by us: empty that property at the source if it must be invoiced again, or abandon it here."
            };
        }
        if (sale.lines().isEmpty()) {
            return new String[] {"NO_LINES", "The sale has no lines: add them at the source."};
        }
        return null;
    }

    /** Not to be invoiced; but money that came in for it is a person's matter. */
    private void over(Tx tx, ProcessRow row, InvoiceState state, Step step, String why) {
        var problem = paidButOver(state);
        if (problem == null) {
            end(tx, row, step, why);
            return;
        }
        row.attention(PAID_NOT_WON, problem, tx.now()).rest();
        write(tx, row, PAID_NOT_WON, problem);
    }

    /** @return what a person must do about a paid sale that is no longer won, or null when nothing was paid */
    static @Nullable String paidButOver(InvoiceState state) {
        var paid = state.paid;
        return paid == null
                ? null
                : "The buyer paid " + paid.amount() + " on " + paid.on() + " (" + paid.transactionId()
                        + ") but the sale is no longer won: win it again, or pay back and abandon it here.";
    }

    private void end(Tx tx, ProcessRow row, Step step, String why) {
        row.clearAttention();
        row.become(step);
        row.rest();
        write(tx, row, step.name(), why);
    }

    private void write(Tx tx, ProcessRow row, String code, String text) {
        row.updatedAt = tx.now();
        if (!tx.update(row)) {
            throw new Flow.LostRace();
        }
        tx.wake(row);
        desk.journal.write(tx, row.key.sale(), code, text);
    }
}
