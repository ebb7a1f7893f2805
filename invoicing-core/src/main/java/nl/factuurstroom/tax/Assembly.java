package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.tax.TaxDetails.BoxAmount;
import nl.factuurstroom.tax.TaxDetails.IcpLine;
import nl.factuurstroom.tax.TaxDetails.VatInEuro;

/** Puts together a result that is a part of another one: a credit note or an instalment. */
final class Assembly {

    private Assembly() {}

    /** Whether a line belongs to a group of the breakdown. */
    static boolean belongs(TaxedLine line, VatGroup group) {
        return line.treatment() == group.treatment()
                && line.rate().equals(group.rate())
                && java.util.Objects.equals(line.vat().country(), group.country())
                && java.util.Objects.equals(line.vat().reasonNl(), group.reasonNl());
    }

    static VatGroup with(VatGroup group, Money base, Money vat) {
        return new VatGroup(
                group.treatment(),
                group.rate(),
                base,
                vat,
                group.category(),
                group.country(),
                group.vatex(),
                group.reasonNl(),
                group.reasonEn());
    }

    /**
     * @param whole whose texts, evidence and rates count
     * @param text first among the texts, Dutch and English
     * @param gAccount both payments of this part, or null
     */
    static TaxResult of(
            TaxResult whole,
            List<TaxedLine> lines,
            List<VatGroup> groups,
            List<String> text,
            @Nullable GAccountSplit gAccount) {
        var zero = Money.zero(whole.gross().currency());
        var net = groups.stream().map(VatGroup::base).reduce(zero, Money::plus);
        var vat = groups.stream().map(VatGroup::vat).reduce(zero, Money::plus);
        var details = whole.details();
        return new TaxResult(
                whole.decision(),
                whole.reasons(),
                lines,
                groups,
                net,
                vat,
                net.plus(vat),
                texts(text, 0, whole.texts(), details.gAccount(), gAccount),
                whole.openEvidence(),
                new TaxDetails(
                        texts(text, 1, details.textsEnglish(), details.gAccount(), gAccount),
                        details.vatIds(),
                        boxes(lines, groups, details.vatInEuro()),
                        icp(details.icp(), lines, groups, details.vatInEuro()),
                        details.vatInEuro() == null ? null : details.vatInEuro().withVatOf(vat),
                        null,
                        ossTurnover(whole, net),
                        details.deliveredTo(),
                        gAccount,
                        details.discounts(),
                        List.of(),
                        false));
    }

    /** What counts for the OSS threshold goes with the net amount: all of it where every line counts. */
    private static @Nullable BigDecimal ossTurnover(TaxResult whole, Money net) {
        var all = whole.details().ossTurnover();
        if (all == null || whole.net().isZero()) {
            return null;
        }
        return Rounding.halfUp(all.multiply(net.amount()).divide(whole.net().amount(), MathContext.DECIMAL128), 2);
    }

    private static List<String> texts(
            List<String> first,
            int language,
            List<String> others,
            @Nullable GAccountSplit before,
            @Nullable GAccountSplit now) {
        var texts = new ArrayList<String>();
        if (first.size() > language) {
            texts.add(first.get(language));
        }
        texts.addAll(others);
        if (before != null) {
            texts.remove(language == 0 ? before.textNl() : before.textEn());
        }
        if (now != null) {
            texts.add(language == 0 ? now.textNl() : now.textEn());
        }
        return texts;
    }

    private static Money euro(Money amount, @Nullable VatInEuro rate) {
        return rate == null ? amount : rate.convert(amount);
    }

    /** VAT over a margin is owed on the whole item, so a part of a margin sale is in no box. */
    private static List<BoxAmount> boxes(List<TaxedLine> lines, List<VatGroup> groups, @Nullable VatInEuro rate) {
        var boxes = new TreeMap<String, BoxAmount>();
        for (VatGroup group : groups) {
            var box = lines.stream()
                    .filter(line -> belongs(line, group))
                    .map(line -> line.vat().returnBox())
                    .filter(java.util.Objects::nonNull)
                    .findFirst();
            if (box.isPresent() && group.treatment() != VatTreatment.MARGIN) {
                var amount = new BoxAmount(box.get(), euro(group.base(), rate), euro(group.vat(), rate));
                boxes.merge(
                        box.get(),
                        amount,
                        (a, b) -> new BoxAmount(
                                a.box(), a.base().plus(b.base()), a.vat().plus(b.vat())));
            }
        }
        return List.copyOf(boxes.values());
    }

    private static List<IcpLine> icp(
            List<IcpLine> whole, List<TaxedLine> lines, List<VatGroup> groups, @Nullable VatInEuro rate) {
        var byKind = new LinkedHashMap<IcpKind, Money>();
        for (VatGroup group : groups) {
            lines.stream()
                    .filter(line -> belongs(line, group))
                    .map(line -> line.vat().icp())
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .ifPresent(kind -> byKind.merge(kind, group.base(), Money::plus));
        }
        var listed = new ArrayList<IcpLine>();
        for (IcpLine line : whole) {
            var amount = byKind.remove(line.kind());
            if (amount != null && !amount.isZero()) {
                listed.add(new IcpLine(line.customer(), line.kind(), euro(amount, rate)));
            }
        }
        return listed;
    }
}
