package nl.factuurstroom.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/** What holds for every sale, whatever its lines, discounts and prices. */
class SumsPropertiesTest {

    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

    @Property
    void linesGroupsAndTotalsAgree(
            @ForAll("sales") List<SaleLine> lines,
            @ForAll boolean including,
            @ForAll @BigRange(min = "0", max = "100") @Scale(1) BigDecimal percent) {
        var result = result(lines, including, percent);

        assertThat(sum(result.lines().stream().map(TaxedLine::net).toList())).isEqualTo(result.net());
        assertThat(sum(result.groups().stream().map(VatGroup::base).toList())).isEqualTo(result.net());
        assertThat(sum(result.groups().stream().map(VatGroup::vat).toList())).isEqualTo(result.vat());
        assertThat(result.net().plus(result.vat())).isEqualTo(result.gross());
        for (VatGroup group : result.groups()) {
            var nets = result.lines().stream()
                    .filter(line -> Assembly.belongs(line, group))
                    .map(TaxedLine::net)
                    .toList();
            assertThat(sum(nets)).isEqualTo(group.base());
        }
    }

    @Property
    void vatIsWithinHalfACentOfBaseTimesRate(@ForAll("sales") List<SaleLine> lines) {
        var result = result(lines, false, BigDecimal.ZERO);

        for (VatGroup group : result.groups()) {
            var exact = group.base().amount().multiply(group.rate().fraction());
            assertThat(group.vat().amount().subtract(exact).abs()).isLessThanOrEqualTo(HALF_A_CENT);
        }
    }

    @Property
    void theGrossLeadsWhenPricesIncludeVat(@ForAll("sales") List<SaleLine> lines) {
        var result = result(lines, true, BigDecimal.ZERO);

        assertThat(result.gross())
                .isEqualTo(sum(lines.stream().map(SumsPropertiesTest::amount).toList()));
        for (int i = 0; i < lines.size(); i++) {
            var line = result.lines().get(i);
            var exact = amount(lines.get(i))
                    .amount()
                    .divide(BigDecimal.ONE.add(line.rate().fraction()), java.math.MathContext.DECIMAL64);
            assertThat(line.net().amount().subtract(exact).abs()).isLessThan(new BigDecimal("0.0100001"));
        }
    }

    @Property
    void creditsByAmountNeverExceedTheInvoiceAndTheLastTakesTheRest(
            @ForAll("sales") List<SaleLine> lines,
            @ForAll boolean including,
            @ForAll List<@IntRange(min = 1, max = 999) Integer> shares) {
        var original = result(lines, including, BigDecimal.ZERO);
        var left = original.gross();
        if (left.signum() <= 0) {
            return;
        }
        var notes = new ArrayList<TaxResult>();
        for (int share : shares.subList(0, Math.min(5, shares.size()))) {
            var amount = left.times(BigDecimal.valueOf(share, 3)).rounded();
            if (amount.signum() > 0 && amount.compareTo(left) < 0) {
                notes.add(CreditNote.amount(original, notes, amount, "26000001", Example.DATE));
                left = left.minus(amount);
                assertThat(notes.get(notes.size() - 1).gross()).isEqualTo(amount.negated());
            }
        }
        notes.add(CreditNote.amount(original, notes, left, "26000001", Example.DATE));

        assertThat(sum(notes.stream().map(TaxResult::gross).toList()))
                .isEqualTo(original.gross().negated());
        for (VatGroup group : original.groups()) {
            var gross = sum(notes.stream()
                    .flatMap(note -> note.groups().stream())
                    .filter(each ->
                            each.treatment() == group.treatment() && each.rate().equals(group.rate()))
                    .map(each -> each.base().plus(each.vat()))
                    .toList());
            assertThat(gross).isEqualTo(group.base().plus(group.vat()).negated());
        }
        for (TaxResult note : notes) {
            assertThat(sum(note.lines().stream().map(TaxedLine::net).toList())).isEqualTo(note.net());
            assertThat(note.net().plus(note.vat())).isEqualTo(note.gross());
        }
    }

    @Property
    void anOrderDiscountComesOffExactly(
            @ForAll("sales") List<SaleLine> lines,
            @ForAll @BigRange(min = "0", max = "100") @Scale(1) BigDecimal percent) {
        var full = result(lines, false, BigDecimal.ZERO);

        var less = result(lines, false, percent);

        var off = new Percentage(percent).of(full.net()).rounded();
        assertThat(less.net()).isEqualTo(full.net().minus(off));
    }

    @Property
    void theOrderOfLinesChangesNoTotal(@ForAll("sales") List<SaleLine> lines, @ForAll boolean including) {
        var reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);

        var one = result(lines, including, BigDecimal.ZERO);
        var other = result(reversed, including, BigDecimal.ZERO);

        assertThat(other.net()).isEqualTo(one.net());
        assertThat(other.vat()).isEqualTo(one.vat());
    }

    @Property
    void aCreditNoteBringsEverythingBackToZero(@ForAll("sales") List<SaleLine> lines, @ForAll boolean including) {
        var result = result(lines, including, BigDecimal.TEN);

        var credit = result.mirrored();
        var negative = result(negated(lines), including, BigDecimal.TEN);

        assertThat(credit.gross().plus(result.gross()).isZero()).isTrue();
        assertThat(credit.vat().plus(result.vat()).isZero()).isTrue();
        assertThat(negative.net()).isEqualTo(credit.net());
        assertThat(negative.vat()).isEqualTo(credit.vat());
    }

    @Property
    void instalmentsAddUpPerRate(
            @ForAll("sales") List<SaleLine> lines, @ForAll @IntRange(min = 1, max = 98) int first) {
        var whole = result(lines, false, BigDecimal.ZERO);
        var date = Example.DATE;

        var invoices = Instalments.split(whole, InstalmentPlan.of(List.of(date, date, date), first, 1, 99 - first));

        assertThat(sum(invoices.stream().map(i -> i.result().gross()).toList())).isEqualTo(whole.gross());
        for (int g = 0; g < whole.groups().size(); g++) {
            int group = g;
            var vats = invoices.stream()
                    .map(i -> i.result().groups().get(group).vat())
                    .toList();
            assertThat(sum(vats)).isEqualTo(whole.groups().get(g).vat());
        }
    }

    @Property
    void shippingFollowsToTheCent(
            @ForAll("sales") List<SaleLine> lines,
            @ForAll @BigRange(min = "0.01", max = "99.99") @Scale(2) BigDecimal cost,
            @ForAll boolean including) {
        var without = result(lines, including, BigDecimal.ZERO);
        var shipping = SaleLine.builder("Shipping")
                .unitPrice(Money.eur(cost.toPlainString()))
                .kind(SupplyKind.SHIPPING)
                .build();
        var more = new ArrayList<>(lines);
        more.add(shipping);

        var with = result(more, including, BigDecimal.ZERO);

        var added = including ? with.gross().minus(without.gross()) : with.net().minus(without.net());
        assertThat(added).isEqualTo(Money.eur(cost.toPlainString()));
    }

    private static TaxResult result(List<SaleLine> lines, boolean including, BigDecimal percent) {
        return new Example()
                .lines(lines.toArray(SaleLine[]::new))
                .sale(sale ->
                        sale.pricesIncludeVat(including).discount(new LineDiscount.Percent(new Percentage(percent))))
                .result();
    }

    private static List<SaleLine> negated(List<SaleLine> lines) {
        return lines.stream()
                .map(line -> line.toBuilder().quantity(line.quantity().negate()).build())
                .toList();
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.zeroEur(), Money::plus);
    }

    private static Money amount(SaleLine line) {
        var full = line.unitPrice().times(line.quantity());
        return line.discount() instanceof LineDiscount.Percent percent
                ? full.minus(percent.percentage().of(full)).rounded()
                : full.rounded();
    }

    @Provide
    Arbitrary<List<SaleLine>> sales() {
        var quantities = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("999"))
                .ofScale(2);
        var prices = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("9999"))
                .ofScale(4);
        var classes = Arbitraries.of(RateClass.STANDARD, RateClass.REDUCED, RateClass.ZERO, RateClass.EXEMPT);
        var discounts = Arbitraries.integers().between(0, 100);
        return Combinators.combine(quantities, prices, classes, discounts)
                .as((quantity, price, rateClass, discount) -> SaleLine.builder("Line")
                        .quantity(quantity)
                        .unitPrice(Money.eur(price.toPlainString()))
                        .kind(SupplyKind.GOODS)
                        .rateClass(rateClass)
                        .discount(new LineDiscount.Percent(Percentage.of(discount)))
                        .build())
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
