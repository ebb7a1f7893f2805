package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;

/** HubSpot's values are all text. Reads each kind, or says that it can't; never guesses. */
final class HubSpotValues {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final Set<String> YES = Set.of("true", "yes", "ja", "1");

    private HubSpotValues() {}

    /** A decimal number; {@code what} names it in the message. */
    static BigDecimal number(String value, String what) {
        if (!value.matches("-?[0-9]{1,15}(\\.[0-9]{1,80})?")) {
            throw new HubSpotProblem(what + " is '" + value + "', which is not a number");
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

    static boolean yes(@Nullable String value) {
        return value != null && YES.contains(value.toLowerCase(Locale.ROOT));
    }

    static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<SupplyKind> kind(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "goods", "goederen" -> Optional.of(SupplyKind.GOODS);
            case "services", "service", "diensten", "dienst" -> Optional.of(SupplyKind.SERVICE);
            default -> Optional.empty();
        };
    }

    /** 21, 21%, 21.0, 9, 0, vrijgesteld, exempt. */
    static Optional<RateClass> rate(String value) {
        var text = value.toLowerCase(Locale.ROOT)
                .replace("%", "")
                .replace(',', '.')
                .strip();
        if (text.equals("vrijgesteld") || text.equals("exempt")) {
            return Optional.of(RateClass.EXEMPT);
        }
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,10})?")) {
            return Optional.empty();
        }
        return switch (new BigDecimal(text).stripTrailingZeros().toPlainString()) {
            case "21" -> Optional.of(RateClass.STANDARD);
            case "9" -> Optional.of(RateClass.REDUCED);
            case "0" -> Optional.of(RateClass.ZERO);
            default -> Optional.empty();
        };
    }
}
