package nl.factuurstroom.connector.vies;

import java.time.Duration;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/** The error codes of VIES, whatever the status they come with. None of them means "invalid". */
final class ViesErrors {

    /** Short enough to be waited for within the call. */
    private static final Duration CROWDED = Duration.ofSeconds(2);

    /** Too long for that, so the member state is left alone. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private ViesErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        var wrapper = failure.json().at("/errorWrappers/0");
        if (!wrapper.isMissingNode()) {
            return of(code(Json.text(wrapper.path("error")).orElse(null)));
        }
        if (failure.status() == 404) {
            return new ConfigurationException(failure.summary() + ": not an answer of VIES; check vies.base-url");
        }
        return ErrorTranslator.standard().translate(failure);
    }

    static InvoicingException of(String code) {
        return switch (code) {
            case "INVALID_REQUESTER_INFO" ->
                new ConfigurationException(
                        code + ": VIES doesn't accept the supplier's own VAT id; check supplier.vat-id");
            case "VAT_BLOCKED" ->
                new ConfigurationException(code + ": VIES has blocked the supplier's own VAT id; ask its service desk");
            case "IP_BLOCKED" ->
                new ConfigurationException(code + ": VIES has blocked our internet address; ask its service desk");
            case "INVALID_INPUT" ->
                new RejectedException(
                        code + ": VIES can't read the number; ask the customer for it", "vatNumber", code);
            case "MS_UNAVAILABLE" ->
                TransientException.retryAfter(code + ": the member state doesn't answer VIES", LATER);
            case "MS_MAX_CONCURRENT_REQ", "MS_MAX_CONCURRENT_REQ_TIME" ->
                TransientException.retryAfter(code + ": too many ask that member state at once", CROWDED);
            case "GLOBAL_MAX_CONCURRENT_REQ", "GLOBAL_MAX_CONCURRENT_REQ_TIME" ->
                TransientException.retryAfter(code + ": too many ask VIES at once", CROWDED);
            default -> TransientException.of(code + ": VIES gives no answer", null);
        };
    }

    /** The code in an element of {@code errorWrappers}, fit for a message. */
    static String code(@Nullable String error) {
        return error != null && error.matches("[A-Z_]{1,60}") ? error : "UNNAMED_ERROR";
    }
}
