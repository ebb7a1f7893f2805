package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/** What Stripe's refusals mean. See https://docs.stripe.com/api/errors and https://docs.stripe.com/rate-limits */
final class StripeErrors {

    /** Name of the budget of calls per second. */
    static final String BUDGET = "second";

    /** {@link RejectedException#vendorCode()} when only one kind of call is closed to the key, not the account. */
    static final String MISSING_PERMISSION = "MISSING_PERMISSION";

    /** Stripe sends no Retry-After; its limits are per second. */
    static final Duration LIMITED = Duration.ofSeconds(2);

    /** An object that another call holds is free again soon. */
    static final Duration LOCKED = Duration.ofMillis(500);

    private static final Pattern PERMISSION = Pattern.compile("rak_[a-z_]+");
    private static final Pattern KEY = Pattern.compile("\\b[srp]k_(live|test)_[A-Za-z0-9*]+");
    private static final int LONGEST_MESSAGE = 200;

    /** What a sale can do without: a key that lacks the right to it is no trouble of the whole account. */
    private static final List<String> OPTIONAL = List.of("v1/products/", "v1/webhook_endpoints");

    private StripeErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        var error = failure.json().path("error");
        var code = Json.text(error.path("code")).orElse(null);
        return switch (failure.status()) {
            case 401 ->
                new AuthenticationException(
                        failure.summary()
                                + ": the API key is not accepted; make a new one in the Dashboard and configure it",
                        failure.requestId());
            case 403 -> forbidden(failure, error);
            case 404 ->
                new NotFoundException(
                        failure.summary() + ": no such object in this account and mode", failure.requestId());
            case 409 -> TransientException.retryAfter(failure.summary() + ": another call is in its way", LOCKED);
            case 429 -> limited(failure, code);
            case 400, 402 -> rejected(failure, error, code);
            default -> ErrorTranslator.standard().translate(failure);
        };
    }

    /** An id that stands in a parameter instead of the path may be missing with a 400. */
    private static InvoicingException rejected(VendorFailure failure, JsonNode error, @Nullable String code) {
        var message = failure.summary() + ": " + message(error);
        return "resource_missing".equals(code)
                ? new NotFoundException(message, failure.requestId())
                : new RejectedException(
                        message, Json.text(error.path("param")).orElse(null), code, failure.requestId());
    }

    private static InvoicingException forbidden(VendorFailure failure, JsonNode error) {
        var message = failure.summary() + ": the API key lacks " + permission(error) + "; add it in the Dashboard";
        return OPTIONAL.stream().anyMatch(failure.path()::startsWith)
                ? new RejectedException(message, null, MISSING_PERMISSION, failure.requestId())
                : new AuthenticationException(message, failure.requestId());
    }

    private static InvoicingException limited(VendorFailure failure, @Nullable String code) {
        var reason = failure.headers().firstValue("Stripe-Rate-Limited-Reason");
        if (reason.isEmpty() && "lock_timeout".equals(code)) {
            return TransientException.retryAfter(failure.summary() + ": the object is locked by another call", LOCKED);
        }
        return TransientException.accountWide(
                failure.summary() + ": too many calls (" + reason.orElse("no reason given") + ")", LIMITED);
    }

    private static String permission(JsonNode error) {
        var found = PERMISSION.matcher(error.path("message").asText());
        return found.find() ? "the permission " + found.group() : "a permission for this";
    }

    private static String message(JsonNode error) {
        var text = KEY.matcher(Json.text(error.path("message")).orElse("the request was refused"))
                .replaceAll("(key)");
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    }
}
