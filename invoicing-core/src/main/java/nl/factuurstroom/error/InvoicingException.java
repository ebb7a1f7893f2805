package nl.factuurstroom.error;

import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Root of everything a connector throws. The engine knows three families and nothing else:
 *
 * <ul>
 *   <li>{@link TransientException}: certainly not done; try again later.
 *   <li>{@link OutcomeUnknownException}: perhaps done; ask before trying again.
 *   <li>{@link PermanentException}: certainly not done; a person must act.
 * </ul>
 *
 * <p>Messages say what was refused, which field, and how to mend it. They never hold a token or a whole body.
 */
public abstract sealed class InvoicingException extends RuntimeException
        permits TransientException, OutcomeUnknownException, PermanentException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String requestId;

    InvoicingException(String message, @Nullable Throwable cause, @Nullable String requestId) {
        super(message, cause);
        this.requestId = requestId;
    }

    /** The vendor's own id of the failed request, for a conversation with its support desk. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
