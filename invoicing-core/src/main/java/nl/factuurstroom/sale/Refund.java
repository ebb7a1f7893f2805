package nl.factuurstroom.sale;

import java.time.LocalDate;
import java.util.Objects;
import nl.factuurstroom.money.Money;

/**
 * Money of a sale that went back to the buyer.
 *
 * @param id the source's id, the key under which it is credited once
 * @param amount what the buyer gets, positive; fees that the source keeps are not in it
 * @param on the day
 * @param state what became of it
 */
public record Refund(String id, Money amount, LocalDate on, State state) {

    /** How far it got. */
    public enum State {
        /** Not sent yet: something must happen first. */
        WAITING,
        /** On its way or received. */
        SENT,
        /** The money did not go back. */
        UNDONE
    }

    public Refund {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(state, "state");
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("a refund must be more than nothing, was " + amount);
        }
    }
}
