package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Item;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewLine;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

final class ExactOnlineLineMapperTest {

    private static final Item HOURS = new Item("item-id", "UREN", "Uren", true, true, null);
    private static final Item PIECES = new Item("item-id", "MAT", "Materiaal", true, false, null);

    private static NewLine line(SaleLine.Builder line, String net, Item item) {
        var taxed = new TaxedLine(line.build(), Money.eur(net), VatTreatment.STANDARD, Percentage.of(21), "why");
        return ExactOnlineLineMapper.line(taxed, item, "2", null);
    }

    private static SaleLine.Builder sold(String quantity, String price) {
        return SaleLine.builder("Advies").quantity(quantity).unitPrice(Money.eur(price));
    }

    private static void assertSum(NewLine line, String quantity, String price) {
        assertThat(line.quantity()).isEqualByComparingTo(quantity);
        assertThat(line.unitPrice()).isEqualByComparingTo(price);
    }

    @Test
    void aLineGoesOverAsSold() {
        var line = line(sold("12.5", "80.33"), "1004.13", HOURS);

        assertSum(line, "12.5", "80.33");
        assertThat(line.discount()).isNull();
        assertThat(line.description()).isEqualTo("Advies");
        assertThat(line.vatCode()).isEqualTo("2");
    }

    @Test
    void aPercentageThatGivesWholeCentsGoesOverAsDiscount() {
        var line = line(sold("2", "500").discount(new LineDiscount.Percent(Percentage.of("10"))), "900.00", HOURS);

        assertSum(line, "2", "500");
        assertThat(line.discount()).isEqualByComparingTo(new BigDecimal("0.1"));
        assertThat(line.description()).isEqualTo("Advies");
    }

    @Test
    void whatExactMightRoundOtherwiseGoesOverAsOneAtItsNet() {
        var discounted =
                line(sold("3", "499.99").discount(new LineDiscount.Percent(Percentage.of("12.5"))), "1312.47", HOURS);
        var fine = line(sold("1000", "0.0125"), "12.50", HOURS);
        var third = line(sold("3", "33.333"), "100.00", HOURS);

        assertThat(discounted.description()).isEqualTo("Advies (3 x EUR 499,99 min 12,5 %)");
        assertSum(discounted, "3", "437.49");
        assertSum(fine, "1", "12.50");
        assertThat(fine.description()).isEqualTo("Advies (1000 x EUR 0,0125)");
        assertSum(third, "1", "100.00");
    }

    @Test
    void aDiscountInMoneyGoesIntoThePriceWhereItDivides() {
        var divides = line(sold("4", "25").discount(new LineDiscount.Amount(Money.eur("10"))), "90.00", HOURS);
        var not = line(sold("7", "9.99").discount(new LineDiscount.Amount(Money.eur("5"))), "64.93", HOURS);

        assertSum(divides, "4", "22.50");
        assertThat(divides.description()).isEqualTo("Advies (4 x EUR 25,00 min EUR 10,00)");
        assertSum(not, "1", "64.93");
    }

    @Test
    void aPriceWithVatGoesOverAsItsNet() {
        assertSum(line(sold("2", "121"), "200.00", HOURS), "2", "100");
    }

    @Test
    void aFractionOfAnItemSoldWholeGoesOverAsOne() {
        var line = line(sold("1.5", "100"), "150.00", PIECES);

        assertSum(line, "1", "150.00");
        assertThat(line.description()).isEqualTo("Advies (1,5 x EUR 100,00)");
    }

    @Test
    void returnsAndFreeLinesStay() {
        assertSum(line(sold("-2", "10.05"), "-20.10", HOURS), "-2", "10.05");
        assertSum(line(sold("1", "0"), "0.00", HOURS), "1", "0");
        assertSum(line(sold("0", "10"), "0.00", HOURS), "1", "0");
    }

    @Test
    void thePeriodStandsOnTheLine() {
        var period = new Period(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31));

        assertThat(line(sold("1", "10").period(period), "10.00", HOURS).description())
                .isEqualTo("Advies (1-12-2026 t/m 31-12-2026)");
    }

    @Test
    void aLongTextIsCutAndStandsWholeInTheNotes() {
        var text = "Vervangen van de groepenkast, ".repeat(5).strip();
        var line = line(sold("1", "10").description(text), "10.00", HOURS);

        assertThat(line.description()).hasSizeLessThanOrEqualTo(100).endsWith("…");
        assertThat(line.notes()).isEqualTo(text);
    }
}
