package nl.factuurstroom.connector.support;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;

/**
 * What people type into the custom fields of a CRM, read the same in all of them: in any case, in English or Dutch. What isn't
 * known is empty, never guessed.
 */
public final class SaleWords {

    private static final Set<String> YES = Set.of("true", "yes", "ja", "1");

    private SaleWords() {}

    /** True, yes, ja or 1. */
    public static boolean yes(@Nullable String value) {
        return value != null && YES.contains(value.toLowerCase(Locale.ROOT));
    }

    /** A day: {@code yyyy-MM-dd}. */
    public static Optional<LocalDate> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A currency by its ISO 4217 code. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Goods, goederen, services, service, diensten or dienst. */
    public static Optional<SupplyKind> supplyKind(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "goods", "goederen" -> Optional.of(SupplyKind.GOODS);
            case "services", "service", "diensten", "dienst" -> Optional.of(SupplyKind.SERVICE);
            default -> Optional.empty();
        };
    }

    /** 21, 21%, 21.0, 9, 0, vrijgesteld or exempt. */
    public static Optional<RateClass> rateClass(String value) {
        var text = value.toLowerCase(Locale.ROOT)
                .replace("%", "")
                .replace(',', '.')
                .strip();
        if (text.equals("vrijgesteld") || text.equals("exempt")) {
            return Optional.of(RateClass.EXEMPT);
        }
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,10})?") ? rateClass(new BigDecimal(text)) : Optional.empty();
    }

    /** By the percentage: 21, 9 or 0. */
    public static Optional<RateClass> rateClass(BigDecimal percentage) {
        return switch (percentage.stripTrailingZeros().toPlainString()) {
            case "21" -> Optional.of(RateClass.STANDARD);
            case "9" -> Optional.of(RateClass.REDUCED);
            case "0" -> Optional.of(RateClass.ZERO);
            default -> Optional.empty();
        };
    }
}
