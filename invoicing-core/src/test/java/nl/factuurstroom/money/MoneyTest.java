package nl.factuurstroom.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @Test
    void isEqualByValueNotByWriting() {
        assertThat(Money.eur("12.5")).isEqualTo(Money.eur("12.500"));
        assertThat(Money.eur("12.5")).hasToString("EUR 12.50");
        assertThat(Money.eur("0.0125")).hasToString("EUR 0.0125");
        assertThat(Money.of("1E+3", "EUR")).hasToString("EUR 1000.00");
    }

    @ParameterizedTest
    @CsvSource({"0.125,0.13", "-0.125,-0.13", "0.124999,0.12", "0.005,0.01", "-0.005,-0.01", "2,2.00"})
    void roundsHalfUpOnTheAbsoluteValue(String exact, String rounded) {
        assertThat(Money.eur(exact).rounded()).isEqualTo(Money.eur(rounded));
        assertThat(Rounding.halfUp(new BigDecimal(exact), 2)).isEqualByComparingTo(rounded);
    }

    @Test
    void knowsTheMinorUnitOfItsCurrency() {
        assertThat(Money.of("1234.5", "JPY").rounded()).hasToString("JPY 1235");
        assertThat(Money.of("1.5", "JPY").fractionDigits()).isZero();
        assertThat(Money.eur("12.34").minorUnits()).isEqualTo(1234);
        assertThat(Money.of("12", "JPY").minorUnits()).isEqualTo(12);
        assertThat(Money.ofMinorUnits(1234, Currency.getInstance("EUR"))).isEqualTo(Money.eur("12.34"));
        assertThat(Money.ofMinorUnits(12, Currency.getInstance("JPY"))).isEqualTo(Money.of("12", "JPY"));
    }

    @Test
    void refusesToMixCurrencies() {
        assertThatThrownBy(() -> Money.eur("1").plus(Money.of("1", "USD")))
                .hasMessageContaining("cannot mix EUR and USD");
        assertThatThrownBy(() -> Money.eur("1").minus(Money.of("1", "USD"))).hasMessageContaining("cannot mix");
        assertThatThrownBy(() -> Money.eur("1").compareTo(Money.of("1", "USD"))).hasMessageContaining("cannot mix");
    }

    @Test
    void saysWhatItExpectedInstead() {
        assertThatThrownBy(() -> Money.of("1,50", "EUR")).hasMessageContaining("1234.50");
        assertThatThrownBy(() -> Money.of("1.50", "EURO")).hasMessageContaining("ISO 4217");
        assertThatThrownBy(() -> Percentage.of("21 %")).hasMessageContaining("expected e.g. 21");
    }

    @Test
    void reckons() {
        assertThat(Money.eur("1.10").plus(Money.eur("2.20"))).isEqualTo(Money.eur("3.30"));
        assertThat(Money.eur("1.10").minus(Money.eur("2.20"))).isEqualTo(Money.eur("-1.10"));
        assertThat(Money.eur("1.10").negated()).isEqualTo(Money.eur("-1.10"));
        assertThat(Money.eur("1.10").times(new BigDecimal("0.5"))).isEqualTo(Money.eur("0.55"));
        assertThat(Money.eur("1.10").signum()).isPositive();
        assertThat(Money.eur("-1.10").signum()).isNegative();
        assertThat(Money.zeroEur().isZero()).isTrue();
        assertThat(Money.eur("0.01").isZero()).isFalse();
        assertThat(Money.eur("1")).isLessThan(Money.eur("2"));
        assertThat(Money.zero(Currency.getInstance("USD"))).hasToString("USD 0.00");
    }

    @Test
    void takesAPartByPercentage() {
        assertThat(Percentage.of("21").of(Money.eur("100.50"))).isEqualTo(Money.eur("21.105"));
        assertThat(Percentage.of("25.50")).isEqualTo(Percentage.of("25.5")).hasToString("25.5 %");
        assertThat(Percentage.of(100)).hasToString("100 %");
        assertThat(Percentage.of("21").fraction()).isEqualByComparingTo("0.21");
        assertThat(Percentage.of(9)).isLessThan(Percentage.of(21));
        assertThat(Percentage.ZERO.isZero()).isTrue();
        assertThat(Percentage.of(9).isZero()).isFalse();
    }

    @Test
    void givesMissingCentsToTheLargestCutOffThenTheLargerShareThenTheEarlier() {
        var equal = Rounding.spread(Money.eur("0.02"), List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
        var cutOff = Rounding.spread(Money.eur("1.00"), List.of(new BigDecimal("1"), new BigDecimal("2")));
        var larger = Rounding.spread(
                Money.eur("0.01"), List.of(new BigDecimal("1"), new BigDecimal("1"), new BigDecimal("2")));

        assertThat(equal).containsExactly(Money.eur("0.01"), Money.eur("0.01"), Money.eur("0.00"));
        assertThat(cutOff).containsExactly(Money.eur("0.33"), Money.eur("0.67"));
        assertThat(larger).containsExactly(Money.eur("0.00"), Money.eur("0.00"), Money.eur("0.01"));
    }

    @Test
    void prefersTheLargerShareWhenCutOffPartsAreEqual() {
        var shares = Rounding.spread(Money.eur("0.03"), List.of(new BigDecimal("0.5"), new BigDecimal("2.5")));

        assertThat(shares).containsExactly(Money.eur("0.00"), Money.eur("0.03"));
    }

    @Test
    void refusesWeightsThatShareNothing() {
        assertThatThrownBy(() -> Rounding.spread(Money.eur("1"), List.of(BigDecimal.ZERO)))
                .hasMessageContaining("not all zero");
        assertThatThrownBy(() -> Rounding.spread(Money.eur("1"), List.of(BigDecimal.ONE.negate(), BigDecimal.TEN)))
                .hasMessageContaining("zero or more");
    }
}
