package nl.factuurstroom.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rounding as Dutch VAT law wants it: arithmetic, half up on the absolute value, so that a credit note mirrors its invoice
 * (UB OB 1968 art. 5a).
 */
public final class Rounding {

    private Rounding() {}

    /** Half up on the absolute value: 0.125 gives 0.13, -0.125 gives -0.13. */
    public static BigDecimal halfUp(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_UP);
    }

    /**
     * Spreads {@code total} over {@code weights} by largest remainder: each share is its exact part cut off at the minor
     * unit, then the missing units go one by one to the largest cut-off parts; equal parts go to the larger share first,
     * then to the earlier one. The shares add up to the total exactly. Negative totals are spread on the absolute value.
     *
     * @param total a rounded amount
     * @param weights one per share, none negative, not all zero
     */
    public static List<Money> spread(Money total, List<BigDecimal> weights) {
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() <= 0 || weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("weights must be zero or more and not all zero, were " + weights);
        }
        int scale = total.fractionDigits();
        long units = total.amount().abs().movePointRight(scale).longValueExact();
        record Share(int index, long whole, BigDecimal cutOff, BigDecimal weight) {}
        var shares = new ArrayList<Share>();
        long given = 0;
        for (int i = 0; i < weights.size(); i++) {
            var exact = weights.get(i).multiply(BigDecimal.valueOf(units)).divideAndRemainder(sum);
            long whole = exact[0].longValueExact();
            given += whole;
            shares.add(new Share(i, whole, exact[1], weights.get(i)));
        }
        var result = new long[weights.size()];
        shares.forEach(s -> result[s.index()] = s.whole());
        shares.sort(Comparator.comparing(Share::cutOff)
                .thenComparing(Share::weight)
                .reversed()
                .thenComparing(Share::index));
        for (int i = 0; i < units - given; i++) {
            result[shares.get(i).index()]++;
        }
        var money = new ArrayList<Money>();
        for (long minor : result) {
            var amount = BigDecimal.valueOf(minor, scale);
            money.add(new Money(total.amount().signum() < 0 ? amount.negate() : amount, total.currency()));
        }
        return List.copyOf(money);
    }
}
