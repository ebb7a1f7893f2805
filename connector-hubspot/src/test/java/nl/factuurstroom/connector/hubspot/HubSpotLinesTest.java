package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotSettings.Recurring;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Recurrence;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotLinesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final LocalDate SUPPLIED = LocalDate.of(2026, 11, 24);

    @Test
    void priceQuantityAndCodeAreTakenAsTheyAre() {
        var line = line(item("quantity", "2.5", "price", "0.0125", "hs_sku", "KABEL", "amount", "0.03"));

        assertThat(line.description()).isEqualTo("Advies");
        assertThat(line.sku()).isEqualTo("KABEL");
        assertThat(line.quantity()).isEqualByComparingTo("2.5");
        assertThat(line.unitPrice()).isEqualTo(Money.eur("0.0125"));
        assertThat(line.discount()).isNull();
        assertThat(line.kind()).isNull();
        assertThat(line.rateClass()).isNull();
        assertThat(line.recurrence()).isNull();
    }

    @Test
    void aLineOfZeroStays() {
        assertThat(line(item("quantity", "1", "price", "0", "amount", "0.00"))
                        .unitPrice()
                        .isZero())
                .isTrue();
    }

    @Test
    void aPercentageIsShownAsOne() {
        var line = line(item(
                "quantity",
                "10",
                "price",
                "125.00",
                "hs_discount_percentage",
                "10",
                "hs_total_discount",
                "125.00",
                "amount",
                "1125.00"));

        assertThat(line.discount()).isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
    }

    @Test
    void theComputedDiscountCountsWhateverTheOtherFieldSays() {
        var perUnit = item(
                "quantity",
                "3",
                "price",
                "79.00",
                "discount",
                "9.00",
                "hs_total_discount",
                "27.00",
                "amount",
                "210.00");
        var perLine = item(
                "quantity", "3", "price", "79.00", "discount", "9.00", "hs_total_discount", "9.00", "amount", "228.00");

        assertThat(line(perUnit).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("27.00")));
        assertThat(line(perLine).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("9.00")));
    }

    @Test
    void withoutAComputedDiscountTheAmountDecides() {
        var perUnit = item("quantity", "3", "price", "79.00", "discount", "9.00", "amount", "210.00");
        var perLine = item("quantity", "3", "price", "79.00", "discount", "9.00", "amount", "228.00");

        assertThat(line(perUnit).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("27.00")));
        assertThat(line(perLine).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("9.00")));
    }

    @Test
    void aCentOfRoundingIsForgivenAndNoMore() {
        assertThat(line(item("quantity", "3", "price", "33.333", "amount", "100.00"))
                        .discount())
                .isNull();
        assertThat(mend(item("quantity", "3", "price", "33.33", "amount", "100.01")))
                .isEqualTo("line item 'Advies' has a discount that doesn't fit its amount: 99.99 less 0 is not 100.01");
    }

    @Test
    void aDiscountThatCantBeRightIsForAPerson() {
        assertThat(mend(item("quantity", "1", "price", "10", "hs_total_discount", "-5", "amount", "15")))
                .contains("doesn't fit");
        assertThat(mend(item("quantity", "1", "price", "10", "hs_total_discount", "12", "amount", "-2")))
                .contains("doesn't fit");
        assertThat(mend(item("quantity", "1", "price", "10", "discount", "2"))).contains("no amount to check");
    }

    @Test
    void whatIsMissingOrUnreadableIsNamed() {
        assertThat(mend(item("quantity", "1"))).isEqualTo("line item 'Advies' has no price");
        assertThat(mend(item("name", null, "price", "1"))).isEqualTo("line item 1 has no name");
        assertThat(mend(item("price", "-1"))).contains("negative price");
        assertThat(mend(item("price", "tien"))).contains("'tien', which is not a number");
        assertThat(mend(item("price", "1", "hs_line_item_currency_code", "USD")))
                .contains("in USD but the deal is in EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "21,STANDARD",
        "21%,STANDARD",
        "21.00,STANDARD",
        "9,REDUCED",
        "'9,0',REDUCED",
        "0,ZERO",
        "vrijgesteld,EXEMPT",
        "Exempt,EXEMPT",
        "VRIJGESTELD,EXEMPT"
    })
    void rateClassesAreReadFromTheMappedProperty(String value, RateClass expected) {
        assertThat(line(item("price", "1", "vat_rate", value)).rateClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "19", "hoog", "btw", "121"})
    void otherRatesAreForAPerson(String value) {
        assertThat(mend(item("price", "1", "vat_rate", value))).contains("'" + value + "' in vat_rate");
    }

    @Test
    void theMappedRateWinsFromTheTaxRateGroup() {
        assertThat(line(item("price", "1", "hs_tax_rate_group_id", "7")).rateClass())
                .isEqualTo(RateClass.REDUCED);
        assertThat(line(item("price", "1", "hs_tax_rate_group_id", "7", "vat_rate", "21"))
                        .rateClass())
                .isEqualTo(RateClass.STANDARD);
        assertThat(mend(item("price", "1", "hs_tax_rate_group_id", "8"))).contains("19 %, which is not a Dutch rate");
        assertThat(mend(item("price", "1", "hs_tax_rate_group_id", "9"))).contains("tax_rates.read");
    }

    @ParameterizedTest
    @CsvSource({"goods,GOODS", "Goederen,GOODS", "services,SERVICE", "DIENSTEN,SERVICE"})
    void supplyKindsAreReadInBothLanguages(String value, SupplyKind expected) {
        assertThat(line(item("price", "1", "supply_kind", value)).kind()).isEqualTo(expected);
    }

    @Test
    void theProductGroupIsTakenAsItStands() {
        assertThat(line(item("price", "1", "product_group", "boeken")).productGroup())
                .isEqualTo("boeken");
    }

    @Test
    void anotherSupplyKindIsForAPerson() {
        assertThat(mend(item("price", "1", "supply_kind", "spullen"))).contains("neither goods nor services");
    }

    @Test
    void aRecurringLineWaitsUnlessToldOtherwise() {
        assertThat(mend(recurringItem()))
                .isEqualTo(
                        "line item 'Advies', which is billed monthly for P12M, needs a decision: set hubspot.recurring "
                                + "to first-period or whole-term, or make it a line that is billed once");
    }

    @Test
    void theFirstPeriodBeginsWhereTheLineSays() {
        var line = line(Recurring.FIRST_PERIOD, recurringItem());

        assertThat(line.quantity()).isEqualByComparingTo("3");
        assertThat(line.period()).isEqualTo(new Period(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31)));
        assertThat(line.recurrence()).isEqualTo(new Recurrence("monthly", "P12M"));
    }

    @Test
    void withoutAStartItBeginsWithTheSupply() {
        var line = line(
                Recurring.FIRST_PERIOD, item("price", "10", "recurringbillingfrequency", "annually", "amount", "10"));

        assertThat(line.period()).isEqualTo(new Period(SUPPLIED, LocalDate.of(2027, 11, 23)));
        assertThat(line.recurrence()).isEqualTo(new Recurrence("annually", null));
    }

    @Test
    void theWholeTermMultipliesQuantityAndDiscount() {
        var line = line(
                Recurring.WHOLE_TERM,
                item(
                        "quantity",
                        "3",
                        "price",
                        "79.00",
                        "hs_total_discount",
                        "7.00",
                        "amount",
                        "230.00",
                        "recurringbillingfrequency",
                        "quarterly",
                        "hs_recurring_billing_period",
                        "P12M",
                        "hs_recurring_billing_start_date",
                        "2026-12-01"));

        assertThat(line.quantity()).isEqualByComparingTo("12");
        assertThat(line.discount()).isEqualTo(new LineDiscount.Amount(Money.eur("28.00")));
        assertThat(line.period()).isEqualTo(new Period(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 11, 30)));
    }

    @ParameterizedTest
    @CsvSource({"monthly,P1Y,12", "annually,P36M,3", "weekly,P52W,52", "biweekly,P28D,2", "per_six_months,P1Y6M,3"})
    void termsAreCountedInPeriods(String frequency, String term, String periods) {
        assertThat(new HubSpotTerm(frequency, term).periods())
                .hasValueSatisfying(count -> assertThat(count).isEqualByComparingTo(periods));
    }

    @ParameterizedTest
    @CsvSource({
        "quarterly,P4M",
        "monthly,P30D",
        "weekly,P1M",
        "monthly,",
        "monthly,twaalf",
        "hourly,P12M",
        "monthly,P0M"
    })
    void termsThatDontFitAreForAPerson(String frequency, String term) {
        var item = item("price", "1", "recurringbillingfrequency", frequency, "hs_recurring_billing_period", term);

        assertThatThrownBy(() -> line(Recurring.WHOLE_TERM, item)).isInstanceOf(SaleProblem.class);
    }

    @Test
    void allProblemsOfAllLinesAreToldAtOnce() {
        var first = item("price", "x");
        var second = new ObjectJson("2", properties("name", "Licentie"), null, null);

        assertThatThrownBy(() -> lines(Recurring.ATTENTION).lines(List.of(first, second), EUR, SUPPLIED))
                .hasMessage("the price of line item 'Advies' is 'x', which is not a number; "
                        + "line item 'Licentie' has no price");
    }

    @Test
    void linesKeepTheOrderOfTheQuote() {
        var third = new ObjectJson("9", properties("name", "C", "price", "1"), null, null);
        var second =
                new ObjectJson("10", properties("name", "B", "price", "1", "hs_position_on_quote", "1"), null, null);
        var first =
                new ObjectJson("11", properties("name", "A", "price", "1", "hs_position_on_quote", "0"), null, null);

        var lines = lines(Recurring.ATTENTION).lines(List.of(third, second, first), EUR, SUPPLIED);

        assertThat(lines).extracting(SaleLine::description).containsExactly("A", "B", "C");
    }

    private static ObjectJson recurringItem() {
        return item(
                "quantity",
                "3",
                "price",
                "79.00",
                "hs_total_discount",
                "0",
                "amount",
                "237.00",
                "recurringbillingfrequency",
                "monthly",
                "hs_recurring_billing_period",
                "P12M",
                "hs_recurring_billing_start_date",
                "2026-12-01");
    }

    private static String mend(ObjectJson item) {
        try {
            line(item);
            throw new AssertionError("nothing to mend");
        } catch (SaleProblem problem) {
            return problem.what();
        }
    }

    private static SaleLine line(ObjectJson item) {
        return line(Recurring.ATTENTION, item);
    }

    private static SaleLine line(Recurring recurring, ObjectJson item) {
        return lines(recurring).lines(List.of(item), EUR, SUPPLIED).get(0);
    }

    private static HubSpotLines lines(Recurring recurring) {
        var settings = HubSpotSettings.builder()
                .accessToken("token")
                .properties(SimulatedAccount.allMapped())
                .recurring(recurring)
                .build();
        var rates = Map.of("7", new BigDecimal("9"), "8", new BigDecimal("19"));
        return new HubSpotLines(settings, group -> Optional.ofNullable(rates.get(group)));
    }

    private static ObjectJson item(String... properties) {
        return new ObjectJson("1", properties(properties), null, null);
    }

    private static Map<String, JsonNode> properties(String... pairs) {
        var properties = new HashMap<String, JsonNode>();
        properties.put("name", new TextNode("Advies"));
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == null) {
                properties.remove(pairs[i]);
            } else {
                properties.put(pairs[i], new TextNode(pairs[i + 1]));
            }
        }
        return properties;
    }
}
