package nl.factuurstroom.money;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A percentage as people write it: 21 means 21 %. Equal when numerically equal.
 *
 * @param value per cent; may be negative or above 100
 */
public record Percentage(BigDecimal value) implements Comparable<Percentage> {

    public static final Percentage ZERO = new Percentage(BigDecimal.ZERO);

    public Percentage {
        Objects.requireNonNull(value, "value");
        var stripped = value.stripTrailingZeros();
        value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** @throws IllegalArgumentException when the text is not a decimal number */
    public static Percentage of(String value) {
        try {
            return new Percentage(new BigDecimal(value.trim()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a percentage: '" + value + "' (expected e.g. 21)", e);
        }
    }

    public static Percentage of(long value) {
        return new Percentage(BigDecimal.valueOf(value));
    }

    /** Exact part of the amount, not rounded. */
    public Money of(Money money) {
        return money.times(fraction());
    }

    /** 21 gives 0.21. */
    public BigDecimal fraction() {
        return value.movePointLeft(2);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Percentage other) {
        return value.compareTo(other.value);
    }

    /** For example {@code 21 %}. */
    @Override
    public String toString() {
        return value.toPlainString() + " %";
    }
}
