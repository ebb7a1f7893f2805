package nl.factuurstroom.internal.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.accounting.RegistersPayments;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moment an invoice is final and numbered: the other strands begin, in the same commit. */
final class Issued {

    private static final Logger LOG = LoggerFactory.getLogger(Issued.class);
    private static final LocalTime REMINDERS_FROM = LocalTime.of(9, 0);

    private final Parts parts;
    private final Journal journal;
    private final Turnover turnover;

    Issued(Parts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
        this.turnover = new Turnover(parts);
    }

    /** When the books already told the number, there is nothing left to read; nor when the draft stays one. */
    void finishIfNumbered(Tx tx, ProcessRow row, InvoiceState state) {
        if (row.step == Step.DRAFTED) {
            turnover.count(tx, row, state);
        }
        var invoice = state.booked;
        if (row.step == Step.NUMBER && invoice != null && isComplete(invoice)) {
            finish(tx, row, state, invoice);
        }
    }

    static boolean isComplete(BookedInvoice invoice) {
        return invoice.state() == BookedInvoice.State.FINAL && invoice.number() != null && invoice.dueDate() != null;
    }

    /** Moves the row to ISSUED and begins the strands. The caller writes the row. */
    void finish(Tx tx, ProcessRow row, InvoiceState state, BookedInvoice invoice) {
        state.booked = invoice;
        row.become(Step.ISSUED);
        turnover.count(tx, row, state);
        figures(row, invoice);
        row.rest();
        if (row.signals != state.confirmedSignals && !state.submitted) {
            // Something happened at the source while the invoice was made: compare.
            row.batch(Lanes.confirm(row.key.ref().source()), tx.now());
        }
        payment(tx, row, state, invoice);
        crm(tx, row, state, invoice);
        reminder(tx, row, state, invoice);
        refunds(tx, row);
        journal.write(tx, row.key.sale(), "NUMBERED", "Invoice " + invoice.number() + ", due " + invoice.dueDate());
        LOG.info(
                "invoice {} of {} for {} issued ({})",
                invoice.number(),
                invoice.total(),
                row.key.ref(),
                state.sending == null
                        ? "found in the books"
                        : state.sending.getClass().getSimpleName());
    }

    private void payment(Tx tx, ProcessRow row, InvoiceState state, BookedInvoice invoice) {
        var payment = new ProcessRow(row.key.strand(Strand.PAYMENT), Step.PAYMENT, tx.now());
        payment.priority = Lanes.PRIORITY_POLL;
        var received = state.sale == null ? null : state.sale.payment();
        payment.state = StateJson.write(new PaymentState(
                invoice,
                PaymentStatus.State.OPEN,
                state.customer == null ? null : state.customer.name(),
                received,
                payableSince(tx, row)));
        payment.reference = row.reference;
        payment.currency = row.currency;
        payment.netMinor = row.netMinor;
        figures(payment, invoice);
        payment.openMinor = payment.grossMinor;
        if (received != null && parts.gateway() instanceof RegistersPayments) {
            payment.priority = Lanes.PRIORITY_FOLLOW_UP;
            payment.own(tx.now());
        }
        if (tx.insert(payment)) {
            tx.wake(payment);
        }
        var interval = parts.gateway().behaviour().paymentPollInterval();
        if (!interval.isZero()) {
            tx.wake(parts.name(), Lanes.PAYMENT, tx.now().plus(interval), Lanes.PRIORITY_POLL);
        }
    }

    /** Found in the books: it may have been paid at any time. */
    private static Instant payableSince(Tx tx, ProcessRow row) {
        return tx.effect(row.key, IssueStep.ACT)
                .map(effect -> effect.intendedAt)
                .orElse(Instant.EPOCH);
    }

    private void crm(Tx tx, ProcessRow row, InvoiceState state, BookedInvoice invoice) {
        var source = row.key.ref().source();
        if (!parts.crmUpdaters().containsKey(source)) {
            return;
        }
        var crm = new ProcessRow(row.key.strand(Strand.CRM), Step.TELL_CRM, tx.now());
        crm.priority = Lanes.PRIORITY_FOLLOW_UP;
        crm.state = StateJson.write(new CrmState(
                CrmUpdate.Status.INVOICED,
                invoice.number(),
                invoice.total(),
                Money.zero(invoice.total().currency()),
                null,
                1));
        crm.batch(Lanes.crm(source), tx.now());
        if (tx.insert(crm)) {
            tx.wake(crm);
        }
    }

    private void reminder(Tx tx, ProcessRow row, InvoiceState state, BookedInvoice invoice) {
        var reminders = parts.reminders();
        boolean sent = state.sending instanceof IssuedInvoice.Sending.Sent;
        boolean paidAlready = state.sale != null && state.sale.payment() != null;
        var to = state.customer == null ? null : state.customer.email();
        var due = invoice.dueDate();
        if (reminders == null || !sent || paidAlready || to == null || due == null) {
            return;
        }
        var reminder = new ProcessRow(row.key.strand(Strand.REMINDER), Step.REMIND, tx.now());
        reminder.priority = Lanes.PRIORITY_FOLLOW_UP;
        var language = state.buyer == null || state.buyer.language() == null ? "nl" : state.buyer.language();
        reminder.state =
                StateJson.write(new ReminderState(invoice, state.knownCustomer().name(), to, due, language));
        reminder.own(sendingTime(due.plusDays(reminders.afterDays())));
        if (tx.insert(reminder)) {
            tx.wake(reminder);
        }
    }

    /** Refunds that came before the invoice are due now. */
    private void refunds(Tx tx, ProcessRow row) {
        tx.ofSale(row.key.pipeline(), row.key.sale()).stream()
                .filter(waiting ->
                        waiting.key.strand() == Strand.CREDIT && waiting.step == Step.CREDIT && waiting.lane != null)
                .forEach(waiting -> {
                    waiting.own(tx.now());
                    if (tx.update(waiting)) {
                        tx.wake(waiting);
                    }
                });
    }

    /** Nine in the morning of that day, or of the next working day. */
    static Instant sendingTime(LocalDate day) {
        var sendOn = day;
        while (sendOn.getDayOfWeek() == DayOfWeek.SATURDAY || sendOn.getDayOfWeek() == DayOfWeek.SUNDAY) {
            sendOn = sendOn.plusDays(1);
        }
        return sendOn.atTime(REMINDERS_FROM).atZone(Parts.ZONE).toInstant();
    }

    private static void figures(ProcessRow row, BookedInvoice invoice) {
        row.booksId = invoice.id().value();
        row.invoiceNumber = invoice.number();
        row.currency = invoice.total().currency().getCurrencyCode();
        row.grossMinor = invoice.total().rounded().minorUnits();
        row.invoiceDate = invoice.invoiceDate();
        row.dueDate = invoice.dueDate();
    }

    @Nullable
    static String numberOrReference(ProcessRow row) {
        return row.invoiceNumber == null ? row.reference : row.invoiceNumber;
    }
}
