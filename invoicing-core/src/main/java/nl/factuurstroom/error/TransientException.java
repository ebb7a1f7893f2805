package nl.factuurstroom.error;

import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * The call was certainly not carried out and may succeed later: no connection, 429, 503 before processing.
 *
 * <p>{@link #accountWide()} tells that every call to the same vendor account will meet the same fate (quota of the day
 * spent, error brake): the engine then parks the whole account and shows one attention instead of one per sale.
 */
public final class TransientException extends InvoicingException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;
    private final boolean accountWide;

    private TransientException(
            String message, @Nullable Throwable cause, @Nullable Duration retryAfter, boolean accountWide) {
        super(message, cause, null);
        this.retryAfter = retryAfter;
        this.accountWide = accountWide;
    }

    /** One call failed; the engine chooses when to try again. */
    public static TransientException of(String message, @Nullable Throwable cause) {
        return new TransientException(message, cause, null, false);
    }

    /** The vendor said how long to wait, for this call. */
    public static TransientException retryAfter(String message, Duration retryAfter) {
        return new TransientException(message, null, retryAfter, false);
    }

    /** The whole account must wait {@code retryAfter}: a limit was hit, or the error brake is on. */
    public static TransientException accountWide(String message, Duration retryAfter) {
        return new TransientException(message, null, retryAfter, true);
    }

    /** How long to wait at least, when known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether every call to this account would fail alike until then. */
    public boolean accountWide() {
        return accountWide;
    }
}
