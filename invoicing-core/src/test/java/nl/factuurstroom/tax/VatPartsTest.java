package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.codes;
import static nl.factuurstroom.tax.Example.company;
import static nl.factuurstroom.tax.Example.goods;
import static nl.factuurstroom.tax.Example.line;
import static nl.factuurstroom.tax.Example.person;
import static nl.factuurstroom.tax.Example.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounts;
import nl.factuurstroom.tax.TaxResult.Decision;
import org.junit.jupiter.api.Test;

/** The smaller parts, each by itself. */
class VatPartsTest {

    private static final LocalDate DAY = Example.DATE;

    @Test
    void everySettingIsKeptAndChains() {
        var settings = DutchVat.builder()
                .rates(VatRates.standard())
                .rules(VatRules.standard())
                .defaultSupplyKind(SupplyKind.GOODS)
                .defaultRateClass(RateClass.REDUCED)
                .goodsGoToBuyerAddress(true)
                .whenViesIsDown(ViesDown.DUTCH_VAT)
                .viesValidFor(Duration.ofDays(7))
                .viesDeadline(Duration.ofDays(1))
                .belowOssThreshold(false)
                .ossRegistered(true)
                .destinationRatesAlways(true)
                .outsideScopeAsExport(true)
                .splitDocuments(true)
                .smallBusinessBeforeReverseCharge(false)
                .euSmallBusinessIn(Set.of(CountryCode.of("DE")))
                .fiscalUnity(Set.of(VatNumber.strict("NL002455799B11")))
                .discounts(Discounts.none())
                .build();

        var toBelgium = new Example()
                .vat(settings)
                .buyer(person("Jean", "BE", "9000"))
                .lines(goods("100.00"))
                .result();
        var toGermany = new Example()
                .vat(settings)
                .buyer(person("Max", "DE", "10115"))
                .lines(goods("100.00"))
                .result();
        var atHome = new Example()
                .vat(settings)
                .lines(line("1", "100.00", null, null))
                .result();

        assertThat(toBelgium.groups()).singleElement().satisfies(group -> {
            assertThat(group.treatment()).isEqualTo(VatTreatment.OSS);
            assertThat(group.country()).isEqualTo(CountryCode.of("BE"));
        });
        assertThat(codes(toGermany)).containsExactly("EU_SMALL_BUSINESS");
        assertThat(atHome.vat()).isEqualTo(Money.eur("9.00"));
    }

    @Test
    void findingsSayWhetherTheSaleStops() {
        var findings = new Findings(Set.of("A"));

        assertThat(findings.hold("A", "a.")).isFalse();
        assertThat(findings.holdAndRetry("A", "a.")).isFalse();
        assertThat(findings.review("A", "a.")).isFalse();
        assertThat(findings.decision()).isEqualTo(Decision.ISSUE);
        assertThat(findings.isRetryable()).isFalse();
        assertThat(findings.reasons()).containsExactly(new TaxResult.Reason("A", "Released by a person: a."));
        assertThat(findings.review("B", "b.")).isTrue();
        assertThat(findings.decision()).isEqualTo(Decision.REVIEW);
        assertThat(findings.isRetryable()).isFalse();
        assertThat(findings.holdAndRetry("C", "c.")).isTrue();
        assertThat(findings.isRetryable()).isFalse();
        assertThat(findings.hold("D", "d.")).isTrue();
        assertThat(findings.decision()).isEqualTo(Decision.HOLD);
        assertThat(findings.reasons()).extracting(TaxResult.Reason::code).containsExactly("C", "D", "B");
    }

    @Test
    void onlyUnansweredChecksAreAskedAgain() {
        var retry = new Findings(Set.of());
        retry.holdAndRetry("C", "c.");
        var both = new Findings(Set.of());
        both.holdAndRetry("C", "c.");
        both.miss("D", "d.");
        var review = new Findings(Set.of());
        review.holdAndRetry("C", "c.");
        review.refuse("E", "e.");

        assertThat(retry.isRetryable()).isTrue();
        assertThat(both.isRetryable()).isFalse();
        assertThat(review.isRetryable()).isFalse();
    }

    @Test
    void ratesAreReadWhole() {
        var rates = VatRates.fromJson(VatRates.resource("vat-rates.json"));
        var germany = CountryCode.of("DE");

        assertThat(rates.exists(germany, Percentage.of(7), DAY)).isTrue();
        assertThat(rates.exists(germany, Percentage.of(8), DAY)).isFalse();
        assertThat(rates.standardOf(germany, DAY)).contains(Percentage.of(19));
        assertThat(rates.dutch(RateClass.LODGING, LocalDate.of(2025, 12, 31))).contains(Percentage.of(9));
        assertThat(rates.version()).isEqualTo("2026-11-24");
        assertThat(rates.territories().find(germany, "78266").goods()).isEqualTo(Territory.Area.OUTSIDE);
        assertThat(rates.territories().find(germany, "78266").services()).isEqualTo(Territory.Area.UNDECIDED);
        assertThat(rates.territories().find(germany, "10115").goods()).isEqualTo(Territory.Area.EU);
        assertThat(rates.territories().find(germany, "10115").doubt()).isNull();
        assertThat(rates.territories().find(germany, "101").doubt()).contains("Büsingen, Heligoland");
        assertThat(rates.territories().find(germany, "87491").doubt()).contains("may be Jungholz");
        assertThat(rates.territories().find(germany, "87491").goods()).isEqualTo(Territory.Area.EU);
        assertThat(rates.territories().find(CountryCode.of("MC"), null).country())
                .isEqualTo(CountryCode.of("FR"));
        assertThat(rates.territories().find(CountryCode.of("PT"), "9500-321").ownStandardRate())
                .isEqualTo(Percentage.of(16));
        assertThat(rates.territories().find(CountryCode.NL, null).isDutch()).isTrue();
        assertThatThrownBy(() -> VatRates.resource("none.json")).hasMessageContaining("missing from the jar");
    }

    @Test
    void rulesAreReadWhole() {
        var rules = VatRules.fromJson(VatRates.resource("vat-rules.json"));

        assertThat(rules.reverseChargeCategories()).hasSize(16).contains("SCRAP");
        assertThat(rules.reverseCharge("TELECOM", LocalDate.of(2017, 9, 1))
                        .orElseThrow()
                        .inForce())
                .isTrue();
        assertThat(rules.reverseCharge("TELECOM", LocalDate.of(2017, 8, 31))
                        .orElseThrow()
                        .inForce())
                .isFalse();
        assertThat(rules.reverseCharge("LAPTOPS", DAY).orElseThrow().threshold())
                .isEqualByComparingTo("10000");
        assertThat(rules.threshold("OSS", LocalDate.of(2021, 6, 30))).isEmpty();
        assertThat(rules.threshold("OSS", LocalDate.of(2021, 7, 1))).contains(new BigDecimal("10000"));
        assertThat(rules.box(VatTreatment.STANDARD, Percentage.of(21))).isEqualTo("1a");
        assertThat(rules.box(VatTreatment.REDUCED, Percentage.of(9))).isEqualTo("1b");
        assertThat(rules.box(VatTreatment.REDUCED, Percentage.of(6))).isEqualTo("1c");
        assertThat(rules.box(VatTreatment.EXEMPT, Percentage.ZERO)).isNull();
        assertThat(rules.virtualEventsFrom()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(rules.exemption("medical").vatex()).isEqualTo("VATEX-EU-132-1C");
        assertThat(rules.exemption("iets anders").nl()).isEqualTo("iets anders");
        assertThat(rules.version()).isEqualTo("2026-11-24");
    }

    @Test
    void periodsHoldFromTheirFirstToTheirLastDay() {
        var open = new Dated<>(null, null, "x");
        var year = new Dated<>(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), "x");

        assertThat(open.covers(DAY)).isTrue();
        assertThat(year.covers(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(year.covers(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(year.covers(LocalDate.of(2025, 12, 31))).isFalse();
        assertThat(year.covers(LocalDate.of(2027, 1, 1))).isFalse();
    }

    @Test
    void turnoversShowWhatTheyCan() {
        var limit = new BigDecimal("10000");
        var sale = new BigDecimal("20");

        assertThat(new OssTurnover(new BigDecimal("9980"), BigDecimal.ZERO).isAbove(limit, sale))
                .isFalse();
        assertThat(new OssTurnover(new BigDecimal("9980.01"), null).isAbove(limit, sale))
                .isTrue();
        assertThat(new OssTurnover(null, limit).isAbove(limit, sale)).isFalse();
        assertThat(new OssTurnover(null, new BigDecimal("10000.01")).isAbove(limit, sale))
                .isTrue();
        assertThat(new OssTurnover(null, limit).isComplete()).isFalse();
        assertThat(new OssTurnover(limit, null).isComplete()).isFalse();
        assertThat(new OssTurnover(limit, limit).isComplete()).isTrue();
        assertThat(new SmallBusinessTurnover(null, null).isAbove(limit, sale)).isFalse();
        assertThat(new SmallBusinessTurnover(new BigDecimal("9980.01"), null).isAbove(limit, sale))
                .isTrue();
        assertThat(new SmallBusinessTurnover(new BigDecimal("9980"), limit).isAbove(limit, sale))
                .isFalse();
        assertThat(new SmallBusinessTurnover(null, new BigDecimal("10000.01")).isAbove(limit, sale))
                .isTrue();
    }

    @Test
    void factsAddUp() {
        var rate = new ExchangeRate(java.util.Currency.getInstance("USD"), BigDecimal.ONE, DAY, "ECB");
        var facts = TaxFacts.none()
                .release("A")
                .release("B")
                .with(new OssTurnover(null, null))
                .with(new SmallBusinessTurnover(null, null))
                .with(rate);

        assertThat(facts.released()).containsExactlyInAnyOrder("A", "B");
        assertThat(facts.ossTurnover()).isNotNull();
        assertThat(facts.smallBusinessTurnover()).isNotNull();
        assertThat(facts.exchangeRate()).isEqualTo(rate);
        assertThatThrownBy(() -> new ExchangeRate(rate.currency(), BigDecimal.ZERO, DAY, "ECB"))
                .hasMessageContaining("above zero");
    }

    @Test
    void whatIsMadeWithoutDetailsHasThoseOfItsTreatment() {
        var zero = Money.zeroEur();
        var line = new TaxedLine(goods("1.00"), zero, VatTreatment.EXPORT, Percentage.ZERO, "why");
        var group = new VatGroup(VatTreatment.EXPORT, Percentage.ZERO, zero, zero);
        var result = new TaxResult(
                Decision.ISSUE, List.of(), List.of(line), List.of(group), zero, zero, zero, List.of(), List.of());

        assertThat(line.vat().category()).isEqualTo("G");
        assertThat(group.category()).isEqualTo("G");
        assertThat(result.details()).isEqualTo(TaxDetails.none());
        assertThat(VatTreatment.EU_SERVICES.isIntraEu()).isTrue();
        assertThat(VatTreatment.EXPORT.isIntraEu()).isFalse();
    }

    @Test
    void differentCentsOfOneGroupGoToTheLargestCutOffParts() {
        var result = new Example()
                .lines(
                        line("1", "0.99", SupplyKind.GOODS, RateClass.STANDARD),
                        line("1", "1.99", SupplyKind.GOODS, RateClass.STANDARD),
                        line("1", "2.99", SupplyKind.GOODS, RateClass.STANDARD))
                .sale(sale -> sale.pricesIncludeVat(true))
                .result();

        assertThat(result.net()).isEqualTo(Money.eur("4.93"));
        assertThat(result.lines())
                .extracting(TaxedLine::net)
                .containsExactly(Money.eur("0.82"), Money.eur("1.64"), Money.eur("2.47"));
    }

    @Test
    void discountsOnTheWholeComeOneAfterTheOther() {
        var tables =
                Discounts.fromJson("[{\"name\": \"Orderkorting\", \"mode\": \"amount-whole\", \"scope\": \"order\","
                        + " \"tiers\": [{\"from\": 100, \"percent\": 10}]}]");

        var result = new Example()
                .vat(DutchVat.builder().discounts(tables).build())
                .lines(service("100.00"))
                .sale(sale -> sale.discount(new LineDiscount.Percent(Percentage.of(10))))
                .result();

        assertThat(result.net()).isEqualTo(Money.eur("81.00"));
        assertThat(result.lines())
                .extracting(l -> l.line().description() + " " + l.net())
                .containsExactly("Something EUR 100.00", "Orderkorting EUR -10.00", "Korting 10 % EUR -9.00");
        assertThat(result.lines().get(1).vat().role()).isEqualTo(LineRole.DISCOUNT);
        assertThat(result.details().discounts()).containsExactly("'Orderkorting': EUR 10.00 off the order");
    }

    @Test
    void aDiscountInAnotherCurrencyIsRefused() {
        var dollars = new LineDiscount.Amount(Money.of("1.00", "USD"));

        var onLine = new Example()
                .lines(goods("10.00").toBuilder().discount(dollars).build())
                .result();
        var onWhole = new Example()
                .lines(goods("10.00"))
                .sale(sale -> sale.discount(dollars))
                .result();

        assertThat(codes(onLine)).containsExactly("DISCOUNT_TOO_LARGE");
        assertThat(codes(onWhole)).containsExactly("DISCOUNT_TOO_LARGE");
    }

    @Test
    void aStayNeedsItsNights() {
        var result = new Example()
                .buyer(person("J. de Vries", "NL", null))
                .lines(line("1", "95.00", SupplyKind.LODGING, RateClass.LODGING))
                .sale(sale -> sale.supplyDate(null))
                .result();

        assertThat(codes(result)).containsExactly("STAY_MISSING");
    }

    @Test
    void onlyNumbersThatViesKnowsAreAsked() {
        var american = new Example()
                .buyer(company("Acme", "BE", "1000").vatNumber(new VatNumber("US", "123456")))
                .lines(service("1.00"))
                .question();
        var bad = new Example()
                .buyer(company("Bakker", "NL", null).vatNumber(new VatNumber("US", "123456")))
                .lines(service("1.00").toBuilder()
                        .facts(nl.factuurstroom.sale.LineFacts.builder()
                                .reverseCharge("SCRAP")
                                .build())
                        .build());
        var dutch = new Example()
                .buyer(company("Bakker", "NL", null).vatNumber(new VatNumber("NL", "002455798B11")))
                .lines(service("1.00").toBuilder()
                        .facts(nl.factuurstroom.sale.LineFacts.builder()
                                .reverseCharge("SCRAP")
                                .build())
                        .build());

        assertThat(DutchVat.standard().evidenceFor(american)).isEmpty();
        assertThat(DutchVat.standard().evidenceFor(bad.question())).isEmpty();
        assertThat(codes(bad.result())).containsExactly("VAT_ID_CHECK_DIGITS");
        assertThat(DutchVat.standard().evidenceFor(dutch.question()))
                .containsExactly(new VatNumber("NL", "002455798B11"));
    }

    @Test
    void aPriceWithVatInForeignCurrencyCountsInEuroWithoutVat() {
        var dollars = java.util.Currency.getInstance("USD");
        var laptops = goods("1.00").toBuilder()
                .unitPrice(Money.of("14520.00", "USD"))
                .facts(nl.factuurstroom.sale.LineFacts.builder()
                        .reverseCharge("LAPTOPS")
                        .build())
                .build();
        var example = new Example()
                .buyer(company("Bakker", "NL", null).vatNumber(VatNumber.strict("NL002455799B11")))
                .lines(laptops)
                .sale(sale -> sale.pricesIncludeVat(true).currency(dollars))
                .facts(TaxFacts.none().with(new ExchangeRate(dollars, new BigDecimal("1.2"), DAY, "ECB")));

        assertThat(example.result().lines().get(0).treatment()).isEqualTo(VatTreatment.DOMESTIC_REVERSE_CHARGE);
        assertThat(codes(example.facts(TaxFacts.none()).result())).contains("EXCHANGE_RATE_MISSING");
    }

    @Test
    void anExampleOfEachPlaceOfService() {
        var canary = new Example()
                .buyer(company("Tenerife SL", "ES", "38001").vatNumber(VatNumber.strict("ESB58378431")))
                .lines(goods("900.00"))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.of("ES"), null)))
                .result();

        assertThat(canary.groups().get(0).treatment()).isEqualTo(VatTreatment.EXPORT);
        assertThat(canary.details().deliveredTo()).isEqualTo(CountryCode.of("ES"));
    }
}
