package nl.factuurstroom.tax;

import java.util.Set;
import nl.factuurstroom.party.VatNumber;

/**
 * Works out VAT. Pure: no I/O, no clock, same answer for the same question; never guesses, never throws for a sale that it
 * can't judge (that is HOLD or REVIEW with reasons). Rules X1 to X6 in {@code TaxCalculatorContract}.
 */
public interface TaxCalculator {

    /** Which VAT numbers must be checked before {@link #calculate}. Often empty. */
    Set<VatNumber> evidenceFor(TaxQuestion question);

    TaxResult calculate(TaxQuestion question, TaxEvidence evidence);
}
