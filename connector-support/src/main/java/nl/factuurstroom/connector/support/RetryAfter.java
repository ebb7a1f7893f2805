package nl.factuurstroom.connector.support;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a {@code Retry-After} header. */
final class RetryAfter {

    private static final BigDecimal EPOCH_SECONDS_FROM = new BigDecimal("1000000000");
    private static final BigDecimal EPOCH_MILLIS_FROM = new BigDecimal("1000000000000");

    private RetryAfter() {}

    /** Never negative; empty when unreadable. */
    static Optional<Duration> parse(String value, Instant now) {
        var text = value.strip();
        try {
            return Optional.of(notNegative(seconds(text, now)));
        } catch (NumberFormatException e) {
            return date(text, now);
        }
    }

    private static Duration seconds(String text, Instant now) {
        if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
            throw new NumberFormatException("not seconds");
        }
        var number = new BigDecimal(text);
        if (number.compareTo(EPOCH_MILLIS_FROM) >= 0) {
            return Duration.between(now, Instant.ofEpochMilli(number.longValue()));
        }
        if (number.compareTo(EPOCH_SECONDS_FROM) >= 0) {
            return Duration.between(now, Instant.ofEpochSecond(number.longValue()));
        }
        return Duration.ofMillis(number.movePointRight(3).longValue());
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(notNegative(Duration.between(now, until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
