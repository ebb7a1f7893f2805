package nl.factuurstroom.connector.moneybird;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/**
 * Moneybird's refusals. {@code error} is a text with {@code symbolic} beside it, or an object of texts per field with the
 * codes in {@code details}.
 */
final class MoneybirdErrors {

    /** A window of the vendor, for a 429 whose headers say nothing. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration PLAN_WAIT = Duration.ofHours(1);
    private static final int LONGEST_TEXT = 300;

    private MoneybirdErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        return switch (failure.status()) {
            case 400, 409, 422 -> refused(failure);
            case 401 ->
                new AuthenticationException(
                        failure.summary() + ": Moneybird does not know the access token (any more);"
                                + " make a new one and configure it as moneybird.access-token",
                        failure.requestId());
            case 402 ->
                TransientException.accountWide(
                        failure.summary() + ": " + text(failure.json()) + "; the plan's invoices of this month are used"
                                + " up, upgrade the Moneybird plan",
                        PLAN_WAIT);
            case 403 ->
                new AuthenticationException(
                        failure.summary() + ": the access token lacks a right (" + text(failure.json())
                                + "); invoices need scope sales_invoices, products and webhooks need settings",
                        failure.requestId());
            case 404 -> new NotFoundException(failure.summary() + ": " + text(failure.json()), failure.requestId());
            case 429 ->
                TransientException.accountWide(
                        failure.summary() + ": more than 150 calls in five minutes from this address", wait(failure));
            default -> ErrorTranslator.standard().translate(failure);
        };
    }

    private static InvoicingException refused(VendorFailure failure) {
        var body = failure.json();
        var field = field(body);
        var code = code(body, field);
        return new RejectedException(
                failure.summary() + ": " + text(body) + " (" + failure.status() + (code == null ? "" : " " + code)
                        + ")",
                field,
                code,
                failure.requestId());
    }

    /** All complaints in one sentence. */
    private static String text(JsonNode body) {
        var error = body.path("error");
        if (!error.isObject()) {
            return cut(Json.text(error).orElse("no reason given"));
        }
        var complaints = new ArrayList<String>();
        error.fields().forEachRemaining(field -> {
            var texts = new ArrayList<String>();
            field.getValue().forEach(text -> texts.add(text.asText()));
            complaints.add(field.getKey() + " " + String.join(" and ", texts));
        });
        return cut(String.join(", ", complaints));
    }

    private static @Nullable String field(JsonNode body) {
        var named = body.path("error").isObject() ? body.path("error") : body.path("symbolic");
        var names = named.fieldNames();
        return names.hasNext() ? names.next() : null;
    }

    private static @Nullable String code(JsonNode body, @Nullable String field) {
        if (field == null) {
            return null;
        }
        return Json.text(body.path("details").path(field).path(0).path("error"))
                .or(() -> Json.text(body.path("symbolic").path(field)))
                .orElse(null);
    }

    /** {@code Retry-After} and {@code RateLimit-Reset} are moments, {@code RateLimit-Remaining} is seconds. */
    private static Duration wait(VendorFailure failure) {
        var now = failure.at();
        var wait = failure.retryAfter()
                .or(() -> number(failure, "RateLimit-Reset").map(at -> Duration.ofSeconds(at - now.getEpochSecond())))
                .or(() -> number(failure, "RateLimit-Remaining").map(Duration::ofSeconds))
                .orElse(WINDOW);
        if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Optional<Long> number(VendorFailure failure, String header) {
        return failure.headers()
                .firstValue(header)
                .filter(v -> v.matches("[0-9]{1,15}"))
                .map(Long::valueOf);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }
}
