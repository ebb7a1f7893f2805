package nl.factuurstroom.connector.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21|STANDARD",
                "21%|STANDARD",
                "21,0 %|STANDARD",
                "9.00|REDUCED",
                "0|ZERO",
                "VRIJGESTELD|EXEMPT",
                "exempt|EXEMPT"
            })
    void knowsRateClassesAsPeopleTypeThem(String typed, RateClass meant) {
        assertThat(SaleWords.rateClass(typed)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "-21", "21.5", "hoog", "21 procent"})
    void guessesNoRateClass(String typed) {
        assertThat(SaleWords.rateClass(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "goods,GOODS",
        "Goederen,GOODS",
        "services,SERVICE",
        "service,SERVICE",
        "DIENST,SERVICE",
        "diensten,SERVICE"
    })
    void knowsSupplyKindsAsPeopleTypeThem(String typed, SupplyKind meant) {
        assertThat(SaleWords.supplyKind(typed)).contains(meant);
    }

    @Test
    void readsDaysCurrenciesAndConsent() {
        assertThat(SaleWords.date("2026-11-24")).contains(LocalDate.of(2026, 11, 24));
        assertThat(SaleWords.date("24-11-2026")).isEmpty();
        assertThat(SaleWords.currency("gbp")).contains(Currency.getInstance("GBP"));
        assertThat(SaleWords.currency("euro")).isEmpty();
        assertThat(SaleWords.yes("Ja")).isTrue();
        assertThat(SaleWords.yes("nee")).isFalse();
        assertThat(SaleWords.yes(null)).isFalse();
        assertThat(SaleWords.rateClass(new BigDecimal("9.0"))).contains(RateClass.REDUCED);
    }
}
