package nl.factuurstroom.error;

import javax.annotation.Nullable;

/**
 * The call was sent and its outcome is not known: time-out, reset, an unexplained 5xx, an unreadable 2xx. The engine asks
 * {@code find(reference)} before it tries again.
 *
 * <p>{@link #answered()} tells whether the vendor gave any answer at all. A vendor that answered has finished with the
 * request; one that did not may still process it later, so the engine waits longer before a miss counts as proof.
 */
public final class OutcomeUnknownException extends InvoicingException {

    private static final long serialVersionUID = 1L;

    private final boolean answered;

    private OutcomeUnknownException(
            String message, @Nullable Throwable cause, @Nullable String requestId, boolean answered) {
        super(message, cause, requestId);
        this.answered = answered;
    }

    /** No answer came: the vendor may process the call even after this moment. */
    public static OutcomeUnknownException noAnswer(String message, @Nullable Throwable cause) {
        return new OutcomeUnknownException(message, cause, null, false);
    }

    /** An answer came that doesn't say what happened. */
    public static OutcomeUnknownException unclearAnswer(
            String message, @Nullable Throwable cause, @Nullable String requestId) {
        return new OutcomeUnknownException(message, cause, requestId, true);
    }

    /** Whether the vendor answered anything. */
    public boolean answered() {
        return answered;
    }
}
