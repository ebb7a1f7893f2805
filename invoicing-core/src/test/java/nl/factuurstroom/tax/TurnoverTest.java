package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.goods;
import static nl.factuurstroom.tax.Example.line;
import static nl.factuurstroom.tax.Example.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;

/** What a sale adds to the turnover of a threshold, and what is known from before. */
class TurnoverTest {

    private static final ExchangeRate DOLLARS =
            new ExchangeRate(Currency.getInstance("USD"), new BigDecimal("1.1250"), Example.DATE, "ECB");

    private static Example smallBusiness() {
        return new Example()
                .supplier(Supplier.builder()
                        .name("Klein Advies")
                        .vatNumber("NL004495445B01")
                        .vatScheme(Supplier.VatScheme.SMALL_BUSINESS)
                        .build());
    }

    private static TaxResult inDollars() {
        return smallBusiness()
                .lines(SaleLine.builder("Advice")
                        .quantity("1")
                        .unitPrice(Money.of("840.00", "USD"))
                        .kind(SupplyKind.SERVICE)
                        .rateClass(RateClass.STANDARD)
                        .build())
                .facts(TaxFacts.none().with(DOLLARS))
                .result();
    }

    @Test
    void aSmallBusinessAddsWhatItLeavesUntaxed() {
        var sale = smallBusiness().lines(service("300.00"), service("12.50")).result();

        assertThat(SmallBusinessTurnover.addedBy(sale, null)).isEqualByComparingTo("312.50");
        assertThat(SmallBusinessTurnover.addedBy(sale.mirrored(), null)).isEqualByComparingTo("-312.50");
    }

    @Test
    void othersAddNothing() {
        var sale = new Example().lines(service("300.00")).result();

        assertThat(SmallBusinessTurnover.addedBy(sale, null)).isEqualByComparingTo("0");
    }

    @Test
    void anotherCurrencyNeedsItsRate() {
        var euros = new ExchangeRate(Currency.getInstance("GBP"), BigDecimal.ONE, Example.DATE, "ECB");

        assertThat(SmallBusinessTurnover.addedBy(inDollars(), DOLLARS)).isEqualTo("746.67");
        assertThat(SmallBusinessTurnover.addedBy(inDollars(), null)).isNull();
        assertThat(SmallBusinessTurnover.addedBy(inDollars(), euros)).isNull();
    }

    @Test
    void bothYearsMakeItComplete() {
        assertThat(new SmallBusinessTurnover(BigDecimal.ZERO, BigDecimal.ZERO).isComplete())
                .isTrue();
        assertThat(new SmallBusinessTurnover(BigDecimal.ZERO, null).isComplete())
                .isFalse();
        assertThat(new SmallBusinessTurnover(null, BigDecimal.ZERO).isComplete())
                .isFalse();
    }

    @Test
    void aYearIsKnownWhenItIsNamed() {
        var opening = OpeningTurnover.in(2025, "0").and(2026, "8150.00");

        assertThat(opening.of(2025)).contains(BigDecimal.ZERO);
        assertThat(opening.of(2026)).contains(new BigDecimal("8150.00"));
        assertThat(opening.of(2024)).isEmpty();
        assertThat(OpeningTurnover.unknown().byYear()).isEmpty();
        assertThat(OpeningTurnover.in(2026, "1").and(2026, "2").of(2026)).contains(new BigDecimal("2"));
    }

    @Test
    void anOpeningTurnoverIsAnAmountOfAYear() {
        assertThatThrownBy(() -> OpeningTurnover.in(26, "1")).hasMessageContaining("four digits, was 26");
        assertThatThrownBy(() -> OpeningTurnover.in(10_000, "1")).hasMessageContaining("four digits");
        assertThatThrownBy(() -> OpeningTurnover.in(2026, "-1")).hasMessageContaining("must not be negative, was -1");
        assertThat(OpeningTurnover.in(1993, "1").of(1993)).isPresent();
        assertThat(OpeningTurnover.in(9999, "1").of(9999)).isPresent();
    }

    private static BigDecimal oss(Example example) {
        return example.result().details().ossTurnover();
    }

    private static SaleLine shipping(String price) {
        return line("1", price, SupplyKind.SHIPPING, RateClass.STANDARD);
    }

    @Test
    void goodsThatGoToAnotherMemberStateCountWithTheirShipping() {
        var toGermany = new Example()
                .buyer(Example.person("Anna", "DE", "10115"))
                .lines(goods("100.00"), shipping("8.50"), service("50.00"))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.of("DE"), "10115")));

        assertThat(oss(toGermany)).isEqualByComparingTo("108.50");
    }

    @Test
    void theDestinationCountsAndNotWhereTheBuyerLives() {
        var dutchBuyer = new Example()
                .buyer(Example.person("Anna", "NL", "3511 AB"))
                .lines(goods("100.00"))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.of("DE"), "10115")));
        var germanBuyer = new Example()
                .buyer(Example.person("Anna", "DE", "10115"))
                .lines(goods("100.00"), line("1", "30.00", SupplyKind.DIGITAL_SERVICE, RateClass.STANDARD))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.NL, "3511 AB")));

        assertThat(oss(dutchBuyer)).isEqualByComparingTo("100.00");
        assertThat(oss(germanBuyer)).isEqualByComparingTo("30.00");
    }

    @Test
    void goodsToTheBuyersAddressCountWithoutADestination() {
        var sale = new Example()
                .vat(DutchVat.builder().goodsGoToBuyerAddress(true).build())
                .buyer(Example.person("Anna", "DE", "10115"))
                .lines(goods("100.00"));

        assertThat(oss(sale)).isEqualByComparingTo("100.00");
    }
}
