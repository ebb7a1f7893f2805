package nl.factuurstroom.connector.pipedrive;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;

/** Reads what people type into custom fields, or says that it can't; never guesses. */
final class PipedriveValues {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final Set<String> YES = Set.of("true", "yes", "ja", "1");

    private PipedriveValues() {}

    /** A day: {@code yyyy-MM-dd}. */
    static Optional<LocalDate> date(String value) {
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
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,10})?") ? rate(new BigDecimal(text)) : Optional.empty();
    }

    static Optional<RateClass> rate(BigDecimal percentage) {
        return switch (percentage.stripTrailingZeros().toPlainString()) {
            case "21" -> Optional.of(RateClass.STANDARD);
            case "9" -> Optional.of(RateClass.REDUCED);
            case "0" -> Optional.of(RateClass.ZERO);
            default -> Optional.empty();
        };
    }
}
