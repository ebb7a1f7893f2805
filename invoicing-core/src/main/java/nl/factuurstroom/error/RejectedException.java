package nl.factuurstroom.error;

import java.util.Optional;
import javax.annotation.Nullable;

/** The vendor understood the request and refused it: a field is missing, wrong or not allowed. */
public final class RejectedException extends PermanentException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final @Nullable String vendorCode;

    /**
     * @param message what was refused, why, and how to mend it
     * @param field the vendor's name of the field at fault, when known
     * @param vendorCode the vendor's error code, when it has one
     */
    public RejectedException(String message, @Nullable String field, @Nullable String vendorCode) {
        this(message, field, vendorCode, null);
    }

    public RejectedException(
            String message, @Nullable String field, @Nullable String vendorCode, @Nullable String requestId) {
        super(message, null, requestId);
        this.field = field;
        this.vendorCode = vendorCode;
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public Optional<String> vendorCode() {
        return Optional.ofNullable(vendorCode);
    }
}
