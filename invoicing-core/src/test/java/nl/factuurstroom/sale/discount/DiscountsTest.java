package nl.factuurstroom.sale.discount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;

class DiscountsTest {

    private static final String TIERS = """
            "tiers": [{"from": 1, "price": "4.00"}, {"from": 25, "price": "3.50"}, {"from": 100, "price": 3.00}]
            """;

    @Test
    void volumePricesTheWholeQuantityByTheTierReached() {
        var lines = priced("\"mode\": \"volume\", " + TIERS, line("25"));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.line().unitPrice()).isEqualTo(Money.eur("3.50"));
            assertThat(line.whole()).isTrue();
        });
    }

    @Test
    void graduatedGivesOneLinePerTier() {
        var discounted = apply("\"mode\": \"graduated\", " + TIERS, line("150"));

        assertThat(discounted.lines())
                .extracting(l ->
                        l.line().quantity().toPlainString() + " at " + l.line().unitPrice())
                .containsExactly("24 at EUR 4.00", "75 at EUR 3.50", "51 at EUR 3.00");
        assertThat(discounted.lines()).extracting(Discounted.Line::whole).containsOnly(false);
        assertThat(discounted.lines()).extracting(Discounted.Line::saleLine).containsOnly(0);
        assertThat(discounted.steps()).hasSize(3).first().asString().contains("24 × 'Coffee' at EUR 4.00");
    }

    @Test
    void countsPartsOfUnits() {
        assertThat(total(apply("\"mode\": \"graduated\", " + TIERS, line("24.5"))))
                .isEqualTo(Money.eur("97.75"));
        assertThat(total(apply("\"mode\": \"volume\", " + TIERS, line("24.5")))).isEqualTo(Money.eur("98.00"));
    }

    @Test
    void unitsBelowTheFirstTierKeepTheListPrice() {
        var tiers = "\"tiers\": [{\"from\": 10, \"percent\": 50}]";

        assertThat(total(apply("\"mode\": \"graduated\", " + tiers, line("12"))))
                .isEqualTo(Money.eur("42.00"));
        assertThat(total(apply("\"mode\": \"volume\", " + tiers, line("9")))).isEqualTo(Money.eur("36.00"));
        assertThat(total(apply("\"mode\": \"volume\", " + tiers, line("10")))).isEqualTo(Money.eur("20.00"));
    }

    @Test
    void graduatedCountsOnThroughTheLinesOfAGroup() {
        var first = line("20").toBuilder().productGroup("a").build();
        var second = line("10").toBuilder().productGroup("a").build();
        var other = line("30").toBuilder().productGroup("b").build();

        var lines = priced(
                "\"mode\": \"graduated\", \"scope\": \"group\", \"productGroup\": \"a\", " + TIERS,
                first,
                second,
                other);

        assertThat(lines)
                .extracting(l -> l.saleLine() + ": " + l.line().quantity().toPlainString() + " at "
                        + l.line().unitPrice())
                .containsExactly("0: 20 at EUR 4.00", "1: 4 at EUR 4.00", "1: 6 at EUR 3.50", "2: 30 at EUR 4.00");
    }

    @Test
    void eachGroupCountsForItselfAndLinesWithoutOneNotAtAll() {
        var a = line("20").toBuilder().productGroup("a").build();
        var b = line("20").toBuilder().productGroup("b").build();

        var lines = priced("\"mode\": \"volume\", \"scope\": \"group\", " + TIERS, a, b, line("30"));

        assertThat(lines).extracting(l -> l.line().unitPrice()).containsOnly(Money.eur("4.00"));
    }

    @Test
    void anOrderCountsAllUnitsTogetherButShipping() {
        var shipping = line("80").toBuilder().kind(SupplyKind.SHIPPING).build();

        var lines = priced("\"mode\": \"volume\", \"scope\": \"order\", " + TIERS, line("20"), line("10"), shipping);

        assertThat(lines)
                .extracting(l -> l.line().unitPrice())
                .containsExactly(Money.eur("3.50"), Money.eur("3.50"), Money.eur("4.00"));
    }

    @Test
    void onlyTheFirstFittingTablePricesALine() {
        var special = line("25").toBuilder().sku("X").build();
        var discounts = Discounts.fromJson("""
                {"tables": [
                  {"name": "X", "mode": "volume", "sku": "X", "tiers": [{"from": 1, "price": 1}]},
                  {"name": "all", "mode": "volume", "tiers": [{"from": 1, "price": 2}]}]}
                """);

        var lines = discounts.apply(sale(special, line("25"))).lines();

        assertThat(discounts.tables()).hasSize(2);
        assertThat(lines).extracting(l -> l.line().unitPrice()).containsExactly(Money.eur("1.00"), Money.eur("2.00"));
    }

    @Test
    void aTierAndTheLinesOwnDiscountCountOnceEach() {
        var tiers = "\"mode\": \"volume\", \"tiers\": [{\"from\": 1, \"percent\": 20}]";
        var percent = line("10").toBuilder()
                .discount(new LineDiscount.Percent(Percentage.of(10)))
                .build();
        var amount = line("10").toBuilder()
                .discount(new LineDiscount.Amount(Money.eur("5")))
                .build();

        assertThat(total(apply(tiers, percent))).isEqualTo(Money.eur("28.80"));
        assertThat(total(apply(tiers, amount))).isEqualTo(Money.eur("27.00"));
        assertThat(total(apply("\"mode\": \"volume\", \"tiers\": [{\"from\": 1, \"percent\": 0}]", percent)))
                .isEqualTo(Money.eur("36.00"));
    }

    @Test
    void anAmountOffALineIsSharedOverItsTiersToTheCent() {
        var line = line("150").toBuilder()
                .discount(new LineDiscount.Amount(Money.eur("10.01")))
                .build();

        var discounted = apply("\"mode\": \"graduated\", " + TIERS, line);

        assertThat(total(discounted)).isEqualTo(Money.eur("501.49"));
    }

    @Test
    void amountsReachAStepOverEverythingOrPerBand() {
        var steps =
                "\"scope\": \"order\", \"tiers\": [{\"from\": 50, \"percent\": 5}, {\"from\": 100, \"percent\": 10}]";

        assertThat(apply("\"mode\": \"amount-whole\", " + steps, line("25")).onOrder())
                .containsExactly(new Discounted.OnOrder("Table", Money.eur("10.00")));
        assertThat(apply("\"mode\": \"amount-per-band\", " + steps, line("30")).onOrder())
                .containsExactly(new Discounted.OnOrder("Table", Money.eur("4.50")));
        assertThat(apply("\"mode\": \"amount-whole\", " + steps, line("12")).onOrder())
                .isEmpty();
        assertThat(apply("\"mode\": \"amount-per-band\", " + steps, line("-30")).onOrder())
                .isEmpty();
    }

    @Test
    void amountsOfALineOrGroupComeOffThatLineOrGroup() {
        var a1 = line("20").toBuilder().productGroup("a").build();
        var a2 = line("10").toBuilder()
                .productGroup("a")
                .discount(new LineDiscount.Percent(Percentage.of(50)))
                .build();
        var tiers = "\"tiers\": [{\"from\": 90, \"percent\": 10}]";

        var group = apply("\"mode\": \"amount-whole\", \"scope\": \"group\", " + tiers, a1, a2, line("30"));
        var each = apply("\"mode\": \"amount-whole\", \"scope\": \"line\", " + tiers, a1, line("30"));
        var covered = apply(
                "\"mode\": \"amount-whole\", \"scope\": \"order\", \"productGroup\": \"a\", " + tiers,
                a1,
                a2,
                line("30"));

        assertThat(group.lines())
                .extracting(l -> l.line().discount())
                .containsExactly(
                        new LineDiscount.Amount(Money.eur("8.00")), new LineDiscount.Amount(Money.eur("22.00")), null);
        assertThat(each.lines())
                .extracting(l -> l.line().discount())
                .containsExactly(null, new LineDiscount.Amount(Money.eur("12.00")));
        assertThat(covered.onOrder()).isEmpty();
        assertThat(covered.lines()).isEqualTo(group.lines());
        assertThat(group.steps()).singleElement().asString().contains("EUR 10.00 off");
    }

    @Test
    void holdsOnlyFromItsFirstToItsLastDay() {
        assertThat(total(apply(
                        "\"mode\": \"volume\", \"from\": \"2026-11-24\", \"to\": \"2026-11-24\", " + TIERS,
                        line("25"))))
                .isEqualTo(Money.eur("87.50"));
        assertThat(total(apply("\"mode\": \"volume\", \"from\": \"2026-11-25\", " + TIERS, line("25"))))
                .isEqualTo(Money.eur("100.00"));
        assertThat(total(apply("\"mode\": \"volume\", \"to\": \"2026-11-23\", " + TIERS, line("25"))))
                .isEqualTo(Money.eur("100.00"));
    }

    @Test
    void aTableInAnotherCurrencySaysThatItIsNotUsed() {
        var discounted = apply("\"mode\": \"volume\", \"currency\": \"USD\", " + TIERS, line("25"));
        var percentages = apply(
                "\"mode\": \"volume\", \"currency\": \"USD\", \"tiers\": [{\"from\": 1, \"percent\": 50}]", line("25"));

        assertThat(total(discounted)).isEqualTo(Money.eur("100.00"));
        assertThat(discounted.steps()).singleElement().asString().contains("USD", "not used");
        assertThat(total(percentages)).isEqualTo(Money.eur("50.00"));
    }

    @Test
    void namesThePathOfWhatIsWrong() {
        assertRefused("{}", "array");
        assertRefused("nonsense", "not JSON");
        assertRefused("[{\"mode\": \"volume\", \"tiers\": []}]", "[0].name is missing");
        assertRefused("[{\"name\": \"x\", \"mode\": \"volume\", \"tiers\": []}]", "[0]", "no tiers");
        assertRefused("[{\"name\": \"x\", \"mode\": \"huge\", \"tiers\": []}]", "[0].mode", "VOLUME");
        assertRefused("[{\"name\": \"x\", \"mode\": \"volume\", \"tier\": []}]", "[0].tier is not known");
        assertRefused("[{\"name\": \"x\", \"mode\": \"volume\", \"from\": \"soon\", \"tiers\": []}]", "[0].from");
        assertRefused(table("\"tiers\": [{\"from\": 1}]"), "[0].tiers[0]", "neither");
        assertRefused(table("\"tiers\": [{\"from\": 1, \"price\": 1, \"percent\": 1}]"), "[0].tiers[0]", "both");
        assertRefused(table("\"tiers\": [{\"from\": 1, \"price\": -1}]"), "must not be negative");
        assertRefused(table("\"tiers\": [{\"from\": 1, \"percent\": 101}]"), "0 to 100");
        assertRefused(table("\"tiers\": [{\"from\": \"one\", \"percent\": 1}]"), "[0].tiers[0].from", "number");
        assertRefused(table("\"tiers\": [{\"from\": 2, \"price\": 1}, {\"from\": 2, \"price\": 1}]"), "must ascend");
        assertRefused(
                "[{\"name\": \"x\", \"mode\": \"amount-whole\", \"tiers\": [{\"from\": 1, \"price\": 1}]}]",
                "counts amounts");
    }

    @Property
    void graduatedNeverCostsLessForMore(@ForAll @IntRange(min = 1, max = 300) int units) {
        var less = total(apply("\"mode\": \"graduated\", " + TIERS, line(Integer.toString(units))));
        var more = total(apply("\"mode\": \"graduated\", " + TIERS, line(Integer.toString(units + 1))));

        assertThat(more).isGreaterThan(less);
    }

    @Property
    void graduatedKeepsTheQuantity(@ForAll @BigRange(min = "0.001", max = "500") @Scale(3) BigDecimal units) {
        var lines = apply("\"mode\": \"graduated\", " + TIERS, line(units.toPlainString()))
                .lines();

        assertThat(lines.stream().map(l -> l.line().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(units);
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> Discounts.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    private static String table(String more) {
        return "[{\"name\": \"Table\", \"mode\": \"volume\", " + more + "}]";
    }

    private static Discounted apply(String table, SaleLine... lines) {
        return Discounts.fromJson("[{\"name\": \"Table\", " + table + "}]").apply(sale(lines));
    }

    private static List<Discounted.Line> priced(String table, SaleLine... lines) {
        return apply(table, lines).lines();
    }

    private static Money total(Discounted discounted) {
        var total = Money.zeroEur();
        for (Discounted.Line line : discounted.lines()) {
            var full = line.line().unitPrice().times(line.line().quantity());
            if (line.line().discount() instanceof LineDiscount.Percent percent) {
                full = full.minus(percent.percentage().of(full));
            } else if (line.line().discount() instanceof LineDiscount.Amount amount) {
                full = full.minus(amount.amount());
            }
            total = total.plus(full.rounded());
        }
        return total;
    }

    private static SaleLine line(String quantity) {
        return SaleLine.builder("Coffee")
                .quantity(quantity)
                .unitPrice(Money.eur("4.00"))
                .kind(SupplyKind.GOODS)
                .build();
    }

    private static Sale sale(SaleLine... lines) {
        return Sale.builder(new SaleRef("test", "1", "1"))
                .reference("T-1")
                .buyer(Party.builder(Party.Kind.COMPANY, "Bakker").build())
                .lines(Arrays.asList(lines))
                .currency(Currency.getInstance("EUR"))
                .wonAt(Instant.parse("2026-11-24T12:00:00Z"))
                .build();
    }
}
