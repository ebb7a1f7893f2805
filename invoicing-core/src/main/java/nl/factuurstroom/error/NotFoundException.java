package nl.factuurstroom.error;

import javax.annotation.Nullable;

/** What the request names does not exist at the vendor, or is not visible to us. */
public final class NotFoundException extends PermanentException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message, @Nullable String requestId) {
        super(message, null, requestId);
    }
}
