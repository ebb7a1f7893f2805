package nl.factuurstroom.error;

import javax.annotation.Nullable;

/** The call was certainly not carried out, and repeating it unchanged will not help: a person must act. */
public abstract sealed class PermanentException extends InvoicingException
        permits AuthenticationException, RejectedException, NotFoundException, ConfigurationException {

    private static final long serialVersionUID = 1L;

    PermanentException(String message, @Nullable Throwable cause, @Nullable String requestId) {
        super(message, cause, requestId);
    }
}
