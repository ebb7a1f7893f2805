package nl.factuurstroom.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** VAT and pricing of one invoice of ten lines, against the bare sums of the same invoice. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 6, time = 2)
public class VatBenchmark {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private TaxQuestion question;
    private DutchVat vat;

    /** Makes the invoice, and sees that both come to the same amount. */
    @Setup
    public void prepare() {
        question = Shop.question();
        vat = DutchVat.standard();
        var ours = ours();
        var peer = peer();
        if (ours.decision() != TaxResult.Decision.ISSUE || ours.gross().amount().compareTo(peer) != 0) {
            throw new IllegalStateException("not the same: " + ours.explain() + " against " + peer);
        }
    }

    /** Treatment, rate, texts, boxes, breakdown, explanation per line. */
    @Benchmark
    public TaxResult ours() {
        return vat.calculate(question, TaxEvidence.none());
    }

    /** Only the sums, with the rates known. */
    @Benchmark
    public BigDecimal peer() {
        var nets = new TreeMap<BigDecimal, BigDecimal>();
        var shipping = BigDecimal.ZERO;
        for (SaleLine line : question.sale().lines()) {
            var net = line.unitPrice().amount().multiply(line.quantity());
            if (line.kind() == SupplyKind.SHIPPING) {
                shipping = shipping.add(net);
                continue;
            }
            if (line.discount() instanceof nl.factuurstroom.sale.LineDiscount.Percent percent) {
                net = net.subtract(net.multiply(percent.percentage().value()).divide(HUNDRED));
            }
            var rate = BigDecimal.valueOf(line.rateClass() == RateClass.REDUCED ? 9 : 21);
            nets.merge(rate, net.setScale(2, RoundingMode.HALF_UP), BigDecimal::add);
        }
        var discount = ((nl.factuurstroom.sale.LineDiscount.Amount)
                        question.sale().discount())
                .amount()
                .amount();
        spread(nets, discount.negate());
        spread(nets, shipping);
        var gross = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> group : nets.entrySet()) {
            var tax = group.getValue().multiply(group.getKey()).divide(HUNDRED).setScale(2, RoundingMode.HALF_UP);
            gross = gross.add(group.getValue()).add(tax);
        }
        return gross;
    }

    /** In proportion, the last takes the rest: the same cents as by largest remainder when there are two rates. */
    private static void spread(TreeMap<BigDecimal, BigDecimal> nets, BigDecimal amount) {
        var total = nets.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var left = amount;
        for (BigDecimal rate : List.copyOf(nets.keySet())) {
            var share = rate.equals(nets.lastKey())
                    ? left
                    : amount.multiply(nets.get(rate)).divide(total, 2, RoundingMode.HALF_UP);
            nets.merge(rate, share, BigDecimal::add);
            left = left.subtract(share);
        }
    }
}
