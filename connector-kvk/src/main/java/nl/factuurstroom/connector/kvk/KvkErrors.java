package nl.factuurstroom.connector.kvk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/** KvK's error codes. A 404 isn't always "absent": some codes mean "not now", and one without a code is not KvK's. */
final class KvkErrors {

    /** What KvK's own text for IPD1003 says. */
    static final Duration NOT_NOW = Duration.ofMinutes(5);

    private KvkErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        var code = code(failure.json());
        return switch (code) {
            case "IPD0005", "IPD0007", "IPD5200" ->
                new NotFoundException(summary(failure, code) + ": nothing in the register", failure.requestId());
            case "IPD1002", "IPD1003" ->
                TransientException.retryAfter(summary(failure, code) + ": not deliverable for the moment", NOT_NOW);
            case "IPD0004", "IPD0006", "IPD0010" ->
                new RejectedException(summary(failure, code) + ": the number isn't valid", "kvkNummer", code);
            case "IPD0001", "IPD1998", "IPD1999", "IPD5203" ->
                new ConfigurationException(
                        summary(failure, code) + ": KvK doesn't know this request; check kvk.base-url");
            default -> withoutCode(failure);
        };
    }

    private static InvoicingException withoutCode(VendorFailure failure) {
        return switch (failure.status()) {
            case 401, 403 ->
                new AuthenticationException(
                        failure.summary() + ": check kvk.api-key, and that it is subscribed to this API",
                        failure.requestId());
            case 404 -> new ConfigurationException(failure.summary() + ": not an answer of KvK; check kvk.base-url");
            default -> ErrorTranslator.standard().translate(failure);
        };
    }

    /** {@code {"fout":[{"code"}]}}, in earlier years wrapped in {@code meldingen}. */
    private static String code(JsonNode body) {
        var now = Json.text(body.at("/fout/0/code"));
        return now.or(() -> Json.text(body.at("/meldingen/fout/0/code"))).orElse("");
    }

    private static String summary(VendorFailure failure, String code) {
        return failure.summary() + " (" + code + ")";
    }
}
