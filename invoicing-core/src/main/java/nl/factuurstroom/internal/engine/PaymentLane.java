package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.money.Money;

/** Follows the payment of every issued invoice with few calls, also of those that were settled and open again. */
final class PaymentLane {

    /** Set by a hint from the books: the next run is due to it. */
    static final String HINT = "payment-hint";

    /** When the books were last asked for what changed. */
    private static final String POLLED_AT = "payment-polled-at";

    /** How far the clocks of nodes may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String CURSOR = "payment-cursor";

    private final Desk desk;
    private final Gate gate;

    PaymentLane(Desk desk) {
        this.desk = desk;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    /** @return when to poll again, or null when nothing is followed or polling is off */
    @Nullable
    Instant run() {
        var interval = desk.parts.gateway().behaviour().paymentPollInterval();
        var cursor = desk.parts
                .backend()
                .inTransaction(tx -> tx.setting(desk.parts.name(), CURSOR))
                .orElse(null);
        // Without a delta only open invoices are worth a call; with one, the settled ones cost nothing more.
        var rows = desk.parts
                .backend()
                .inTransaction(tx -> tx.withInvoice(desk.parts.name(), Strand.PAYMENT, cursor == null));
        if (rows.isEmpty()) {
            return null;
        }
        if (desk.pause.isOn()) {
            return desk.parts.now().plus(interval.isZero() ? Duration.ofMinutes(1) : interval);
        }
        var missed = missed(rows);
        if (cursor != null && !missed.isEmpty()) {
            var retry = poll(missed, null, false);
            if (retry != null) {
                return retry;
            }
        }
        var retry = poll(rows, cursor, true);
        if (retry != null) {
            return retry;
        }
        overdue();
        return interval.isZero() ? null : desk.parts.now().plus(interval);
    }

    /** Those whose payment the last poll may have passed over, because it did not know them yet. */
    private List<ProcessRow> missed(List<ProcessRow> rows) {
        var polled = desk.parts
                .backend()
                .inTransaction(tx -> tx.setting(desk.parts.name(), POLLED_AT))
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
        return rows.stream()
                .filter(row -> {
                    var since = PaymentState.of(row).unseenSince();
                    return since != null && !polled.plus(SKEW).isBefore(since);
                })
                .toList();
    }

    private @Nullable Instant poll(List<ProcessRow> rows, @Nullable String cursor, boolean whole) {
        var byId = rows.stream().collect(Collectors.toMap(row -> String.valueOf(row.booksId), row -> row, (a, b) -> a));
        var invoices = rows.stream().map(row -> PaymentState.of(row).invoice()).toList();
        try {
            gate.enter();
        } catch (Flow.Busy busy) {
            return desk.parts.now().plusSeconds(1);
        }
        try {
            gate.grantNow(1, Lanes.PRIORITY_POLL);
            var changes = gate.call(() -> desk.parts.gateway().payments(new PaymentQuery(invoices, cursor)));
            var events = new ArrayList<String[]>();
            desk.parts.backend().transact(tx -> {
                events.clear();
                changes.statuses()
                        .forEach(status -> apply(tx, byId.get(status.id().value()), status, events));
                if (whole) {
                    rows.forEach(row -> seen(tx, row));
                    tx.putSetting(desk.parts.name(), POLLED_AT, tx.now().toString());
                }
                if (whole && changes.cursor() != null) {
                    tx.putSetting(desk.parts.name(), CURSOR, changes.cursor());
                }
            });
            desk.parts.backend().nudge();
            events.forEach(event -> desk.journal.tell(event[0], event[1], event[2]));
            return null;
        } catch (Flow.NotNow notNow) {
            return notNow.until;
        } catch (Flow.CallFailed failed) {
            return Failures.concernsAccount(failed.failure)
                    ? desk.failures.accountTrouble(failed.gate, failed.failure)
                    : desk.parts.now().plus(Failures.backoff(4));
        } finally {
            gate.leave();
        }
    }

    private static void seen(Tx tx, ProcessRow loaded) {
        if (PaymentState.of(loaded).unseenSince() != null) {
            tx.process(loaded.key).ifPresent(row -> {
                row.state = StateJson.write(PaymentState.of(row).seen());
                tx.update(row);
            });
        }
    }

    /** Reads one invoice afresh: right before a reminder. */
    PaymentStatus.State readNow(BookedInvoice invoice) {
        gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        var changes = gate.call(() -> desk.parts.gateway().payments(new PaymentQuery(List.of(invoice), null)));
        var events = new ArrayList<String[]>();
        desk.parts.backend().transact(tx -> {
            events.clear();
            changes.statuses().stream()
                    .filter(status -> status.id().equals(invoice.id()))
                    .forEach(status -> tx.byBooksId(
                                    desk.parts.name(),
                                    Strand.PAYMENT,
                                    invoice.id().value())
                            .ifPresent(row -> apply(tx, row, status, events)));
        });
        events.forEach(event -> desk.journal.tell(event[0], event[1], event[2]));
        var known = desk.parts
                .backend()
                .inTransaction(tx -> tx.byBooksId(
                        desk.parts.name(), Strand.PAYMENT, invoice.id().value()))
                .map(PaymentState::of);
        return changes.statuses().stream()
                .filter(status -> status.id().equals(invoice.id()))
                .map(status -> known.map(state -> state.net(status)).orElse(status))
                .map(PaymentStatus::state)
                .findFirst()
                .orElse(PaymentStatus.State.OPEN);
    }

    /**
     * A credit note of ours became final: the buyer owes so much less. A fully credited invoice is settled, and not paid.
     *
     * @return whether the invoice is followed here, and so stands in the figures
     */
    boolean credited(Tx tx, ProcessKey invoice, Money amount) {
        var row = tx.process(invoice.strand(Strand.PAYMENT)).orElse(null);
        if (row == null) {
            return false;
        }
        var before = PaymentState.of(row);
        var state = before.credited(amount);
        if (state.isCreditedWhole()) {
            state = state.now(PaymentStatus.State.CREDITED);
            row.openMinor = 0;
            row.settledOn = row.settledOn == null ? desk.parts.today() : row.settledOn;
        } else {
            var most = state.invoice()
                    .total()
                    .minus(state.creditedSoFar())
                    .rounded()
                    .minorUnits();
            row.openMinor = Math.min(row.openMinor, most);
        }
        row.state = StateJson.write(state);
        row.updatedAt = tx.now();
        if (!tx.update(row)) {
            throw new Flow.LostRace();
        }
        desk.turnover.credited(tx, row.key, before, state);
        if (state.isCreditedWhole()) {
            tellCrm(tx, row, CrmUpdate.Status.CREDITED, Money.zero(currency(row)), row.settledOn);
            endReminder(tx, row);
        }
        return true;
    }

    private void apply(Tx tx, @Nullable ProcessRow loaded, PaymentStatus told, List<String[]> events) {
        if (loaded == null) {
            return;
        }
        var row = loaded.copy();
        var before = PaymentState.of(row);
        var status = before.net(told);
        long open = status.open().rounded().minorUnits();
        if (before.state() == status.state() && row.openMinor == open) {
            return;
        }
        boolean reopened = row.settledOn != null && !status.settled();
        row.openMinor = open;
        row.settledOn = status.settled() ? settledOn(status) : null;
        row.state = StateJson.write(before.now(status.state()));
        row.updatedAt = tx.now();
        if (!tx.update(row)) {
            return;
        }
        desk.turnover.credited(tx, row.key, before, PaymentState.of(row));
        var text = (reopened ? "Open again, " : "") + status.state() + ", open " + status.open();
        desk.journal.write(tx, row.key.sale(), status.state().name(), text);
        events.add(new String[] {row.key.sale(), status.state().name(), "Invoice " + row.invoiceNumber + ": " + text});
        tellCrm(tx, row, crmStatus(row, status.state()), paid(row, status), row.settledOn);
        if (status.settled()) {
            endReminder(tx, row);
        }
    }

    private LocalDate settledOn(PaymentStatus status) {
        return status.settledOn() == null ? desk.parts.today() : status.settledOn();
    }

    /** The CRM shows what is late by itself. */
    private void overdue() {
        var today = desk.parts.today();
        desk.parts
                .backend()
                .transact(tx -> tx.withInvoice(desk.parts.name(), Strand.PAYMENT, true).stream()
                        .filter(row -> row.dueDate != null && row.dueDate.isBefore(today))
                        .forEach(row -> tellCrm(tx, row, CrmUpdate.Status.OVERDUE, paidSoFar(row), null)));
        desk.parts.backend().nudge();
    }

    private void tellCrm(Tx tx, ProcessRow row, CrmUpdate.Status status, Money paid, @Nullable LocalDate on) {
        var crm = tx.process(row.key.strand(Strand.CRM)).orElse(null);
        if (crm == null) {
            return;
        }
        var state = CrmState.of(crm);
        if (state.says(status, paid)) {
            return;
        }
        crm.state = StateJson.write(state.now(status, paid, on));
        crm.become(Step.TELL_CRM);
        crm.clearAttention();
        crm.parkedOn = null;
        crm.batch(Lanes.crm(row.key.ref().source()), tx.now());
        crm.signals++;
        if (tx.updateSignalled(crm)) {
            tx.wake(crm);
        }
    }

    private static void endReminder(Tx tx, ProcessRow row) {
        tx.process(row.key.strand(Strand.REMINDER)).ifPresent(reminder -> {
            if (reminder.step == Step.REMIND && tx.effects(reminder.key).isEmpty()) {
                reminder.become(Step.REMINDED);
                reminder.rest();
                tx.update(reminder);
            }
        });
    }

    private CrmUpdate.Status crmStatus(ProcessRow row, PaymentStatus.State state) {
        return switch (state) {
            case PAID -> CrmUpdate.Status.PAID;
            case CREDITED, WRITTEN_OFF -> CrmUpdate.Status.CREDITED;
            case PARTLY_PAID -> isLate(row) ? CrmUpdate.Status.OVERDUE : CrmUpdate.Status.PARTLY_PAID;
            case OPEN -> isLate(row) ? CrmUpdate.Status.OVERDUE : CrmUpdate.Status.INVOICED;
        };
    }

    private boolean isLate(ProcessRow row) {
        return row.dueDate != null && row.dueDate.isBefore(desk.parts.today());
    }

    private static Money paid(ProcessRow row, PaymentStatus status) {
        boolean byMoney =
                status.state() != PaymentStatus.State.CREDITED && status.state() != PaymentStatus.State.WRITTEN_OFF;
        return byMoney ? paidSoFar(row) : Money.zero(currency(row));
    }

    private static Money paidSoFar(ProcessRow row) {
        return Money.ofMinorUnits(row.grossMinor - row.openMinor, currency(row));
    }

    private static Currency currency(ProcessRow row) {
        return Currency.getInstance(row.currency == null ? "EUR" : row.currency);
    }
}
