package nl.factuurstroom.accounting;

import java.util.Objects;

/**
 * A credit note to make.
 *
 * @param note what it says: our own reference, unique in the books; VAT with every amount negative, treatments and rates of
 *     the original; a description that names the original's number; no payment
 * @param original the invoice that it corrects: final, with its number
 * @param whole whether it takes back all that is left of a wholly uncorrected original, line by line
 */
public record CreditNoteDraft(InvoiceDraft note, BookedInvoice original, boolean whole) {

    public CreditNoteDraft {
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(original, "original");
        if (note.tax().gross().signum() >= 0) {
            throw new IllegalArgumentException("a credit note must have a negative total, was "
                    + note.tax().gross());
        }
        if (original.state() != BookedInvoice.State.FINAL || original.number() == null) {
            throw new IllegalArgumentException("only a final invoice with a number can be credited");
        }
    }
}
