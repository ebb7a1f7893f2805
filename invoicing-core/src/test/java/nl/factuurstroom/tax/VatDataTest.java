package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.codes;
import static nl.factuurstroom.tax.Example.company;
import static nl.factuurstroom.tax.Example.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.LineFacts;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;

class VatDataTest {

    private static final String RATES = VatRates.resource("vat-rates.json");
    private static final String RULES = VatRates.resource("vat-rules.json");

    @Test
    void aHostGivesNewRatesWithoutARelease() {
        var rates = VatRates.fromJson(RATES.replace(
                "{\"from\": \"2012-10-01\", \"to\": null, \"rate\": \"21\"}",
                "{\"from\": \"2012-10-01\", \"to\": \"2026-12-31\", \"rate\": \"21\"},"
                        + "{\"from\": \"2027-01-01\", \"to\": null, \"rate\": \"22\"}"));
        var vat = DutchVat.builder().rates(rates).build();

        var before =
                new Example().vat(vat).lines(service("100.00")).on("2026-12-31").result();
        var after =
                new Example().vat(vat).lines(service("100.00")).on("2027-01-01").result();

        assertThat(before.vat()).isEqualTo(Money.eur("21.00"));
        assertThat(after.vat()).isEqualTo(Money.eur("22.00"));
        assertThat(after.lines().get(0).vat().returnBox()).isEqualTo("1c");
    }

    @Test
    void stopsWhenTheHostsTableEnds() {
        var rates = VatRates.fromJson(RATES.replace(
                "{\"from\": \"2012-10-01\", \"to\": null, \"rate\": \"21\"}",
                "{\"from\": \"2012-10-01\", \"to\": \"2026-12-31\", \"rate\": \"21\"}"));

        var result = new Example()
                .vat(DutchVat.builder().rates(rates).build())
                .lines(service("100.00"))
                .on("2027-01-01")
                .result();

        assertThat(codes(result)).containsExactly("RATE_UNKNOWN_ON_DATE");
    }

    @Test
    void stopsWhenTheForeignTableEnds() {
        var rates = VatRates.fromJson(RATES.replace(
                "{\"from\": \"2021-01-01\", \"to\": null, \"rate\": \"19\"}",
                "{\"from\": \"2021-01-01\", \"to\": \"2026-11-23\", \"rate\": \"19\"}"));
        var vat = DutchVat.builder()
                .rates(rates)
                .goodsGoToBuyerAddress(true)
                .ossRegistered(true)
                .destinationRatesAlways(true)
                .build();

        var result = new Example()
                .vat(vat)
                .buyer(Example.person("Max", "DE", "10115"))
                .lines(Example.goods("100.00"))
                .result();

        assertThat(codes(result)).containsExactly("RATE_UNKNOWN_ON_DATE");
        assertThat(result.reasons().get(0).text()).contains("No rate of Germany", "2026-11-24");
    }

    @Test
    void aHostGivesNewRulesWithoutARelease() {
        var rules = VatRules.fromJson(
                RULES.replace(
                        "\"reverseCharge\": {",
                        "\"reverseCharge\": {\"GRAIN\": {\"row\": 8,"
                                + " \"from\": \"2026-01-01\", \"to\": null, \"nl\": \"graan\", \"en\": \"grain\", \"article\": \"art. X\"},"));
        var line = service("100.00").toBuilder()
                .facts(LineFacts.builder().reverseCharge("grain").build())
                .build();

        var result = new Example()
                .vat(DutchVat.builder().rules(rules).build())
                .buyer(company("Bakker", "NL", null).vatNumber(VatNumber.strict("NL002455799B11")))
                .lines(line)
                .result();

        assertThat(result.lines().get(0).treatment()).isEqualTo(VatTreatment.DOMESTIC_REVERSE_CHARGE);
        assertThat(result.texts()).singleElement().asString().contains("graan, art. X");
        assertThat(result.details().textsEnglish()).singleElement().asString().contains("grain, art. X");
    }

    @Test
    void refusesDataThatIsWrong() {
        assertThatThrownBy(() -> VatRates.fromJson("{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> VatRates.fromJson("{}")).hasMessageContaining("STANDARD and REDUCED");
        assertThatThrownBy(() -> VatRates.fromJson(RATES.replace("\"rate\": \"21\"", "\"rate\": 21")))
                .hasMessageContaining("countries.BE.standard[0]")
                .hasMessageContaining("decimal string");
        assertThatThrownBy(
                        () -> VatRates.fromJson(RATES.replace("\"from\": \"2012-10-01\"", "\"from\": \"2012-09-30\"")))
                .hasMessageContaining("begins before");
        assertThatThrownBy(() -> VatRates.fromJson(RATES.replace("\"from\": \"2012-10-01\"", "\"from\": null")))
                .hasMessageContaining("begins before");
        assertThatThrownBy(() -> VatRates.fromJson(RATES.replace("\"from\": \"2012-10-01\"", "\"from\": \"soon\"")))
                .hasMessageContaining("standard[1]");
        assertThatThrownBy(() -> VatRules.fromJson("[")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> VatRules.fromJson("{}")).hasMessageContaining("reverseCharge");
    }

    @Test
    void saysOfWhenItIs() {
        assertThat(VatRates.standard().version()).isEqualTo("2026-11-24");
        assertThat(VatRules.standard().version()).isEqualTo("2026-11-24");
    }

    @Test
    void knowsRatesOnTheirFirstAndLastDay() {
        var rates = VatRates.standard();
        var germany = CountryCode.of("DE");

        assertThat(rates.dutch(RateClass.STANDARD, LocalDate.of(2001, 1, 1))).contains(Percentage.of(19));
        assertThat(rates.dutch(RateClass.STANDARD, LocalDate.of(2000, 12, 31))).isEmpty();
        assertThat(rates.dutch(RateClass.ZERO, LocalDate.of(2001, 1, 1))).contains(Percentage.ZERO);
        assertThat(rates.dutch(RateClass.EXEMPT, LocalDate.of(2000, 12, 31))).isEmpty();
        assertThat(rates.standardOf(germany, LocalDate.of(2020, 12, 31))).contains(Percentage.of(16));
        assertThat(rates.standardOf(CountryCode.of("US"), LocalDate.of(2020, 12, 31)))
                .isEmpty();
        assertThat(rates.exists(germany, Percentage.of(7), LocalDate.of(2026, 1, 1)))
                .isTrue();
        assertThat(rates.exists(germany, Percentage.of(19), LocalDate.of(2026, 1, 1)))
                .isTrue();
        assertThat(rates.exists(germany, Percentage.of(5), LocalDate.of(2026, 1, 1)))
                .isFalse();
        assertThat(rates.exists(germany, Percentage.of(5), LocalDate.of(2020, 8, 1)))
                .isTrue();
        assertThat(rates.exists(CountryCode.of("US"), Percentage.of(5), LocalDate.of(2020, 8, 1)))
                .isFalse();
    }

    @Test
    void settingsMustNotContradictEachOther() {
        assertThatThrownBy(() -> DutchVat.builder()
                        .destinationRatesAlways(true)
                        .defaultSupplyKind(SupplyKind.SHIPPING)
                        .build())
                .hasMessageContaining("ossRegistered")
                .hasMessageContaining("SHIPPING");
        assertThatThrownBy(() -> DutchVat.builder().viesValidFor(Duration.ofDays(-1)))
                .hasMessageContaining("viesValidFor");
        assertThatThrownBy(() -> DutchVat.builder().viesDeadline(Duration.ofDays(-1)))
                .hasMessageContaining("viesDeadline");
    }

    @Test
    void findsTerritoriesByPostcode() {
        var territories = VatRates.standard().territories();

        assertThat(territories.find(CountryCode.of("FI"), "FI-22100").name()).isEqualTo("Åland Islands");
        assertThat(territories.find(CountryCode.of("FR"), "98000").country()).isEqualTo(CountryCode.of("FR"));
        assertThat(territories.find(CountryCode.of("FR"), "98000").name()).contains("Monaco");
        assertThat(territories.find(CountryCode.of("GB"), "bt1 5gs").name()).isEqualTo("Northern Ireland");
        assertThat(territories.find(CountryCode.of("ES"), "ES").doubt()).contains("'ES' is not a postcode");
        assertThat(territories.find(CountryCode.of("ES"), " ").doubt()).contains("there is no postcode");
        assertThat(territories.find(CountryCode.of("AT"), "6992").ownStandardRate())
                .isEqualTo(Percentage.of(19));
        assertThat(territories.find(CountryCode.of("BE"), null).doubt()).isNull();
        assertThat(territories.find(CountryCode.of("XI"), null).goods()).isEqualTo(Territory.Area.NORTHERN_IRELAND);
    }
}
