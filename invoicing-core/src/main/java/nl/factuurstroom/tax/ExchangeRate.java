package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;

/**
 * A rate of exchange, kept as evidence (OB art. 8(6)).
 *
 * @param currency foreign currency
 * @param perEuro how many units of it one euro is, as the ECB quotes; above zero
 * @param publishedOn the day of the rate: the last one on or before the tax date
 * @param source who published it: {@code ECB}
 */
public record ExchangeRate(Currency currency, BigDecimal perEuro, LocalDate publishedOn, String source) {

    public ExchangeRate {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(publishedOn, "publishedOn");
        Objects.requireNonNull(source, "source");
        if (perEuro.signum() <= 0) {
            throw new IllegalArgumentException("a rate of exchange must be above zero, was " + perEuro);
        }
    }
}
