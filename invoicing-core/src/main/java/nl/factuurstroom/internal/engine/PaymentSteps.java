package nl.factuurstroom.internal.engine;

import java.util.List;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.accounting.RegistersPayments;
import nl.factuurstroom.sale.PaymentReceived;

/** Registers money that came in before the invoice, once, so that the books show it as paid. */
final class PaymentSteps implements InvoiceRun.Steps {

    static final String ACT = "register-payment";

    private final Desk desk;
    private final Gate gate;

    PaymentSteps(Desk desk) {
        this.desk = desk;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    @Override
    public void take(ProcessRow row) {
        var state = PaymentState.of(row);
        var received = state.received();
        if (received == null || !(desk.parts.gateway() instanceof RegistersPayments registrar)) {
            finish(row, null, null, "Nothing to register");
            return;
        }
        var act = new Register(desk.parts.gateway(), registrar, gate, state.invoice(), received);
        var outcome = desk.effects.perform(row, act);
        if (outcome instanceof Effects.Outcome.Done<PaymentStatus> done) {
            finish(
                    row,
                    act,
                    done,
                    "Payment of " + received.amount() + " on " + received.on() + " registered in the books");
        } else if (outcome instanceof Effects.Outcome.Wait<PaymentStatus> wait) {
            desk.parts.backend().transact(tx -> {
                row.dueAt = wait.until();
                if (tx.update(row.copy())) {
                    tx.wake(row);
                }
            });
        } else if (outcome instanceof Effects.Outcome.Conflict<PaymentStatus> conflict) {
            desk.failures.attention(row, "PAYMENT_UNCLEAR", conflict.text());
        }
    }

    private void finish(
            ProcessRow row,
            @javax.annotation.Nullable Register act,
            @javax.annotation.Nullable Effects.Outcome.Done<PaymentStatus> done,
            String text) {
        desk.parts.backend().transact(tx -> {
            if (act != null && done != null) {
                desk.effects.settle(tx, act, done);
            }
            var written = row.copy();
            written.clearAttention();
            written.rest();
            if (!tx.update(written)) {
                throw new Flow.LostRace();
            }
            desk.journal.write(tx, row.key.sale(), "PAYMENT_REGISTERED", text);
            // How it stands now is read like any other payment.
            tx.wake(row.key.pipeline(), Lanes.PAYMENT, tx.now(), Lanes.PRIORITY_FOLLOW_UP);
        });
        desk.parts.backend().nudge();
    }

    /** The act of registering. */
    private record Register(
            AccountingGateway gateway,
            RegistersPayments registrar,
            Gate gate,
            BookedInvoice invoice,
            PaymentReceived received)
            implements BooksAct<PaymentStatus> {

        @Override
        public String name() {
            return ACT;
        }

        @Override
        public Class<PaymentStatus> answerType() {
            return PaymentStatus.class;
        }

        @Override
        public PaymentStatus send() {
            registrar.registerPayment(invoice, received);
            return new PaymentStatus(
                    invoice.id(),
                    nl.factuurstroom.money.Money.zero(invoice.total().currency()),
                    PaymentStatus.State.PAID,
                    received.on());
        }

        /** A payment that shows in the books is taken for ours: registering is repeatable by its transaction id anyway. */
        @Override
        public List<PaymentStatus> lookUp() {
            return gateway.payments(new PaymentQuery(List.of(invoice), null)).statuses().stream()
                    .filter(status -> status.id().equals(invoice.id()) && status.state() != PaymentStatus.State.OPEN)
                    .toList();
        }

        @Override
        public String vendorId(PaymentStatus result) {
            return received.transactionId();
        }
    }
}
