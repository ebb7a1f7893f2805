package nl.factuurstroom.connector.moneybird;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewDetail;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatGroup;

/**
 * The lines of a draft. Moneybird works out VAT itself and keeps two decimals of a price, so each line is given such that
 * it can only come to our cents: quantity and price where their product is exactly the line's amount, else one times that
 * amount with the quantity in the text. Prices are without VAT where VAT over the sum of a group gives our VAT, else (prices
 * that were agreed including VAT) with it. Pure.
 */
final class MoneybirdLineMapper {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter DUTCH = DateTimeFormatter.ofPattern("dd-MM-yyyy", Locale.ROOT);

    private final InvoiceDraft draft;
    private final MoneybirdBooks books;
    private final boolean inclusive;
    private final List<Money> amounts;

    MoneybirdLineMapper(InvoiceDraft draft, MoneybirdBooks books) {
        this.draft = draft;
        this.books = books;
        this.inclusive = draft.tax().groups().stream()
                .anyMatch(g -> !g.rate().of(g.base()).rounded().equals(g.vat()));
        this.amounts =
                new ArrayList<>(draft.tax().lines().stream().map(TaxedLine::net).toList());
        if (inclusive) {
            draft.tax().groups().forEach(this::spreadGross);
        }
    }

    /** Whether prices are given with VAT. */
    boolean inclusive() {
        return inclusive;
    }

    List<NewDetail> details() {
        var lines = draft.tax().lines();
        var details = new ArrayList<NewDetail>();
        var first = books.taxRate(lines.get(0));
        if (!draft.description().isBlank()) {
            details.add(text(draft.description(), first, 0));
        }
        for (int i = 0; i < lines.size(); i++) {
            details.add(detail(lines.get(i), amounts.get(i), details.size()));
        }
        var texts = legalTexts();
        if (books.printsLegalTexts() && !texts.isEmpty()) {
            details.add(text(String.join("\n", texts), first, details.size()));
        }
        return details;
    }

    /** Without how to pay, which is for {@link #paymentConditions}. */
    private List<String> legalTexts() {
        var split = draft.tax().details().gAccount();
        return split == null
                ? draft.tax().texts()
                : draft.tax().texts().stream()
                        .filter(text -> !text.equals(split.textNl()))
                        .toList();
    }

    private NewDetail detail(TaxedLine taxed, Money amount, int order) {
        var line = taxed.line();
        var price = unitPrice(amount.amount(), line.quantity());
        var text = description(line);
        return new NewDetail(
                price == null ? quantity(line) + text : text,
                price == null ? "1" : line.quantity().stripTrailingZeros().toPlainString(),
                (price == null ? amount.amount() : price).toPlainString(),
                books.taxRate(taxed),
                books.ledgerAccount(line),
                books.project(line),
                books.product(line),
                period(line.period()),
                order);
    }

    /**
     * Says that all of it came in already, or which parts go to the blocked and to the normal account: the workflow's own
     * sentence would ask for the whole sum again, or on one account. Null leaves that sentence.
     */
    static @Nullable String paymentConditions(InvoiceDraft draft) {
        var paid = draft.paid();
        if (paid != null && paid.amount().equals(draft.tax().gross())) {
            return "Deze factuur is al betaald op " + DUTCH.format(paid.on()) + " (" + paid.method()
                    + "); u hoeft niets meer over te maken.";
        }
        var split = draft.tax().details().gAccount();
        return split == null ? null : split.textNl();
    }

    /** A line of text: Moneybird has no other place for it. */
    private static NewDetail text(String text, String taxRateId, int order) {
        return new NewDetail(text, "1", "0.00", taxRateId, null, null, null, null, order);
    }

    /** With at most two decimals, or null when there is none that gives the amount exactly. */
    private static @Nullable BigDecimal unitPrice(BigDecimal amount, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            return null;
        }
        var price = amount.divide(quantity, MathContext.DECIMAL64).stripTrailingZeros();
        boolean exact = price.scale() <= 2 && price.multiply(quantity).compareTo(amount) == 0;
        return exact && price.signum() >= 0 ? price.setScale(2) : null;
    }

    private static String quantity(SaleLine line) {
        return line.quantity().compareTo(BigDecimal.ONE) == 0
                ? ""
                : line.quantity().stripTrailingZeros().toPlainString().replace('.', ',') + " × ";
    }

    private static String description(SaleLine line) {
        var text = new StringBuilder(line.description());
        if (line.discount() instanceof LineDiscount.Percent percent) {
            var off = percent.percentage().value().toPlainString().replace('.', ',');
            text.append(" (inclusief ").append(off).append(" % korting)");
        } else if (line.discount() instanceof LineDiscount.Amount off) {
            text.append(" (inclusief ").append(off.amount()).append(" korting)");
        }
        var period = line.period();
        if (period != null) {
            text.append(" (").append(DUTCH.format(period.from())).append(" t/m ");
            text.append(DUTCH.format(period.to())).append(')');
        }
        return text.toString();
    }

    private static @Nullable String period(@Nullable Period period) {
        return period == null ? null : COMPACT.format(period.from()) + ".." + COMPACT.format(period.to());
    }

    /** Amounts with VAT that add up to the group's: as agreed where they do, else the rest goes to the largest line. */
    private void spreadGross(VatGroup group) {
        var lines = draft.tax().lines();
        var members = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).treatment() == group.treatment())
                .filter(i -> lines.get(i).rate().equals(group.rate()))
                .boxed()
                .toList();
        if (members.isEmpty()) {
            return;
        }
        members.forEach(i -> amounts.set(i, agreed(lines.get(i).line())));
        var whole = group.base().plus(group.vat());
        if (sum(members).equals(whole)) {
            return;
        }
        members.forEach(i -> amounts.set(i, withVat(lines.get(i))));
        int largest = Collections.max(
                members, Comparator.comparing(i -> amounts.get(i).amount().abs()));
        amounts.set(largest, amounts.get(largest).plus(whole.minus(sum(members))));
    }

    private Money sum(List<Integer> members) {
        return members.stream()
                .map(amounts::get)
                .reduce(Money::plus)
                .orElse(draft.tax().gross());
    }

    private static Money withVat(TaxedLine line) {
        return line.net().plus(line.rate().of(line.net())).rounded();
    }

    private static Money agreed(SaleLine line) {
        var amount = line.unitPrice().times(line.quantity());
        if (line.discount() instanceof LineDiscount.Percent percent) {
            return amount.minus(percent.percentage().of(amount)).rounded();
        }
        return line.discount() instanceof LineDiscount.Amount off
                ? amount.minus(off.amount()).rounded()
                : amount.rounded();
    }
}
