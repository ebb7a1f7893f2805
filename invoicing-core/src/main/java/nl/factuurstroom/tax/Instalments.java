package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.InstalmentPlan.Instalment;

/**
 * Splits a decided sale into invoices by a plan (OB art. 13(2): an advance is taxed as the supply it belongs to). Pure. The
 * invoices add up to the whole to the cent, per treatment and rate: each but the last has VAT rounded on its own share, the
 * last takes what is left.
 */
public final class Instalments {

    /**
     * One of the invoices.
     *
     * @param number from 1
     * @param of how many there are
     * @param label of the instalment
     * @param date of the invoice
     * @param result lines, groups, totals
     */
    public record Invoice(int number, int of, String label, LocalDate date, TaxResult result) {}

    /**
     * @param vat of the whole's lines in that group
     */
    private record Share(VatGroup group, LineVat vat, List<Money> bases, List<Money> vats) {}

    private Instalments() {}

    /** @throws IllegalArgumentException when the sale may not be issued, or an advance is more than the whole */
    public static List<Invoice> split(TaxResult whole, InstalmentPlan plan) {
        if (whole.decision() != TaxResult.Decision.ISSUE
                || !whole.details().documents().isEmpty()) {
            throw new IllegalArgumentException("only a sale that is decided and is one invoice can be split");
        }
        var shares = shares(whole, plan);
        var blocked = blocked(whole, shares, plan.instalments().size());
        var invoices = new ArrayList<Invoice>();
        int count = plan.instalments().size();
        for (int i = 0; i < count; i++) {
            var instalment = plan.instalments().get(i);
            boolean all = plan.lastShowsAll() && i == count - 1;
            var lines = all ? allLines(whole, shares, plan, i) : ownLines(shares, instalment, i);
            var groups = new ArrayList<VatGroup>();
            for (Share share : shares) {
                groups.add(Assembly.with(
                        share.group(), share.bases().get(i), share.vats().get(i)));
            }
            var text = instalment.label() + (count > 1 ? " (" + (i + 1) + "/" + count + ")" : "");
            var result = Assembly.of(whole, lines, groups, List.of(text, text), split(whole, groups, blocked, i));
            invoices.add(new Invoice(i + 1, count, instalment.label(), instalment.date(), result));
        }
        return List.copyOf(invoices);
    }

    private static List<Share> shares(TaxResult whole, InstalmentPlan plan) {
        var fixed = fixed(whole, plan);
        var shares = new ArrayList<Share>();
        for (int g = 0; g < whole.groups().size(); g++) {
            var group = whole.groups().get(g);
            var bases = bases(group, plan, fixed, g);
            var vats = new ArrayList<Money>();
            var left = group.vat();
            for (int i = 0; i < bases.size(); i++) {
                boolean last = i == bases.size() - 1;
                var vat = last ? left : group.rate().of(bases.get(i)).rounded();
                vats.add(vat);
                left = left.minus(vat);
            }
            var vat = whole.lines().stream()
                    .filter(line -> Assembly.belongs(line, group))
                    .map(TaxedLine::vat)
                    .findFirst()
                    .orElse(LineVat.of(group.treatment()));
            shares.add(new Share(group, vat, bases, vats));
        }
        return shares;
    }

    /** Fixed amounts spread over the groups in proportion; null for instalments by percentage and the rest. */
    private static List<List<Money>> fixed(TaxResult whole, InstalmentPlan plan) {
        var weights = whole.groups().stream()
                .map(group -> group.base().amount().max(BigDecimal.ZERO))
                .toList();
        var fixed = new ArrayList<List<Money>>();
        for (Instalment instalment : plan.instalments()) {
            var net = instalment.net();
            if (net == null) {
                fixed.add(List.of());
            } else if (net.compareTo(whole.net()) > 0) {
                throw new IllegalArgumentException("instalment '" + instalment.label() + "' of " + net
                        + " is more than the whole, " + whole.net());
            } else {
                fixed.add(Rounding.spread(net.rounded(), weights));
            }
        }
        return fixed;
    }

    private static List<Money> bases(VatGroup group, InstalmentPlan plan, List<List<Money>> fixed, int g) {
        var weights = new ArrayList<BigDecimal>();
        var left = BigDecimal.valueOf(100);
        for (Instalment instalment : plan.instalments()) {
            var share = instalment.share();
            var weight = share == null ? BigDecimal.ZERO : share.value();
            weights.add(weight);
            left = left.subtract(weight);
        }
        weights.set(weights.size() - 1, weights.get(weights.size() - 1).add(left));
        var bases = new ArrayList<>(Rounding.spread(group.base(), weights));
        int last = bases.size() - 1;
        for (int i = 0; i < last; i++) {
            if (!fixed.get(i).isEmpty()) {
                bases.set(i, fixed.get(i).get(g));
                bases.set(last, bases.get(last).minus(fixed.get(i).get(g)));
            }
        }
        return bases;
    }

    private static List<TaxedLine> ownLines(List<Share> shares, Instalment instalment, int i) {
        var lines = new ArrayList<TaxedLine>();
        for (Share share : shares) {
            if (!share.bases().get(i).isZero()) {
                var text = instalment.label()
                        + (instalment.share() == null ? "" : " (" + instalment.share() + ")")
                        + rate(share.group().rate());
                lines.add(line(share, text, share.bases().get(i), LineRole.PART));
            }
        }
        return lines;
    }

    private static List<TaxedLine> allLines(TaxResult whole, List<Share> shares, InstalmentPlan plan, int last) {
        var lines = new ArrayList<>(whole.lines());
        for (int i = 0; i < last; i++) {
            for (Share share : shares) {
                if (!share.bases().get(i).isZero()) {
                    lines.add(line(
                            share,
                            "Reeds gefactureerd: " + plan.instalments().get(i).label()
                                    + rate(share.group().rate()),
                            share.bases().get(i).negated(),
                            LineRole.ADVANCE));
                }
            }
        }
        return lines;
    }

    private static String rate(Percentage rate) {
        return rate.isZero() ? "" : ", " + rate + " btw";
    }

    private static TaxedLine line(Share share, String text, Money base, LineRole role) {
        var line = SaleLine.builder(text)
                .quantity(base.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE)
                .unitPrice(base.signum() < 0 ? base.negated() : base)
                .build();
        return new TaxedLine(
                line,
                base,
                share.group().treatment(),
                share.group().rate(),
                "Taxed as the supply it belongs to (OB art. 13(2)).",
                share.vat().inRole(role));
    }

    /** The part for the blocked account, spread over the invoices in proportion to what each asks. */
    private static List<Money> blocked(TaxResult whole, List<Share> shares, int count) {
        var split = whole.details().gAccount();
        if (split == null) {
            return List.of();
        }
        var weights = new ArrayList<BigDecimal>();
        for (int i = 0; i < count; i++) {
            var gross = BigDecimal.ZERO;
            for (Share share : shares) {
                gross = gross.add(share.bases().get(i).amount())
                        .add(share.vats().get(i).amount());
            }
            weights.add(gross.max(BigDecimal.ZERO));
        }
        return Rounding.spread(split.blocked(), weights);
    }

    private static @Nullable GAccountSplit split(TaxResult whole, List<VatGroup> groups, List<Money> blocked, int i) {
        var split = whole.details().gAccount();
        if (split == null) {
            return null;
        }
        var gross = groups.stream()
                .map(group -> group.base().plus(group.vat()))
                .reduce(Money::plus)
                .orElseThrow();
        return split.with(blocked.get(i), gross.minus(blocked.get(i)));
    }
}
