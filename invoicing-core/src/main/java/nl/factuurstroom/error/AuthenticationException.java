package nl.factuurstroom.error;

import javax.annotation.Nullable;

/** The vendor account refuses our credentials or rights. Concerns the whole account, so it is one attention. */
public final class AuthenticationException extends PermanentException {

    private static final long serialVersionUID = 1L;

    public AuthenticationException(String message, @Nullable String requestId) {
        super(message, null, requestId);
    }
}
