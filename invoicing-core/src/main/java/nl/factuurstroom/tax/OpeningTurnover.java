package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turnover of a threshold that the store can't know: from before it began to count, and whatever is invoiced elsewhere. By
 * calendar year of supply, in EUR without VAT. A year that isn't named is known only when the store counted all of it.
 *
 * <pre>{@code
 * OpeningTurnover.in(2025, "3200.00").and(2026, "8150.00")
 * }</pre>
 *
 * @param byYear what to add per year
 */
public record OpeningTurnover(Map<Integer, BigDecimal> byYear) {

    private static final int FIRST_YEAR = 1993;

    public OpeningTurnover {
        byYear = Map.copyOf(byYear);
        byYear.forEach((year, amount) -> {
            if (year < FIRST_YEAR || year > 9999) {
                throw new IllegalArgumentException("a year has four digits, was " + year);
            }
            if (amount.signum() < 0) {
                throw new IllegalArgumentException(
                        "turnover of " + year + " must not be negative, was " + amount.toPlainString());
            }
        });
    }

    /** Nothing is known of the time before the store. */
    public static OpeningTurnover unknown() {
        return new OpeningTurnover(Map.of());
    }

    /** @param euro in EUR without VAT: {@code 8150.00}; 0 when there was none */
    public static OpeningTurnover in(int year, String euro) {
        return unknown().and(year, euro);
    }

    /** With one more year. */
    public OpeningTurnover and(int year, String euro) {
        var more = new TreeMap<>(byYear);
        more.put(year, new BigDecimal(euro));
        return new OpeningTurnover(more);
    }

    /** Of one year; empty when it isn't named. */
    public Optional<BigDecimal> of(int year) {
        return Optional.ofNullable(byYear.get(year));
    }
}
