package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.SaleProblem;

/** HubSpot's values are all text. Reads each kind, or says that it can't; never guesses. */
final class HubSpotValues {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private HubSpotValues() {}

    /** A decimal number; {@code what} names it in the message. */
    static BigDecimal number(String value, String what) {
        if (!value.matches("-?[0-9]{1,15}(\\.[0-9]{1,80})?")) {
            throw new SaleProblem(what + " is '" + value + "', which is not a number");
        }
        return new BigDecimal(value);
    }

    /** A time with an offset, or milliseconds since 1970; empty when it is neither. */
    static Optional<Instant> instant(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.matches("[0-9]{1,15}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(value)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            return day(value).map(day -> day.atStartOfDay(AMSTERDAM).toInstant());
        }
    }

    /** A day: {@code yyyy-MM-dd}, midnight UTC in milliseconds, or the day in Amsterdam of a time. */
    static Optional<LocalDate> date(String value) {
        if (value.matches("[0-9]{1,15}")) {
            return Optional.of(LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(value)), ZoneOffset.UTC));
        }
        return day(value)
                .or(() -> value.length() < 11
                        ? Optional.empty()
                        : instant(value).map(time -> LocalDate.ofInstant(time, AMSTERDAM)));
    }

    private static Optional<LocalDate> day(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
