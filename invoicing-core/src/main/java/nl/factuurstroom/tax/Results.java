package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.tax.Groups.Group;
import nl.factuurstroom.tax.TaxDetails.BoxAmount;
import nl.factuurstroom.tax.TaxDetails.IcpLine;
import nl.factuurstroom.tax.TaxDetails.Status;
import nl.factuurstroom.tax.TaxDetails.VatIdEvidence;
import nl.factuurstroom.tax.TaxDetails.VatInEuro;

/** Makes the result of rows whose treatment is decided. */
final class Results {

    private static final String OUTSIDE = VatTreatment.OUTSIDE_SCOPE.category();

    private Results() {}

    static TaxResult of(VatCase c, List<Row> rows) {
        var outside = rows.stream().filter(row -> isOutside(c, row)).toList();
        if (outside.isEmpty() || outside.size() == rows.size()) {
            return document(c, rows, List.of());
        }
        if (!c.settings().splitDocuments()) {
            c.findings()
                    .refuse(
                            "OUTSIDE_SCOPE_MIXED",
                            "Services outside the scope of Dutch VAT can't stand on one invoice with other lines"
                                    + " (EN 16931 BR-O-11): make two sales of " + c.where() + ".");
        }
        var others = rows.stream().filter(row -> !isOutside(c, row)).toList();
        return document(c, rows, List.of(document(c, others, List.of()), document(c, outside, List.of())));
    }

    private static boolean isOutside(VatCase c, Row row) {
        return Texts.category(c, row.ruling().treatment()).equals(OUTSIDE);
    }

    private static TaxResult document(VatCase c, List<Row> rows, List<TaxResult> documents) {
        var groups = Groups.of(c, rows);
        var zero = Money.zero(c.sale().currency());
        var net = groups.stream().map(Group::base).reduce(zero, Money::plus);
        var vat = groups.stream().map(Group::vat).reduce(zero, Money::plus);
        var texts = new LinkedHashSet<String>();
        var english = new LinkedHashSet<String>();
        groups.forEach(group -> add(texts, english, Texts.of(c, group.ruling())));
        if (c.sale().facts().selfBilled()) {
            var text = c.rules().text("SELF_BILLED");
            add(texts, english, new Texts.Both(text.nl(), text.en(), null, text.article()));
        }
        var marginVat = marginVat(c, groups);
        var euro = Currencies.vatInEuro(c, vat);
        var gAccount = GAccountSplit.of(c, net, net.plus(vat));
        if (gAccount != null) {
            texts.add(gAccount.textNl());
            english.add(gAccount.textEn());
        }
        return new TaxResult(
                c.findings().decision(),
                c.findings().reasons(),
                lines(c, rows, groups),
                groups.stream().map(group -> group(c, group)).toList(),
                net,
                vat,
                net.plus(vat),
                List.copyOf(texts),
                c.findings().openEvidence(),
                new TaxDetails(
                        List.copyOf(english),
                        vatIds(c),
                        boxes(c, groups, marginVat, euro),
                        icp(c, groups, euro),
                        euro,
                        marginVat,
                        ossTurnover(c, groups),
                        deliveredTo(c, groups),
                        gAccount,
                        c.discounted().steps(),
                        documents,
                        false));
    }

    private static @Nullable BigDecimal ossTurnover(VatCase c, List<Group> groups) {
        boolean counts = groups.stream()
                .flatMap(group -> group.rows().stream())
                .map(row -> row.ruling().row())
                .anyMatch(row -> row == 12 || row == 13 || row == 14);
        return counts ? Rounding.halfUp(DistanceSales.ofThisSale(c), 2) : null;
    }

    private static @Nullable CountryCode deliveredTo(VatCase c, List<Group> groups) {
        boolean leave = groups.stream()
                .map(group -> group.ruling().treatment())
                .anyMatch(treatment -> treatment == VatTreatment.EU_GOODS || treatment == VatTreatment.EXPORT);
        if (!leave) {
            return null;
        }
        var stated = c.sale().shipTo();
        return stated == null ? c.buyer().address().country() : stated.country();
    }

    private static void add(LinkedHashSet<String> dutch, LinkedHashSet<String> english, Texts.Both text) {
        if (text.nl() != null) {
            dutch.add(text.nl());
        }
        if (text.en() != null) {
            english.add(text.en());
        }
    }

    /** In the order of the rows. */
    private static List<TaxedLine> lines(VatCase c, List<Row> rows, List<Group> groups) {
        var taxed = new IdentityHashMap<Row, TaxedLine>();
        for (Group group : groups) {
            for (int i = 0; i < group.rows().size(); i++) {
                var row = group.rows().get(i);
                taxed.put(
                        row,
                        new TaxedLine(
                                row.line(),
                                group.nets().get(i),
                                row.ruling().treatment(),
                                row.ruling().rate(),
                                row.ruling().why(),
                                lineVat(c, row)));
            }
        }
        return rows.stream().map(row -> Objects.requireNonNull(taxed.get(row))).toList();
    }

    private static LineVat lineVat(VatCase c, Row row) {
        var ruling = row.ruling();
        var category = Texts.category(c, ruling.treatment());
        var text = Texts.of(c, ruling);
        boolean reason = Texts.hasReason(category);
        return new LineVat(
                ruling.row(),
                category,
                reason ? text.vatex() : null,
                reason ? text.nl() : null,
                reason ? text.en() : null,
                text.article(),
                c.rules().box(ruling.treatment(), ruling.rate()),
                icpKind(ruling.treatment()),
                ruling.country(),
                row.role(),
                row.saleLine());
    }

    private static VatGroup group(VatCase c, Group group) {
        var category = Texts.category(c, group.ruling().treatment());
        var text = Texts.of(c, group.ruling());
        boolean reason = Texts.hasReason(category);
        return new VatGroup(
                group.ruling().treatment(),
                group.ruling().rate(),
                group.base(),
                group.vat(),
                category,
                group.ruling().country(),
                reason ? text.vatex() : null,
                reason ? text.nl() : null,
                reason ? text.en() : null);
    }

    private static @Nullable IcpKind icpKind(VatTreatment treatment) {
        return switch (treatment) {
            case EU_GOODS -> IcpKind.GOODS;
            case EU_SERVICES -> IcpKind.SERVICES;
            default -> null;
        };
    }

    private static List<IcpLine> icp(VatCase c, List<Group> groups, @Nullable VatInEuro euro) {
        var lines = new ArrayList<IcpLine>();
        var number = c.buyer().vatNumber();
        for (Group group : groups) {
            var kind = icpKind(group.ruling().treatment());
            if (kind != null && number != null) {
                lines.add(new IcpLine(number, kind, euro == null ? group.base() : euro.convert(group.base())));
            }
        }
        return lines;
    }

    private static List<BoxAmount> boxes(
            VatCase c, List<Group> groups, @Nullable Money marginVat, @Nullable VatInEuro euro) {
        var boxes = new TreeMap<String, BoxAmount>();
        for (Group group : groups) {
            var treatment = group.ruling().treatment();
            var box = c.rules().box(treatment, group.ruling().rate());
            if (box == null || (treatment == VatTreatment.MARGIN && marginVat == null)) {
                continue;
            }
            var amount = treatment == VatTreatment.MARGIN && marginVat != null
                    ? new BoxAmount(box, marginTurnover(c, group, marginVat), marginVat)
                    : new BoxAmount(box, group.base(), group.vat());
            boxes.merge(
                    box,
                    amount,
                    (a, b) ->
                            new BoxAmount(box, a.base().plus(b.base()), a.vat().plus(b.vat())));
        }
        return euro == null
                ? List.copyOf(boxes.values())
                : boxes.values().stream()
                        .map(box -> new BoxAmount(box.box(), euro.convert(box.base()), euro.convert(box.vat())))
                        .toList();
    }

    /** The margin without the VAT in it. */
    private static Money marginTurnover(VatCase c, Group group, Money marginVat) {
        var margin = Money.zero(c.sale().currency());
        for (Row row : group.rows()) {
            margin = margin.plus(marginOf(row));
        }
        return margin.minus(marginVat);
    }

    private static Money marginOf(Row row) {
        var margin = row.line().facts().margin();
        var cost = margin == null || row.role() == LineRole.SHIPPING ? null : margin.purchasePrice();
        var left = cost == null ? row.amount() : row.amount().minus(cost);
        return left.signum() < 0 && row.amount().signum() > 0 ? Money.zero(left.currency()) : left;
    }

    /** VAT in the margins at the standard rate; null when there are none or a purchase price is missing. */
    private static @Nullable Money marginVat(VatCase c, List<Group> groups) {
        var margins = Money.zero(c.sale().currency());
        boolean any = false;
        LocalDate date = c.question().taxDate();
        for (Group group : groups) {
            for (Row row : group.rows()) {
                if (row.ruling().treatment() != VatTreatment.MARGIN) {
                    continue;
                }
                any = true;
                var margin = row.line().facts().margin();
                if (row.role() == LineRole.SOLD && margin != null && margin.purchasePrice() == null) {
                    c.findings().open("purchase price of '" + row.line().description() + "' (margin scheme)");
                    return null;
                }
                margins = margins.plus(marginOf(row));
            }
        }
        var rate = c.rates().dutch(RateClass.STANDARD, date);
        if (!any || rate.isEmpty()) {
            return null;
        }
        var hundred = BigDecimal.valueOf(100);
        var vat = margins.amount()
                .multiply(rate.get().value())
                .divide(hundred.add(rate.get().value()), MathContext.DECIMAL128);
        return new Money(vat, margins.currency()).rounded();
    }

    static List<VatIdEvidence> vatIds(VatCase c) {
        return c.used().stream().map(number -> evidence(c, number)).toList();
    }

    private static VatIdEvidence evidence(VatCase c, VatNumber number) {
        var check = VatIds.counting(c, number);
        if (check instanceof VatCheck.Valid valid) {
            var address = c.buyer().address();
            var name = Names.isComparable(valid.name())
                    ? !Names.clearlyDiffer(c.buyer().name(), valid.name())
                    : null;
            return new VatIdEvidence(
                    number,
                    Status.VALID,
                    valid.at(),
                    valid.consultationNumber(),
                    valid.name(),
                    valid.address(),
                    name,
                    Names.addressMatches(address.postalCode(), address.city(), valid.address()));
        }
        if (check instanceof VatCheck.Invalid invalid) {
            return new VatIdEvidence(number, Status.INVALID, invalid.at(), null, null, null, null, null);
        }
        if (check instanceof VatCheck.Unknown unknown) {
            return new VatIdEvidence(number, Status.UNAVAILABLE, unknown.at(), null, null, null, null, null);
        }
        return new VatIdEvidence(number, Status.NOT_CHECKED, null, null, null, null, null, null);
    }
}
