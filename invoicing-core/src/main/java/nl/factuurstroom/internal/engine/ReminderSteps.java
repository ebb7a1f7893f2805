package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.Currency;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.followup.ReminderSender;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.money.Money;

/**
 * Sends the reminder of one invoice, once. Payment is read again right before; an unclear sending is not repeated, since one
 * reminder too few beats two.
 */
final class ReminderSteps implements InvoiceRun.Steps {

    private static final String ACT = "remind-1";
    private static final Duration SEND_TIMEOUT = Duration.ofMinutes(1);

    private final Desk desk;
    private final PaymentLane payments;

    ReminderSteps(Desk desk, PaymentLane payments) {
        this.desk = desk;
        this.payments = payments;
    }

    @Override
    public void take(ProcessRow row) {
        var reminders = desk.parts.reminders();
        var payment = desk.parts.backend().inTransaction(tx -> tx.process(row.key.strand(Strand.PAYMENT)));
        if (reminders == null || payment.isEmpty()) {
            end(row, "Reminders are off");
            return;
        }
        var state = ReminderState.of(row);
        boolean begun = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, ACT))
                .isPresent();
        if (begun) {
            // Sent before, perhaps: never twice.
            finishBegun(row);
            return;
        }
        var standing = payments.readNow(state.invoice());
        if (standing != PaymentStatus.State.OPEN && standing != PaymentStatus.State.PARTLY_PAID) {
            end(row, "Settled before the reminder: " + standing);
            return;
        }
        send(row, state, reminders);
    }

    private void finishBegun(ProcessRow row) {
        var effect = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, ACT))
                .orElseThrow();
        if (effect.status == EffectRow.Status.NOT_DONE) {
            desk.parts.backend().transact(tx -> {
                // Certainly not sent: a new attempt is due.
                effect.status = EffectRow.Status.INTENDED;
                effect.attempt++;
                effect.intendedAt = tx.now();
                effect.sendBy = tx.now().plus(Effects.SEND_WITHIN);
                if (!tx.update(effect)) {
                    throw new Flow.LostRace();
                }
            });
            sendIntended(row, ReminderState.of(row), effect);
            return;
        }
        if (effect.isOpen()) {
            desk.failures.attention(
                    row,
                    "REMINDER_UNKNOWN",
                    "Whether the reminder for invoice "
                            + ReminderState.of(row).invoice().number()
                            + " was sent can't be told: look in the mailbox. It is not sent again by itself.");
            return;
        }
        end(row, "Reminder sent");
    }

    private void send(ProcessRow row, ReminderState state, Reminders reminders) {
        var gate = desk.gates.of(reminders.sender());
        var effect = desk.parts.backend().inTransaction(tx -> {
            var intent = new EffectRow(
                    row.key,
                    ACT,
                    gate.account,
                    tx.now(),
                    tx.now().plus(Effects.SEND_WITHIN),
                    tx.now().plus(SEND_TIMEOUT));
            var fenced = row.copy();
            if (!tx.insert(intent) || !tx.update(fenced)) {
                throw new Flow.LostRace();
            }
            return intent;
        });
        sendIntended(row, state, effect);
    }

    private void sendIntended(ProcessRow row, ReminderState state, EffectRow effect) {
        var reminders = desk.parts.reminders();
        if (reminders == null || desk.parts.now().isAfter(effect.sendBy)) {
            throw new Flow.LostRace();
        }
        var open = desk.parts
                .backend()
                .inTransaction(tx -> tx.process(row.key.strand(Strand.PAYMENT)))
                .map(p -> p.openMinor)
                .orElse(0L);
        ReminderSender sender = reminders.sender();
        try {
            sender.send(reminder(row, state, open));
            effect.status = EffectRow.Status.DONE;
            effect.answer = "{}";
        } catch (nl.factuurstroom.error.OutcomeUnknownException e) {
            effect.status = EffectRow.Status.UNKNOWN;
            effect.everUnknown = true;
        } catch (nl.factuurstroom.error.InvoicingException e) {
            effect.status = EffectRow.Status.NOT_DONE;
            save(effect);
            throw new Flow.CallFailed(desk.gates.of(sender), e);
        }
        save(effect);
        // The next round reads the effect and ends, or asks a person.
    }

    private void save(EffectRow effect) {
        desk.parts.backend().transact(tx -> tx.update(effect));
    }

    private Reminder reminder(ProcessRow row, ReminderState state, long openMinor) {
        var invoice = state.invoice();
        var currency = Currency.getInstance(invoice.total().currency().getCurrencyCode());
        return new Reminder(
                row.key.id() + "-1",
                state.to(),
                state.customerName(),
                desk.parts.supplier().name(),
                String.valueOf(invoice.number()),
                invoice.invoiceDate() == null ? state.dueDate() : invoice.invoiceDate(),
                state.dueDate(),
                invoice.total(),
                Money.ofMinorUnits(openMinor, currency),
                desk.parts.supplier().iban(),
                state.language());
    }

    private void end(ProcessRow row, String why) {
        desk.parts.backend().transact(tx -> {
            var ended = tx.process(row.key).orElse(row);
            ended.become(Step.REMINDED);
            ended.clearAttention();
            ended.rest();
            ended.updatedAt = tx.now();
            if (tx.update(ended)) {
                desk.journal.write(tx, row.key.sale(), "REMINDER", why);
            }
        });
    }
}
