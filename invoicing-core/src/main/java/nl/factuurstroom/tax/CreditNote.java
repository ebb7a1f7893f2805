package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxDetails.BoxAmount;
import nl.factuurstroom.tax.TaxDetails.IcpLine;
import nl.factuurstroom.tax.TaxDetails.VatInEuro;

/**
 * Credit notes (UB 34f): refer clearly and only to the original and take its treatment, rate, texts and rate of exchange.
 * Pure; what was sold then is credited at the price of then, whatever tiers say now.
 */
public final class CreditNote {

    private CreditNote() {}

    /**
     * Credits an invoice whole.
     *
     * @param number of the original invoice
     * @param date of the original invoice
     */
    public static TaxResult whole(TaxResult original, String number, LocalDate date) {
        var mirror = mirror(original);
        var texts = new ArrayList<String>(reference(number, date).subList(0, 1));
        texts.addAll(mirror.texts());
        var english = new ArrayList<String>(reference(number, date).subList(1, 2));
        english.addAll(mirror.details().textsEnglish());
        return with(mirror, texts, english);
    }

    /**
     * Credits a part of an invoice by quantity.
     *
     * @param quantities what comes back, by index of the original's lines; of the sign of the line and not more than it
     * @throws IllegalArgumentException when a line doesn't exist or more comes back than was sold
     */
    public static TaxResult part(
            TaxResult original, Map<Integer, BigDecimal> quantities, String number, LocalDate date) {
        var lines = new ArrayList<TaxedLine>();
        quantities.forEach((index, quantity) -> lines.add(credited(original, index, quantity)));
        var groups = new ArrayList<VatGroup>();
        for (VatGroup group : original.groups()) {
            var mine =
                    lines.stream().filter(line -> Assembly.belongs(line, group)).toList();
            if (!mine.isEmpty()) {
                var base = mine.stream().map(TaxedLine::net).reduce(Money::plus).orElseThrow();
                boolean all = base.equals(group.base().negated());
                var vat = all ? group.vat().negated() : group.rate().of(base).rounded();
                groups.add(Assembly.with(group, base, vat));
            }
        }
        var zero = Money.zero(original.gross().currency());
        var gross = groups.stream().map(group -> group.base().plus(group.vat())).reduce(zero, Money::plus);
        return Assembly.of(original, lines, groups, reference(number, date), share(original, gross));
    }

    /**
     * Credits a part of an invoice by amount, as a refund does: it names no lines, so it is spread over the VAT groups in
     * proportion to what earlier credit notes left of each, VAT included. All parts together never exceed the original.
     *
     * @param earlier credit notes of the same invoice, as this class made them
     * @param amount VAT included, positive, in the invoice's currency
     * @throws IllegalArgumentException when more is asked than is left
     */
    public static TaxResult amount(
            TaxResult original, List<TaxResult> earlier, Money amount, String number, LocalDate date) {
        var lines = new ArrayList<TaxedLine>();
        var groups = new ArrayList<VatGroup>();
        new PartialCredit(original, earlier, amount, number).into(lines, groups);
        return Assembly.of(original, lines, groups, reference(number, date), share(original, amount.negated()));
    }

    private static TaxedLine credited(TaxResult original, int index, BigDecimal quantity) {
        if (index < 0 || index >= original.lines().size()) {
            throw new IllegalArgumentException("the invoice has no line " + index);
        }
        var line = original.lines().get(index);
        var sold = line.line().quantity();
        if (quantity.signum() != sold.signum() || quantity.abs().compareTo(sold.abs()) > 0) {
            throw new IllegalArgumentException("of line " + index + " at most " + sold.toPlainString()
                    + " can be credited, was " + quantity.toPlainString());
        }
        var net = new Money(
                        line.net().amount().multiply(quantity).divide(sold, MathContext.DECIMAL128),
                        line.net().currency())
                .rounded();
        var back = quantity.compareTo(sold) == 0
                ? line.line().toBuilder().quantity(quantity.negate()).build()
                : partOf(line.line(), quantity, net);
        return new TaxedLine(back, net.negated(), line.treatment(), line.rate(), line.why(), line.vat());
    }

    /** An amount off the whole line doesn't fit a part of it: the part has its own net price. */
    private static SaleLine partOf(SaleLine line, BigDecimal quantity, Money net) {
        if (!(line.discount() instanceof nl.factuurstroom.sale.LineDiscount.Amount)) {
            return line.toBuilder().quantity(quantity.negate()).build();
        }
        var price =
                new Money(net.amount().divide(quantity, MathContext.DECIMAL64).abs(), net.currency());
        return line.toBuilder()
                .quantity(quantity.negate())
                .unitPrice(price)
                .discount(null)
                .build();
    }

    private static @javax.annotation.Nullable GAccountSplit share(TaxResult original, Money gross) {
        var split = original.details().gAccount();
        if (split == null || original.gross().isZero()) {
            return null;
        }
        var ratio = split.blocked().amount().divide(original.gross().amount(), MathContext.DECIMAL128);
        var blocked = gross.times(ratio).rounded();
        return split.with(blocked, gross.minus(blocked));
    }

    private static List<String> reference(String number, LocalDate date) {
        return List.of(
                "Creditnota bij factuur " + number + " van " + date,
                "Credit note for invoice " + number + " of " + date);
    }

    static TaxResult mirror(TaxResult original) {
        var details = original.details();
        var euro = details.vatInEuro();
        var split = details.gAccount();
        var mirrored = split == null
                ? null
                : split.with(split.blocked().negated(), split.normal().negated());
        var texts = new ArrayList<>(original.texts());
        var english = new ArrayList<>(details.textsEnglish());
        if (split != null && mirrored != null) {
            texts.replaceAll(text -> text.equals(split.textNl()) ? mirrored.textNl() : text);
            english.replaceAll(text -> text.equals(split.textEn()) ? mirrored.textEn() : text);
        }
        return new TaxResult(
                original.decision(),
                original.reasons(),
                original.lines().stream().map(CreditNote::mirror).toList(),
                original.groups().stream()
                        .map(group -> Assembly.with(
                                group, group.base().negated(), group.vat().negated()))
                        .toList(),
                original.net().negated(),
                original.vat().negated(),
                original.gross().negated(),
                texts,
                original.openEvidence(),
                new TaxDetails(
                        english,
                        details.vatIds(),
                        details.boxes().stream()
                                .map(box -> new BoxAmount(
                                        box.box(),
                                        box.base().negated(),
                                        box.vat().negated()))
                                .toList(),
                        details.icp().stream()
                                .map(line -> new IcpLine(
                                        line.customer(),
                                        line.kind(),
                                        line.amount().negated()))
                                .toList(),
                        euro == null
                                ? null
                                : new VatInEuro(
                                        euro.vat().negated(), euro.perEuro(), euro.publishedOn(), euro.source()),
                        details.marginVat() == null ? null : details.marginVat().negated(),
                        details.ossTurnover() == null
                                ? null
                                : details.ossTurnover().negate(),
                        details.deliveredTo(),
                        mirrored,
                        details.discounts(),
                        details.documents().stream().map(CreditNote::mirror).toList(),
                        details.retryable()));
    }

    private static TaxedLine mirror(TaxedLine line) {
        var back = line.line().toBuilder()
                .quantity(line.line().quantity().negate())
                .build();
        return new TaxedLine(back, line.net().negated(), line.treatment(), line.rate(), line.why(), line.vat());
    }

    private static TaxResult with(TaxResult result, List<String> texts, List<String> english) {
        var d = result.details();
        return new TaxResult(
                result.decision(),
                result.reasons(),
                result.lines(),
                result.groups(),
                result.net(),
                result.vat(),
                result.gross(),
                texts,
                result.openEvidence(),
                new TaxDetails(
                        english,
                        d.vatIds(),
                        d.boxes(),
                        d.icp(),
                        d.vatInEuro(),
                        d.marginVat(),
                        d.ossTurnover(),
                        d.deliveredTo(),
                        d.gAccount(),
                        d.discounts(),
                        d.documents(),
                        d.retryable()));
    }
}
