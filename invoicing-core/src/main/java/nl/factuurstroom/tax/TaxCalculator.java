package nl.factuurstroom.tax;

import java.util.Set;
import nl.factuurstroom.party.VatNumber;

/**
 * Works out VAT. Pure: no I/O, no clock; from any thread.
 *
 * <ol>
 *   <li value="1">X1: the same question has the same answer.
 *   <li value="2">X2: only what the decision rests on is asked of others.
 *   <li value="3">X3: with all that was asked for, the sale is decided; nothing is guessed.
 *   <li value="4">X4: no answer about a VAT number is never read as an invalid number.
 *   <li value="5">X5: lines, groups and totals agree to the cent.
 *   <li value="6">X6: a sale that it can't judge is HOLD or REVIEW, each reason with a stable code and a sentence that says
 *       what to mend where; never an exception.
 * </ol>
 */
public interface TaxCalculator {

    /** Which VAT numbers must be checked before {@link #calculate}. Often empty. */
    Set<VatNumber> evidenceFor(TaxQuestion question);

    TaxResult calculate(TaxQuestion question, TaxEvidence evidence);
}
