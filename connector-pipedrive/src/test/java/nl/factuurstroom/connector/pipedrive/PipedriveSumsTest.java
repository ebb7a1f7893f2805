package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveSums.Total;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipedriveSumsTest {

    @ParameterizedTest
    @CsvSource({
        // quantity, price, discount, type, tax, method, sum: as typed, with tax, without
        "10, 125, 10, percentage, 21, exclusive, 1125",
        "10, 125, 10, percentage, 21, exclusive, 1361.25",
        "2, 121, 0, percentage, 21, inclusive, 242",
        "2, 121, 0, percentage, 21, inclusive, 200",
        "3, 33.333, 0, percentage, 21, exclusive, 100",
        "1.5, 80, 5, percentage, 9, none, 114",
    })
    void takesAPercentageThatFitsTheSumWithOrWithoutTax(
            String quantity, String price, String discount, String type, String tax, String method, String sum) {
        var line = line(quantity, price, discount, type, tax, method, sum);

        var found = sums("0").discount(line);

        assertThat(found)
                .isEqualTo(
                        discount.equals("0")
                                ? Optional.empty()
                                : Optional.of(new LineDiscount.Percent(Percentage.of(discount))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 499, 49, 21, exclusive, 450, 49.00",
        "1, 499, 49, 21, exclusive, 544.50, 49.00",
        "4, 100, 10, 21, exclusive, 390, 10.00",
        "4, 100, 10, 21, exclusive, 471.90, 10.00",
        "4, 100, 10, 21, exclusive, 360, 40.00",
        "4, 100, 10, 21, exclusive, 435.60, 40.00",
        "4, 121, 12.10, 21, inclusive, 435.60, 48.40",
        "4, 121, 12.10, 21, inclusive, 360, 48.40",
    })
    void findsOutWhetherAnAmountIsPerLineOrPerUnit(
            String quantity, String price, String discount, String tax, String method, String sum, String off) {
        var line = line(quantity, price, discount, "amount", tax, method, sum);

        assertThat(sums("0").discount(line)).contains(new LineDiscount.Amount(Money.eur(off)));
    }

    @Test
    void leavesALineToAPersonWhenNoRuleFitsItsSum() {
        var line = line("10", "125", "10", "percentage", "21", "exclusive", "1000");

        assertThatThrownBy(() -> sums("0").discount(line))
                .hasMessageContaining("product 'Advies' costs 10 × EUR 125.00 with a discount of 10 %")
                .hasMessageContaining("EUR 1000.00");
    }

    @Test
    void leavesALineToAPersonWhenTwoRulesFitWithDifferentResults() {
        // Per unit without tax: 4 × 100 - 4 × 26.25 = 295. Per line with a tax of -21.07 %: 373.75 × 0.7893 = 295.00.
        var line = line("4", "100", "26.25", "amount", "-21.07", "exclusive", "295");

        assertThatThrownBy(() -> sums("0").discount(line)).hasMessageContaining("per line or per unit");
    }

    @Test
    void refusesImpossibleDiscounts() {
        assertThatThrownBy(() -> sums("0").discount(line("1", "100", "-5", "amount", "0", "none", "105")))
                .hasMessageContaining("negative discount");
        assertThatThrownBy(() -> sums("0").discount(line("1", "100", "120", "percentage", "0", "none", "-20")))
                .hasMessageContaining("more than 100 %");
    }

    @Test
    void takesADealWhoseValueIsWhatItsProductsAddUpToWithOrWithoutTax() {
        var total = new Total(new BigDecimal("1812"), new BigDecimal("2192.52"));

        sums("1812").checkValue(total, 3);
        sums("2192.52").checkValue(total, 3);
        sums("2192.51").checkValue(total, 3);
        assertThatThrownBy(() -> sums("1900").checkValue(total, 3))
                .hasMessage(
                        "it shows a value of EUR 1900.00 but its products add up to EUR 1812.00, or EUR 2192.52 with"
                                + " tax: correct the value or the products");
    }

    @ParameterizedTest
    @CsvSource({"1630.80", "1973.27"})
    void takesADiscountOnTheDealThatFitsItsValue(String value) {
        var total = new Total(new BigDecimal("1812"), new BigDecimal("2192.52"));

        var found = sums(value).discount(List.of(percent("10")), total, 3, true);

        assertThat(found).isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
    }

    @ParameterizedTest
    @CsvSource({
        // value of the deal, what is off its products
        "900, 100.00", // 100 off without tax, value without tax
        "1089, 100.00", // the same, value with tax
        "1110, 82.64", // 100 off with tax, value with tax
        "917.36, 82.64", // the same, value without tax
    })
    void findsOutWhetherAnAmountOnTheDealHoldsTax(String value, String off) {
        var total = new Total(new BigDecimal("1000"), new BigDecimal("1210"));

        var found = sums(value).discount(List.of(amount("100")), total, 1, true);

        assertThat(found).isEqualTo(new LineDiscount.Amount(Money.eur(off)));
    }

    @ParameterizedTest
    @CsvSource({
        "810, 190.00", // 10 % first, then 90
        "819, 181.00", // 90 first, then 10 %
    })
    void findsOutTheOrderOfSeveralDiscounts(String value, String off) {
        var total = new Total(new BigDecimal("1000"), new BigDecimal("1000"));

        var found = sums(value).discount(List.of(percent("10"), amount("90")), total, 1, true);

        assertThat(found).isEqualTo(new LineDiscount.Amount(Money.eur(off)));
    }

    @Test
    void findsOutWhetherPercentagesAddUp() {
        var total = new Total(new BigDecimal("1000"), new BigDecimal("1210"));
        var twice = List.of(percent("10"), percent("10"));

        assertThat(sums("800").discount(twice, total, 1, true)).isEqualTo(new LineDiscount.Amount(Money.eur("200.00")));
        assertThat(sums("810").discount(twice, total, 1, true)).isEqualTo(new LineDiscount.Amount(Money.eur("190.00")));
    }

    @Test
    void leavesADealToAPersonWhenItsValueFitsNoMeaningOfItsDiscount() {
        var total = new Total(new BigDecimal("1812"), new BigDecimal("2192.52"));

        assertThatThrownBy(() -> sums("1812").discount(List.of(percent("10")), total, 3, true))
                .hasMessageContaining("a discount of 10 %, which doesn't fit its value of EUR 1812.00");
        assertThatThrownBy(() -> sums("1812").discount(List.of(amount("10")), total, 3, false))
                .hasMessageContaining("1 discounts, which doesn't fit");
    }

    @Test
    void takesASinglePercentageWithoutProofWhenValuesAreNotChecked() {
        var total = new Total(new BigDecimal("1812"), new BigDecimal("2192.52"));

        assertThat(sums("5").discount(List.of(percent("10")), total, 3, false))
                .isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
    }

    private static PipedriveSums sums(String value) {
        return new PipedriveSums(deal(value), Currency.getInstance("EUR"));
    }

    private static Deal deal(String value) {
        return new Deal(
                812, "Deal", new BigDecimal(value), "EUR", "won", 301L, 508L, 1L, null, null, null, null, false, null);
    }

    private static Discount percent(String percentage) {
        return new Discount("percentage", new BigDecimal(percentage), "");
    }

    private static Discount amount(String amount) {
        return new Discount("amount", new BigDecimal(amount), "");
    }

    private static Line line(
            String quantity, String price, String discount, String type, String tax, String method, String sum) {
        return new Line(
                3001,
                812,
                21L,
                0,
                "Advies",
                new BigDecimal(price),
                new BigDecimal(quantity),
                new BigDecimal(discount),
                type,
                new BigDecimal(tax),
                method,
                new BigDecimal(sum),
                "EUR",
                true,
                "one-time",
                null,
                null);
    }
}
