package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.RateHeaders;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/**
 * Pipedrive's refusals as our exceptions, and its limits. Every limit header is optional and the body of a 429 is not
 * documented, so a spent day is also known by refusals that go on after the burst window has passed.
 *
 * @see <a href="https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting">Rate limiting</a>
 */
final class PipedriveErrors implements ErrorTranslator, RateHeaders {

    /** Name of the budget of a day. */
    static final String DAY = "day";

    /**
     * Tokens per call in the budget of a day. A write costs five; a list costs ten and is reported as two calls, the dearest
     * lists as four; a single record costs one and is counted as five, to stay on the safe side.
     */
    static final int TOKENS_PER_CALL = 5;

    private static final Duration BURST_WINDOW = Duration.ofSeconds(2);
    private static final Duration DAY_SPENT_WAIT = Duration.ofHours(1);
    private static final Duration BLOCKED_WAIT = Duration.ofHours(1);
    private static final Duration UNPAID_WAIT = Duration.ofDays(1);
    private static final int REFUSALS_OF_A_SPENT_DAY = 6;

    private final AtomicInteger refusalsInARow = new AtomicInteger();

    @Override
    public InvoicingException translate(VendorFailure failure) {
        int status = failure.status();
        if (status == 429) {
            return limited(failure);
        }
        if (status == 403) {
            return forbidden(failure);
        }
        if (status == 401) {
            return new AuthenticationException(
                    "Pipedrive refuses our token: connect again, or configure the user's new API token (one token per"
                            + " user works at a time)",
                    failure.requestId());
        }
        if (status == 402) {
            return TransientException.accountWide(
                    "the Pipedrive account is not open (trial over, or unpaid): see to its subscription", UNPAID_WAIT);
        }
        boolean ours = status >= 400 && status < 500 && status != 404 && status != 408;
        if (ours || status == 501) {
            return rejected(failure);
        }
        return ErrorTranslator.standard().translate(failure);
    }

    private InvoicingException limited(VendorFailure failure) {
        boolean spent = number(failure.headers(), "x-daily-ratelimit-token-remaining")
                .filter(left -> left.signum() <= 0)
                .isPresent();
        if (spent || refusalsInARow.get() >= REFUSALS_OF_A_SPENT_DAY) {
            return TransientException.accountWide(
                    "Pipedrive's tokens of this day are spent, by us or by other tools of the company", DAY_SPENT_WAIT);
        }
        var wait = failure.retryAfter().orElse(Duration.ZERO);
        var reset = number(failure.headers(), "x-ratelimit-reset")
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(BigDecimal.TEN) <= 0)
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                .orElse(Duration.ZERO);
        var longest = wait.compareTo(reset) > 0 ? wait : reset;
        return TransientException.retryAfter(
                failure.summary() + ": too many requests at once",
                longest.compareTo(BURST_WINDOW) > 0 ? longest : BURST_WINDOW);
    }

    private static InvoicingException forbidden(VendorFailure failure) {
        boolean page = failure.headers()
                .firstValue("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                .isPresent();
        if (page) {
            return TransientException.accountWide(
                    "Cloudflare blocks our calls to Pipedrive: too many went on after a limit. All calls stop for an"
                            + " hour; look for other programs that use the same token",
                    BLOCKED_WAIT);
        }
        var body = failure.json();
        if (Json.text(body.path("error")).orElse("").contains("Scope and URL mismatch")) {
            return new AuthenticationException(
                    failure.summary() + ": the app lacks a scope; it needs base, deals:full, contacts:read,"
                            + " products:read, and deal-fields:full or admin to create fields",
                    failure.requestId());
        }
        return rejected(failure);
    }

    private static InvoicingException rejected(VendorFailure failure) {
        var body = failure.json();
        var error = error(body);
        return new RejectedException(
                failure.summary() + ": " + error.orElse("the request was refused"),
                error.flatMap(PipedriveErrors::field).orElse(null),
                Json.text(body.path("code")).orElse(String.valueOf(failure.status())),
                failure.requestId());
    }

    /** The vendor's own words, cut short: they name a field, never a secret. */
    private static Optional<String> error(JsonNode body) {
        var error = Json.text(body.path("error")).or(() -> Json.text(body.path("message")));
        return error.map(text -> text.length() > 200 ? text.substring(0, 200) : text);
    }

    /** The 40-character key of a custom field, where the text names one. */
    private static Optional<String> field(String error) {
        var matcher = java.util.regex.Pattern.compile("[0-9a-f]{40}").matcher(error);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The burst limit is kept by our own pace; of the day the undocumented headers tell, in tokens. */
    @Override
    public List<Reading> read(int status, HttpHeaders headers, Instant now) {
        if (status == 429) {
            refusalsInARow.incrementAndGet();
        } else {
            refusalsInARow.set(0);
        }
        var limit = number(headers, "x-daily-ratelimit-token-limit").orElse(null);
        var left = number(headers, "x-daily-ratelimit-token-remaining").orElse(null);
        if (limit == null || left == null || limit.signum() <= 0) {
            return List.of();
        }
        return List.of(new Reading(DAY, calls(limit), calls(left), null));
    }

    private static int calls(BigDecimal tokens) {
        return tokens.max(BigDecimal.ZERO).intValue() / TOKENS_PER_CALL;
    }

    private static Optional<BigDecimal> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .map(String::strip)
                .filter(text -> text.matches("-?[0-9]{1,9}(\\.[0-9]{1,3})?"))
                .map(BigDecimal::new);
    }
}
