package nl.factuurstroom.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundingPropertiesTest {

    @Property
    void sharesAddUpAndAreWithinACentOfTheirExactPart(
            @ForAll("cents") BigDecimal total, @ForAll("weights") List<BigDecimal> weights) {
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        var shares = Rounding.spread(Money.eur(total.toPlainString()), weights);

        assertThat(shares.stream().reduce(Money.zeroEur(), Money::plus)).isEqualTo(Money.eur(total.toPlainString()));
        for (int i = 0; i < weights.size(); i++) {
            var off = shares.get(i)
                    .amount()
                    .multiply(sum)
                    .subtract(total.multiply(weights.get(i)))
                    .abs();
            assertThat(off).isLessThan(sum.multiply(new BigDecimal("0.01")));
        }
    }

    @Property
    void aCreditSpreadsAsItsInvoice(@ForAll("cents") BigDecimal total, @ForAll("weights") List<BigDecimal> weights) {
        var invoice = Rounding.spread(Money.eur(total.toPlainString()), weights);
        var credit = Rounding.spread(Money.eur(total.negate().toPlainString()), weights);

        assertThat(credit).isEqualTo(invoice.stream().map(Money::negated).toList());
    }

    @Provide
    Arbitrary<BigDecimal> cents() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-99999.99"), new BigDecimal("99999.99"))
                .ofScale(2);
    }

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000"))
                .ofScale(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .filter(weights -> weights.stream().anyMatch(w -> w.signum() > 0));
    }
}
