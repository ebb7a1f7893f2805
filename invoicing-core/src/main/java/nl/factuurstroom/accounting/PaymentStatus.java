package nl.factuurstroom.accounting;

import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;

/**
 * What the books say about the payment of one invoice.
 *
 * @param id which one
 * @param open still to be paid; zero when settled
 * @param state settled how
 * @param settledOn day of the last payment, or null
 */
public record PaymentStatus(
        InvoiceId id, Money open, State state, @Nullable LocalDate settledOn) {

    /** How it stands. */
    public enum State {
        OPEN,
        PARTLY_PAID,
        /** Money came in for all of it. */
        PAID,
        /** Settled by a credit note, not by money. */
        CREDITED,
        /** Written off as uncollectible. */
        WRITTEN_OFF
    }

    public PaymentStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(state, "state");
    }

    public boolean settled() {
        return state != State.OPEN && state != State.PARTLY_PAID;
    }
}
