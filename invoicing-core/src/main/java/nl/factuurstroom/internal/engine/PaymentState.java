package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;

/**
 * What the payment strand remembers: the invoice, and how it stood when last read.
 *
 * @param unseenSince from when on it may have been paid, or null once a poll of all invoices had it in view
 */
record PaymentState(
        BookedInvoice invoice,
        PaymentStatus.State state,
        @Nullable String customerName,
        @Nullable PaymentReceived received,
        @Nullable Instant unseenSince,
        @Nullable Money credited) {

    PaymentState(
            BookedInvoice invoice,
            PaymentStatus.State state,
            @Nullable String customerName,
            @Nullable PaymentReceived received,
            @Nullable Instant unseenSince) {
        this(invoice, state, customerName, received, unseenSince, null);
    }

    static PaymentState of(ProcessRow row) {
        return StateJson.read(row.state, PaymentState.class);
    }

    PaymentState now(PaymentStatus.State newState) {
        return new PaymentState(invoice, newState, customerName, received, unseenSince, credited);
    }

    /** From now on the delta of the books tells each change. */
    PaymentState seen() {
        return new PaymentState(invoice, state, customerName, received, null, credited);
    }

    /** After one more credit note became final. */
    PaymentState credited(Money more) {
        return new PaymentState(
                invoice,
                state,
                customerName,
                received,
                unseenSince,
                creditedSoFar().plus(more));
    }

    /** What final credit notes of ours took off it, VAT included. */
    Money creditedSoFar() {
        return credited == null ? Money.zero(invoice.total().currency()) : credited;
    }

    boolean isCreditedWhole() {
        return creditedSoFar().signum() > 0 && creditedSoFar().compareTo(invoice.total()) >= 0;
    }

    /**
     * What the books say, with our credit notes taken off: books that settle a credit note later, or leave that to people,
     * still show the invoice as open.
     */
    PaymentStatus net(PaymentStatus told) {
        if (isCreditedWhole()) {
            return new PaymentStatus(
                    told.id(), Money.zero(invoice.total().currency()), PaymentStatus.State.CREDITED, told.settledOn());
        }
        var most = invoice.total().minus(creditedSoFar());
        return told.settled() || told.open().compareTo(most) <= 0
                ? told
                : new PaymentStatus(told.id(), most, told.state(), told.settledOn());
    }
}
