package nl.factuurstroom.connector.support;

import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/** {@link ErrorTranslator#standard()}. */
final class StandardErrors {

    private StandardErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        int status = failure.status();
        if (status == 401 || status == 403) {
            return new AuthenticationException(
                    failure.summary() + ": check the credentials and their rights", failure.requestId());
        }
        if (status == 404) {
            return new NotFoundException(failure.summary() + ": not there, or not visible to us", failure.requestId());
        }
        if (status == 429) {
            return limited(failure);
        }
        if (status >= 500 || status == 408) {
            return unclear(failure);
        }
        if (status < 400) {
            return redirected(failure);
        }
        return new RejectedException(
                failure.summary() + ": the request was refused", null, String.valueOf(status), failure.requestId());
    }

    private static InvoicingException limited(VendorFailure failure) {
        var message = failure.summary() + ": too many requests";
        return failure.retryAfter()
                .map(wait -> TransientException.retryAfter(message, wait))
                .orElseGet(() -> TransientException.of(message, null));
    }

    private static InvoicingException unclear(VendorFailure failure) {
        if (!failure.repeatable()) {
            return OutcomeUnknownException.unclearAnswer(
                    failure.summary() + ": it may or may not have been carried out", null, failure.requestId());
        }
        return failure.retryAfter()
                .map(wait -> TransientException.retryAfter(failure.summary(), wait))
                .orElseGet(() -> TransientException.of(failure.summary(), null));
    }

    private static InvoicingException redirected(VendorFailure failure) {
        if (!failure.repeatable()) {
            return OutcomeUnknownException.unclearAnswer(
                    failure.summary() + ": a redirect, which is not followed", null, failure.requestId());
        }
        return new ConfigurationException(
                failure.summary() + ": a redirect, which is not followed; check the base address");
    }
}
