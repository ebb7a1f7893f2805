package nl.factuurstroom.connector.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ErrorJson;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.RateHeaders;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/** HubSpot's refusals, and what its headers say about the budget. */
final class HubSpotErrors {

    /** Name of the budget of calls per ten seconds. */
    static final String BUDGET = "ten-seconds";

    /** {@link RejectedException#vendorCode()} when only one kind of call is closed to the token, not the account. */
    static final String MISSING_SCOPES = "MISSING_SCOPES";

    private static final Duration BURST = Duration.ofSeconds(10);
    private static final Duration SEARCH = Duration.ofSeconds(1);
    private static final Duration LOCKED = Duration.ofSeconds(2);

    /** The day ends at midnight in a time zone that we may not know: ask again every hour. */
    private static final Duration DAY_SPENT = Duration.ofHours(1);

    private static final Duration MOVING = Duration.ofHours(1);
    private static final String VALUES = "Property values were not valid:";
    private static final int LONGEST_MESSAGE = 300;

    /** What a sale can do without: a token that lacks their scope is no trouble of the whole account. */
    private static final List<String> OPTIONAL = List.of(
            "tax-rates/", "account-info/", "crm/properties/", "crm/pipelines/", "/notes", "/companies/contacts/");

    private HubSpotErrors() {}

    static InvoicingException translate(VendorFailure failure) {
        return switch (failure.status()) {
            case 400 -> rejected(failure);
            case 403 -> forbidden(failure);
            case 423 -> TransientException.retryAfter(failure.summary() + ": locked for a moment", LOCKED);
            case 429 -> limited(failure);
            case 477 ->
                TransientException.accountWide(
                        failure.summary() + ": HubSpot moves this account to another data centre",
                        failure.retryAfter().orElse(MOVING));
            default -> ErrorTranslator.standard().translate(failure);
        };
    }

    /** What HubSpot says is wrong, as a sentence; also for the errors inside a 207. */
    static String reason(ErrorJson error) {
        var message = error.message() == null ? "no reason given" : error.message();
        int list = message.indexOf('[');
        if (message.startsWith(VALUES) && list > 0) {
            message = values(message.substring(list)).orElse(message);
        }
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }

    private static InvoicingException rejected(VendorFailure failure) {
        var error = read(failure);
        if (error.isEmpty()) {
            return ErrorTranslator.standard().translate(failure);
        }
        return new RejectedException(
                failure.summary() + ": " + reason(error.get()),
                field(error.get()),
                error.get().category(),
                requestId(failure, error.get()));
    }

    private static InvoicingException forbidden(VendorFailure failure) {
        var error = read(failure);
        var scopes = error.map(HubSpotErrors::scopes).orElse("");
        var id = error.map(e -> requestId(failure, e)).orElse(failure.requestId());
        var message =
                failure.summary() + (scopes.isEmpty() ? ": check the token's rights" : ": the token lacks " + scopes);
        return OPTIONAL.stream().anyMatch(failure.path()::contains)
                ? new RejectedException(message, null, MISSING_SCOPES, id)
                : new AuthenticationException(message, id);
    }

    private static InvoicingException limited(VendorFailure failure) {
        var policy = read(failure).map(ErrorJson::policyName).orElse(null);
        if (failure.path().endsWith("/search") && policy == null) {
            return TransientException.retryAfter(failure.summary() + ": too many searches in a second", SEARCH);
        }
        if (policy == null || policy.contains("SECONDLY")) {
            return TransientException.accountWide(
                    failure.summary() + ": too many calls", failure.retryAfter().orElse(BURST));
        }
        return TransientException.accountWide(
                failure.summary() + ": the calls of the day are spent (" + policy + ")",
                failure.retryAfter().orElse(DAY_SPENT));
    }

    private static Optional<ErrorJson> read(VendorFailure failure) {
        var body = failure.json();
        if (!body.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().treeToValue(body, ErrorJson.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** HubSpot packs a JSON list into the message. */
    private static Optional<String> values(String list) {
        try {
            var messages = new ArrayList<String>();
            for (JsonNode value : Json.mapper().readTree(list)) {
                Json.text(value.get("message")).ifPresent(messages::add);
            }
            return messages.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", messages));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String field(ErrorJson error) {
        if (error.errors() != null) {
            var name =
                    error.errors().path(0).path("context").path("propertyName").path(0);
            if (name.isTextual()) {
                return name.asText();
            }
        }
        var message = error.message();
        int list = message == null ? -1 : message.indexOf('[');
        if (message == null || list < 0) {
            return null;
        }
        try {
            return Json.text(Json.mapper()
                            .readTree(message.substring(list))
                            .path(0)
                            .get("name"))
                    .orElse(null);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String scopes(ErrorJson error) {
        var names = new ArrayList<String>();
        if (error.errors() != null) {
            error.errors()
                    .forEach(detail -> detail.path("context")
                            .path("requiredGranularScopes")
                            .forEach(scope -> names.add(scope.asText())));
        }
        return names.isEmpty() ? "" : "scope " + String.join(" or ", names);
    }

    private static @Nullable String requestId(VendorFailure failure, ErrorJson error) {
        return error.correlationId() == null ? failure.requestId() : error.correlationId();
    }

    /** Rolling windows have no moment at which they reset. Search answers have no headers. */
    static RateHeaders rateHeaders(int limit) {
        return limit == 0 ? RateHeaders.none() : HubSpotErrors::readings;
    }

    private static List<RateHeaders.Reading> readings(int status, HttpHeaders headers, Instant now) {
        try {
            var max = headers.firstValue("x-hubspot-ratelimit-max").map(Integer::parseInt);
            var left = headers.firstValue("x-hubspot-ratelimit-remaining").map(Integer::parseInt);
            return max.isEmpty() || left.isEmpty()
                    ? List.of()
                    : List.of(new RateHeaders.Reading(BUDGET, max.get(), left.get(), null));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
