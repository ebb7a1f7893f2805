package nl.factuurstroom.ubl;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.GAccountSplit;
import nl.factuurstroom.tax.LineRole;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxedLine;

/**
 * An invoice made ready to be written: signs as UBL wants them (a credit note is positive), lines parted from discounts and
 * charges on the whole, the breakdown merged per category and rate.
 *
 * @param tax positive for a credit note too
 * @param lines BG-25
 * @param adjustments BG-20 and BG-21: discount and shipping
 * @param breakdown BG-23
 * @param english whether texts are in English
 */
record Document(
        Profile profile,
        UblInvoice invoice,
        TaxResult tax,
        List<Line> lines,
        List<TaxedLine> adjustments,
        List<Breakdown> breakdown,
        boolean english) {

    static Document of(Profile profile, UblInvoice invoice) {
        var tax = invoice.credits() == null ? invoice.tax() : invoice.tax().mirrored();
        var lines = new ArrayList<Line>();
        var adjustments = new ArrayList<TaxedLine>();
        boolean onlyAdjustments = tax.lines().stream().allMatch(Document::isAdjustment);
        for (TaxedLine line : tax.lines()) {
            if (isAdjustment(line) && !onlyAdjustments) {
                adjustments.add(line);
            } else {
                lines.add(Line.of(line));
            }
        }
        boolean english = readsEnglish(invoice);
        return new Document(profile, invoice, tax, lines, adjustments, Breakdown.of(tax, english), english);
    }

    /** A share of a discount or of shipping; a refund of one is a line. */
    private static boolean isAdjustment(TaxedLine line) {
        return switch (line.vat().role()) {
            case DISCOUNT -> line.net().signum() < 0;
            case SHIPPING -> line.net().signum() > 0;
            case SOLD, PART, ADVANCE -> false;
        };
    }

    static boolean isDiscount(TaxedLine adjustment) {
        return adjustment.vat().role() == LineRole.DISCOUNT;
    }

    private static boolean readsEnglish(UblInvoice invoice) {
        var language = invoice.buyer().language();
        if (language != null) {
            return !language.toLowerCase(Locale.ROOT).startsWith("nl");
        }
        var country = invoice.buyer().address().country();
        return country != null && !List.of("NL", "BE").contains(country.value());
    }

    boolean isCreditNote() {
        return invoice.credits() != null;
    }

    /** Services outside the scope must not show VAT ids (BR-O-02 to BR-O-04). */
    boolean isOutsideScope() {
        return breakdown.stream().anyMatch(group -> group.category().equals(Breakdown.OUTSIDE_SCOPE));
    }

    Currency currency() {
        return tax.gross().currency();
    }

    String number() {
        return Objects.requireNonNull(invoice.number());
    }

    LocalDate issueDate() {
        return Objects.requireNonNull(invoice.issueDate());
    }

    @Nullable
    GAccountSplit gAccount() {
        return tax.details().gAccount();
    }

    /** BT-115. */
    Money payable() {
        return payable(invoice, tax);
    }

    static Money payable(UblInvoice invoice, TaxResult tax) {
        var paid = invoice.paid();
        return paid == null ? tax.gross() : tax.gross().minus(paid);
    }

    /** BT-22, one for all (PEPPOL-EN16931-R002); what stands in the breakdown is not said twice. */
    @Nullable
    String note() {
        var reasons = breakdown.stream().map(Breakdown::reason).toList();
        var texts = (english ? tax.details().textsEnglish() : tax.texts())
                .stream().filter(text -> !reasons.contains(text)).toList();
        return texts.isEmpty() ? null : String.join("\n", texts);
    }
}
