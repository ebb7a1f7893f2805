package nl.factuurstroom.internal.engine;

import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.sale.PaymentReceived;

/** What the payment strand remembers: the invoice, and how it stood when last read. */
record PaymentState(
        BookedInvoice invoice,
        PaymentStatus.State state,
        @Nullable String customerName,
        @Nullable PaymentReceived received,
        boolean unread) {

    static PaymentState of(ProcessRow row) {
        return StateJson.read(row.state, PaymentState.class);
    }

    PaymentState now(PaymentStatus.State newState) {
        return new PaymentState(invoice, newState, customerName, received, false);
    }
}
