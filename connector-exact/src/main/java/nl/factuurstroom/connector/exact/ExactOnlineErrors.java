package nl.factuurstroom.connector.exact;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.ErrorTranslator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.RateHeaders;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/**
 * Exact's refusals. Its error code is always empty and business refusals come as 500 as well as 400, so only the text
 * tells them apart. The text is in the language of the user behind the connection.
 */
final class ExactOnlineErrors {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_MINUTE = Duration.ofMinutes(2);
    private static final Duration LONGEST_DAY = Duration.ofHours(24);
    private static final int LONGEST_TEXT = 300;

    /** "Verplicht: Factuur voor": a complaint, a colon, its subject. So Exact words validation in every language. */
    private static final Pattern COMPLAINT = Pattern.compile("(\\p{L}[\\p{L}' -]{2,40}): ?(\\S.*)");

    private static final Pattern TECHNICAL = Pattern.compile(
            "(?i)(error|fout|exception|timeout|time-out|system|sql|server|warning|a problem has occurred).*");

    private static final Pattern DUPLICATE =
            Pattern.compile("(?i).*(bestaat reeds|already exists|moet zijn: uniek|must be: unique).*");

    private static final Pattern PROCESSED = Pattern.compile("(?i).*(reeds verwerkt|already processed).*");

    private static final Pattern NOT_ALLOWED = Pattern.compile("(?i).*(niet toegestaan|not allowed).*");

    private ExactOnlineErrors() {}

    static ErrorTranslator translator() {
        return ExactOnlineErrors::translate;
    }

    static InvoicingException translate(VendorFailure failure) {
        var text = text(failure);
        return switch (failure.status()) {
            case 401 ->
                new AuthenticationException(
                        failure.summary() + ": the access token is refused; log in to Exact Online again if this stays",
                        failure.requestId());
            case 403 ->
                new AuthenticationException(
                        failure.summary() + (text.isEmpty() ? "" : " (" + text + ")")
                                + ": the user behind the connection has no right to this in this division",
                        failure.requestId());
            case 408 -> tooBroad(failure);
            case 429 -> limited(failure);
            case 400 -> refused(failure, text);
            case 500 -> isRefusal(text) ? refused(failure, text) : unclear(failure, text);
            default ->
                failure.status() > 500
                        ? unclear(failure, text)
                        : ErrorTranslator.standard().translate(failure);
        };
    }

    /** The invoice is processed already: read it. */
    static boolean alreadyProcessed(RejectedException e) {
        return PROCESSED.matcher(String.valueOf(e.getMessage())).matches();
    }

    /** A unique field has this value already: look it up. */
    static boolean duplicate(RejectedException e) {
        return DUPLICATE.matcher(String.valueOf(e.getMessage())).matches();
    }

    static boolean tooEarlyToRefresh(VendorFailure failure) {
        boolean reason = failure.headers()
                .firstValue("Reason")
                .filter(value -> value.startsWith("TooEarly"))
                .isPresent();
        return reason || failure.body().contains("access_token not expired");
    }

    /** All complaints on one line, without control characters; empty when there are none. */
    static String text(VendorFailure failure) {
        var message = failure.json().path("error").path("message");
        var text = Json.text(message.path("value")).or(() -> Json.text(message)).orElse("");
        var line =
                text.replaceAll("[\\r\\n]+", "; ").replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
    }

    private static boolean isRefusal(String text) {
        boolean known = DUPLICATE.matcher(text).matches()
                || PROCESSED.matcher(text).matches()
                || NOT_ALLOWED.matcher(text).matches();
        return known
                || (COMPLAINT.matcher(text).matches()
                        && !TECHNICAL.matcher(text).matches());
    }

    private static InvoicingException refused(VendorFailure failure, String text) {
        var said = text.isEmpty() ? "without a reason" : text;
        var subject = COMPLAINT.matcher(text.split("; ", 2)[0]);
        return new RejectedException(
                "Exact Online refused " + failure.method() + " " + entity(failure.path()) + ": " + said
                        + hint(text).map(hint -> ". " + hint).orElse(""),
                subject.matches() ? subject.group(2) : null,
                null,
                failure.requestId());
    }

    /** Who must mend what. */
    private static Optional<String> hint(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("(type)")) {
            return Optional.of("The account must be a customer in Exact (status C).");
        }
        if (lower.startsWith("periode is afgesloten") || lower.startsWith("onbekend: boekjaar")) {
            return Optional.of("The bookkeeper opens the period or the financial year in Exact.");
        }
        if (lower.contains("btw-percentage") || lower.startsWith("btw percentage")) {
            return Optional.of(
                    "The VAT code doesn't fit the customer's country or its own type: check exact.vat-code.*.");
        }
        if (lower.contains("journals")) {
            return Optional.of("Check exact.journal: it takes the code of a sales journal.");
        }
        if (lower.contains("paymentconditions") || lower.contains("betalingsconditie")) {
            return Optional.of("Check exact.payment-condition.");
        }
        if (lower.contains("currencies") || lower.contains("valuta")) {
            return Optional.of("The administration doesn't have this currency: add it in Exact.");
        }
        return lower.contains("email") ? Optional.of("Correct the e-mail address.") : Optional.empty();
    }

    private static InvoicingException unclear(VendorFailure failure, String text) {
        var message = failure.summary() + (text.isEmpty() ? "" : ": " + text);
        return failure.repeatable()
                ? TransientException.of(message, null)
                : OutcomeUnknownException.unclearAnswer(
                        message + ": it may or may not have been carried out", null, failure.requestId());
    }

    /** The query took too long. Asked again at once it does so again, so a read waits. */
    private static InvoicingException tooBroad(VendorFailure failure) {
        return failure.repeatable()
                ? TransientException.retryAfter(failure.summary() + ": the query took too long", DEFAULT_WAIT)
                : unclear(failure, "");
    }

    /** A day's 429 has only the daily headers, a minute's only the minutely ones, some have none. */
    private static InvoicingException limited(VendorFailure failure) {
        var minute = reset(failure, "X-RateLimit-Minutely-Reset");
        var day = reset(failure, "X-RateLimit-Reset");
        boolean dayLeft = failure.headers()
                .firstValue("X-RateLimit-Remaining")
                .filter(left -> !left.strip().equals("0"))
                .isPresent();
        if (day.isPresent() && minute.isEmpty() && !dayLeft) {
            return TransientException.accountWide(
                    "Exact Online's calls of today are spent", capped(day.get(), LONGEST_DAY));
        }
        var wait = failure.retryAfter().or(() -> minute).orElse(DEFAULT_WAIT);
        return TransientException.retryAfter(
                failure.summary() + ": the calls of this minute are spent", capped(wait, LONGEST_MINUTE));
    }

    private static Optional<Duration> reset(VendorFailure failure, String header) {
        return failure.headers()
                .firstValue(header)
                .flatMap(ExactOnlineErrors::instant)
                .map(at -> Duration.between(failure.at(), at));
    }

    private static Duration capped(Duration wait, Duration longest) {
        if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /** Reset headers are epoch milliseconds. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the headers say of the budgets {@code minute} and {@code day}. */
    static RateHeaders rateHeaders() {
        return (status, headers, now) -> {
            var minute = reading("minute", "X-RateLimit-Minutely-", headers);
            var day = reading("day", "X-RateLimit-", headers);
            return java.util.stream.Stream.of(minute, day)
                    .flatMap(Optional::stream)
                    .toList();
        };
    }

    private static Optional<RateHeaders.Reading> reading(
            String budget, String prefix, java.net.http.HttpHeaders headers) {
        try {
            var limit = headers.firstValue(prefix + "Limit");
            var remaining = headers.firstValue(prefix + "Remaining");
            if (limit.isEmpty() || remaining.isEmpty()) {
                return Optional.empty();
            }
            @Nullable
            Instant resetsAt = headers.firstValue(prefix + "Reset")
                    .flatMap(ExactOnlineErrors::instant)
                    .orElse(null);
            return Optional.of(new RateHeaders.Reading(
                    budget,
                    Integer.parseInt(limit.get().strip()),
                    Integer.parseInt(remaining.get().strip()),
                    resetsAt));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code salesinvoice/SalesInvoices} out of a path with version, division and key. */
    private static String entity(String path) {
        return path.replaceFirst("^/?api/v1/[^/]+/", "").replaceFirst("\\(.*$", "");
    }
}
