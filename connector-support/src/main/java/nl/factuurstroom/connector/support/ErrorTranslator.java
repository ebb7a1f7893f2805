package nl.factuurstroom.connector.support;

import nl.factuurstroom.error.InvoicingException;

/**
 * Turns a vendor's refusal into one of our exceptions. A connector translates what it recognises and leaves the rest to
 * {@link #standard()}. Pure and thread-safe; returns, never throws.
 */
@FunctionalInterface
public interface ErrorTranslator {

    /** The exception that says what this answer means. */
    InvoicingException translate(VendorFailure failure);

    /**
     * What HTTP itself says:
     *
     * <ul>
     *   <li>401, 403: {@code AuthenticationException}; 404: {@code NotFoundException}; 408 and 5xx: {@code
     *       OutcomeUnknownException}, or {@code TransientException} when the call is repeatable.
     *   <li>429: {@code TransientException} with the wait of {@code Retry-After}.
     *   <li>any other 4xx: {@code RejectedException}.
     *   <li>3xx: {@code ConfigurationException} when repeatable (redirects are never followed), else {@code
     *       OutcomeUnknownException}.
     * </ul>
     */
    static ErrorTranslator standard() {
        return StandardErrors::translate;
    }
}
