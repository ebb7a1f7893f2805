package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleLine;

/**
 * A part of an invoice by amount, VAT included: spread over the VAT groups in proportion to what is left of each. The gross
 * leads, as for prices with VAT: of each group's share the base is share × 100 / (100 + rate), VAT is the rest.
 */
final class PartialCredit {

    /** One group of the original with what earlier credit notes left of it. */
    private record Left(VatGroup group, Money base, Money vat) {

        Money gross() {
            return base.plus(vat);
        }
    }

    private final TaxResult original;
    private final Money amount;
    private final String number;
    private final List<Left> left;
    private final Money allLeft;

    PartialCredit(TaxResult original, List<TaxResult> earlier, Money amount, String number) {
        this.original = original;
        this.amount = amount;
        this.number = number;
        this.left =
                original.groups().stream().map(group -> left(group, earlier)).toList();
        this.allLeft = left.stream()
                .map(Left::gross)
                .reduce(Money.zero(original.gross().currency()), Money::plus);
        if (amount.signum() <= 0 || amount.compareTo(allLeft) > 0) {
            throw new IllegalArgumentException(
                    "of invoice " + number + " " + allLeft + " is left, so " + amount + " can't be credited");
        }
    }

    private static Left left(VatGroup group, List<TaxResult> earlier) {
        var base = group.base();
        var vat = group.vat();
        for (TaxResult note : earlier) {
            for (VatGroup credited : note.groups()) {
                if (same(credited, group)) {
                    base = base.plus(credited.base());
                    vat = vat.plus(credited.vat());
                }
            }
        }
        return new Left(group, base, vat);
    }

    private static boolean same(VatGroup one, VatGroup other) {
        return one.treatment() == other.treatment()
                && one.rate().equals(other.rate())
                && Objects.equals(one.country(), other.country())
                && Objects.equals(one.reasonNl(), other.reasonNl());
    }

    /** Lines and groups, every amount negative. */
    void into(List<TaxedLine> lines, List<VatGroup> groups) {
        var shares = shares();
        for (int i = 0; i < left.size(); i++) {
            var share = shares.get(i);
            if (!share.isZero()) {
                var group = left.get(i).group();
                var base = base(left.get(i), share);
                groups.add(
                        Assembly.with(group, base.negated(), share.minus(base).negated()));
                lines.add(line(group, share, base));
            }
        }
    }

    /** Cut off at the minor unit, the missing units to the largest cut-off parts; all that is left when all is asked. */
    private List<Money> shares() {
        if (amount.equals(allLeft)) {
            return left.stream().map(Left::gross).toList();
        }
        int digits = amount.fractionDigits();
        var exact = left.stream()
                .map(each -> amount.amount()
                        .multiply(each.gross().amount())
                        .divide(allLeft.amount(), MathContext.DECIMAL128)
                        .movePointRight(digits))
                .toList();
        var units = new ArrayList<>(exact.stream()
                .map(BigDecimal::toBigInteger)
                .map(BigInteger::longValueExact)
                .toList());
        long missing =
                amount.minorUnits() - units.stream().mapToLong(Long::longValue).sum();
        int step = Long.signum(missing);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < exact.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> exact.get(i).subtract(BigDecimal.valueOf(units.get(i))))
                .thenComparing(i -> exact.get(i).abs())
                .reversed());
        for (int i = 0; i < Math.abs(missing); i++) {
            int index = order.get(i % order.size());
            units.set(index, units.get(index) + step);
        }
        return units.stream()
                .map(unit -> Money.ofMinorUnits(unit, amount.currency()))
                .toList();
    }

    /**
     * Of a last part, what is left of base and VAT, so that all credit notes together are the invoice; unless books, which
     * work out VAT themselves, come to that gross with another base only: then a cent moves between base and VAT.
     */
    private static Money base(Left left, Money share) {
        var rate = left.group().rate();
        var hundred = BigDecimal.valueOf(100);
        var base = new Money(
                        share.amount().multiply(hundred).divide(hundred.add(rate.value()), MathContext.DECIMAL128),
                        share.currency())
                .rounded();
        boolean last = share.equals(left.gross());
        boolean theirs = rate.of(base).rounded().equals(share.minus(base));
        boolean ours = rate.of(left.base()).rounded().equals(left.vat());
        return last && (ours || !theirs) ? left.base() : base;
    }

    /** One line a group, with what the group's largest line has beside its text: article, product group, kind. */
    private TaxedLine line(VatGroup group, Money share, Money base) {
        var model = original.lines().stream()
                .filter(line -> Assembly.belongs(line, group))
                .max(Comparator.comparing(line -> line.net().amount().abs()))
                .orElseThrow(
                        () -> new IllegalArgumentException("invoice " + number + " has a VAT group without lines"));
        var back = SaleLine.builder("Terugbetaling op factuur " + number)
                .sku(model.line().sku())
                .quantity(BigDecimal.valueOf(-share.signum()))
                .unitPrice(share.signum() < 0 ? share.negated() : share)
                .kind(model.line().kind())
                .rateClass(model.line().rateClass())
                .productGroup(model.line().productGroup())
                .facts(model.line().facts())
                .build();
        return new TaxedLine(back, base.negated(), model.treatment(), model.rate(), model.why(), model.vat());
    }
}
