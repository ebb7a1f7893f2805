package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "eur, 27895, 278.95",
        "usd, 1, 0.01",
        "jpy, 500, 500",
        "krw, 1000, 1000",
        "clp, 1000, 1000",
        "mga, 30, 30",
        "kwd, 12340, 12.34",
        "tnd, 10, 0.01",
        "isk, 10000, 100",
        "ugx, 50000, 500",
        "huf, 123400, 1234",
        "twd, 123400, 1234",
        "xof, 655, 655"
    })
    void countsInStripesOwnMinorUnits(String code, long minor, BigDecimal amount) {
        var currency = StripeAmounts.currency(code).orElseThrow();

        assertThat(StripeAmounts.money(minor, currency).amount()).isEqualByComparingTo(amount);
    }

    @Test
    void keepsDecimalsBelowTheMinorUnit() {
        var money = StripeAmounts.money(new BigDecimal("1234.5678"), Currency.getInstance("EUR"));

        assertThat(money.amount()).isEqualByComparingTo("12.345678");
    }

    @Test
    void readsLowerCaseCodesWhateverTheLanguageOfTheMachine() {
        assertThat(StripeAmounts.currency("inr")).contains(Currency.getInstance("INR"));
        assertThat(StripeAmounts.currency("idr")).contains(Currency.getInstance("IDR"));
    }

    @Test
    void knowsNoCurrencyThatIsoDoesNot() {
        assertThat(StripeAmounts.currency("usdc")).isEmpty();
        assertThat(StripeAmounts.currency(null)).isEmpty();
        assertThat(StripeAmounts.text(100, "usdc")).isEqualTo("100 (minor units of usdc)");
    }
}
