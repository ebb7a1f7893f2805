package nl.factuurstroom.tax;

import java.util.List;
import java.util.Objects;
import nl.factuurstroom.money.Money;

/**
 * The decision and its explanation. On {@link Decision#HOLD} and {@link Decision#REVIEW} lines and totals may be missing.
 *
 * @param decision may the invoice go out?
 * @param reasons why not, or warnings with ISSUE
 * @param lines in the order of the sale
 * @param groups the breakdown
 * @param net total without VAT
 * @param vat total VAT
 * @param gross total to pay
 * @param texts what the law wants printed, Dutch, in order
 * @param openEvidence what must still be collected but holds nothing: transport documents, export proof
 * @param details English texts, evidence, return boxes, ICP lines, VAT in EUR
 */
public record TaxResult(
        Decision decision,
        List<Reason> reasons,
        List<TaxedLine> lines,
        List<VatGroup> groups,
        Money net,
        Money vat,
        Money gross,
        List<String> texts,
        List<String> openEvidence,
        TaxDetails details) {

    /** May the invoice go out? */
    public enum Decision {
        /** Yes. */
        ISSUE,
        /** A named fact is missing or doubtful; the sale waits for it. */
        HOLD,
        /** The facts are there, but a person must judge the treatment. */
        REVIEW
    }

    /**
     * @param code stable, for programs: {@code VAT_ID_MISSING}
     * @param text a sentence that names the fields and says what to mend where
     */
    public record Reason(String code, String text) {}

    public TaxResult {
        Objects.requireNonNull(decision, "decision");
        reasons = List.copyOf(reasons);
        lines = List.copyOf(lines);
        groups = List.copyOf(groups);
        texts = List.copyOf(texts);
        openEvidence = List.copyOf(openEvidence);
        details = details == null ? TaxDetails.none() : details;
    }

    /** Without details. */
    public TaxResult(
            Decision decision,
            List<Reason> reasons,
            List<TaxedLine> lines,
            List<VatGroup> groups,
            Money net,
            Money vat,
            Money gross,
            List<String> texts,
            List<String> openEvidence) {
        this(decision, reasons, lines, groups, net, vat, gross, texts, openEvidence, TaxDetails.none());
    }

    /** The credit note of the whole: every amount negated; treatment, rate, texts and rate of exchange as they were. */
    public TaxResult mirrored() {
        return CreditNote.mirror(this);
    }

    /** Decision, reasons, treatment per line, breakdown, texts and evidence, for people; several lines of English. */
    public String explain() {
        return Explanation.of(this);
    }
}
