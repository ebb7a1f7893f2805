package nl.factuurstroom.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount in one currency. May hold more decimals than the currency has (a unit price of EUR 0.0125); use
 * {@link #rounded()} where the law wants cents. Two amounts are equal when currency and numeric value are.
 *
 * @param amount the amount; its scale is normalised to at least the currency's fraction digits
 * @param currency an ISO 4217 currency
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final Currency EUR = Currency.getInstance("EUR");

    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        var stripped = amount.stripTrailingZeros();
        amount = stripped.scale() < digits ? stripped.setScale(digits) : stripped;
    }

    /**
     * @param amount decimal text with a dot: {@code 1234.50}
     * @param currency ISO 4217 code: {@code EUR}
     * @throws IllegalArgumentException when either is not that
     */
    public static Money of(String amount, String currency) {
        try {
            return new Money(new BigDecimal(amount.trim()), Currency.getInstance(currency.trim()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an amount: '" + amount + "' (expected e.g. 1234.50)", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an ISO 4217 currency: '" + currency + "' (expected e.g. EUR)", e);
        }
    }

    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount, currency);
    }

    /** An amount in euro, as decimal text: {@code eur("12.50")}. */
    public static Money eur(String amount) {
        return of(amount, "EUR");
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Zero euro. */
    public static Money zeroEur() {
        return zero(EUR);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** Exact product, not rounded. */
    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    /** Rounded to the currency's minor unit, half up on the absolute value. */
    public Money rounded() {
        return new Money(Rounding.halfUp(amount, fractionDigits()), currency);
    }

    /** Decimals of the currency's minor unit: 2 for EUR, 0 for JPY. */
    public int fractionDigits() {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /** The amount in minor units (cents). */
    public long minorUnits() {
        return amount.movePointRight(fractionDigits()).longValueExact();
    }

    public static Money ofMinorUnits(long minor, Currency currency) {
        return new Money(BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits())), currency);
    }

    public int signum() {
        return amount.signum();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }

    /** For example {@code EUR 1234.50}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount.toPlainString();
    }
}
