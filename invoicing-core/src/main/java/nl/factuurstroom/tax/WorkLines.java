package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.PackagePart;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.Stay;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounted;

/** Lines of the sale made ready: amount after discount, kind, date; packages and stays taken apart. */
final class WorkLines {

    private WorkLines() {}

    static List<WorkLine> of(VatCase c) {
        var lines = new ArrayList<WorkLine>();
        for (Discounted.Line discounted : c.discounted().lines()) {
            int i = discounted.saleLine();
            var line = discounted.line();
            var amount = amount(c, line);
            var kind = kind(c, line);
            if (amount == null || kind == null) {
                continue;
            }
            if (kind == SupplyKind.PACKAGE) {
                lines.addAll(parts(c, i, line, amount));
            } else if (kind == SupplyKind.LODGING) {
                lines.addAll(nights(c, i, line, amount));
            } else {
                lines.add(new WorkLine(i, line, kind, date(c, line), roleOf(kind, discounted.whole()), amount));
            }
        }
        return lines;
    }

    private static LineRole roleOf(SupplyKind kind, boolean whole) {
        return kind == SupplyKind.SHIPPING ? LineRole.SHIPPING : whole ? LineRole.SOLD : LineRole.PART;
    }

    /** Quantity × unit price less the line's discount, rounded once; null when the discount is more than the line. */
    private static @Nullable Money amount(VatCase c, SaleLine line) {
        var full = line.unitPrice().times(line.quantity());
        var discount = line.discount();
        if (discount == null) {
            return full.rounded();
        }
        if (discount instanceof LineDiscount.Percent percent) {
            return full.minus(percent.percentage().of(full)).rounded();
        }
        var off = ((LineDiscount.Amount) discount).amount();
        if (!off.currency().equals(full.currency())
                || off.amount().compareTo(full.amount().abs()) > 0) {
            c.findings()
                    .miss(
                            "DISCOUNT_TOO_LARGE",
                            "The discount of " + off + " on line '" + line.description() + "' is more than its amount "
                                    + full.rounded() + ": correct it in " + c.where() + ".");
            return null;
        }
        return (full.signum() < 0 ? full.plus(off) : full.minus(off)).rounded();
    }

    /** Null, with a reason, when a line across the border does not say what it is (rule e). */
    private static @Nullable SupplyKind kind(VatCase c, SaleLine line) {
        var kind = line.kind();
        if (line.rateClass() == RateClass.LODGING && (kind == null || kind == SupplyKind.SERVICE)) {
            return SupplyKind.LODGING;
        }
        if (kind != null) {
            return kind;
        }
        var shipTo = c.shipTo();
        if (c.buyerIsDutch()
                && (shipTo == null || shipTo.isDutch())
                && c.sale().facts().shipToText() == null) {
            return c.settings().defaultSupplyKind();
        }
        c.findings()
                .miss(
                        "KIND_UNKNOWN",
                        "Line '" + line.description()
                                + "' does not say whether it is goods or a service, and across the"
                                + " border that decides the VAT: fill in its kind in " + c.where() + ".");
        return null;
    }

    /** The last day of a line's own period, else the sale's date of supply. */
    private static LocalDate date(VatCase c, SaleLine line) {
        return line.period() == null ? c.question().taxDate() : line.period().to();
    }

    private static List<WorkLine> parts(VatCase c, int index, SaleLine line, Money amount) {
        var parts = line.facts().parts();
        if (parts.isEmpty()) {
            c.findings()
                    .miss(
                            "PACKAGE_WITHOUT_SPLIT",
                            "Line '" + line.description()
                                    + "' is one price for parts with rates of their own: say how it"
                                    + " is split (parts with weights) in " + c.where() + ".");
            return List.of();
        }
        var shares =
                Rounding.spread(amount, parts.stream().map(PackagePart::weight).toList());
        var lines = new ArrayList<WorkLine>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var asLine = piece(line, line.description() + " – " + part.description(), shares.get(i))
                    .kind(part.kind())
                    .rateClass(part.rateClass())
                    .facts(line.facts().toBuilder().parts(List.of()).build())
                    .build();
            var kind = kind(c, asLine);
            if (kind == SupplyKind.LODGING) {
                lines.addAll(nights(c, index, asLine, shares.get(i)));
            } else if (kind != null) {
                lines.add(new WorkLine(index, asLine, kind, date(c, asLine), LineRole.PART, shares.get(i)));
            }
        }
        return lines;
    }

    /** A stay follows the night: one part per rate. Without a stay the sale's own date of supply is the night. */
    private static List<WorkLine> nights(VatCase c, int index, SaleLine line, Money amount) {
        var stay = stay(line);
        if (stay.isEmpty()) {
            if (c.sale().supplyDate() == null) {
                c.findings()
                        .miss(
                                "STAY_MISSING",
                                "Line '" + line.description() + "' is lodging, whose rate follows the night: fill in"
                                        + " arrival and departure (or the date of supply) in " + c.where() + ".");
                return List.of();
            }
            return List.of(
                    new WorkLine(index, line, SupplyKind.LODGING, c.question().taxDate(), LineRole.SOLD, amount));
        }
        var byRate = new LinkedHashMap<Optional<Percentage>, List<LocalDate>>();
        var own = line.rateClass();
        var rateClass = own == null || own == RateClass.STANDARD || own == RateClass.REDUCED ? RateClass.LODGING : own;
        for (LocalDate night : stay.get().nights()) {
            byRate.computeIfAbsent(c.rates().dutch(rateClass, night), rate -> new ArrayList<>())
                    .add(night);
        }
        if (byRate.size() == 1) {
            var last = stay.get().departure().minusDays(1);
            return List.of(new WorkLine(index, line, SupplyKind.LODGING, last, LineRole.SOLD, amount));
        }
        return partsByRate(index, line, amount, List.copyOf(byRate.values()));
    }

    private static List<WorkLine> partsByRate(
            int index, SaleLine line, Money amount, List<List<LocalDate>> nightsByRate) {
        var counts = nightsByRate.stream()
                .map(nights -> BigDecimal.valueOf(nights.size()))
                .toList();
        var total = counts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var shares = Rounding.spread(amount, counts);
        var lines = new ArrayList<WorkLine>();
        for (int i = 0; i < nightsByRate.size(); i++) {
            var nights = nightsByRate.get(i);
            var first = nights.get(0);
            var last = nights.get(nights.size() - 1);
            var text = line.description() + " – " + first + (first.equals(last) ? "" : " t/m " + last);
            var quantity = line.quantity().multiply(counts.get(i)).divideAndRemainder(total);
            boolean whole = line.discount() == null && quantity[1].signum() == 0;
            var asLine = whole
                    ? line.toBuilder().description(text).quantity(quantity[0]).build()
                    : piece(line, text, shares.get(i)).build();
            lines.add(new WorkLine(index, asLine, SupplyKind.LODGING, last, LineRole.PART, shares.get(i)));
        }
        return lines;
    }

    private static Optional<Stay> stay(SaleLine line) {
        if (line.facts().stay() != null) {
            return Optional.of(line.facts().stay());
        }
        var period = line.period();
        if (period == null) {
            return Optional.empty();
        }
        var departure =
                period.to().isAfter(period.from()) ? period.to() : period.to().plusDays(1);
        return Optional.of(new Stay(period.from(), departure));
    }

    /** One piece of a line at its own amount. */
    static SaleLine.Builder piece(SaleLine line, String description, Money amount) {
        return line.toBuilder()
                .description(description)
                .quantity(amount.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE)
                .unitPrice(amount.signum() < 0 ? amount.negated() : amount)
                .discount(null);
    }
}
