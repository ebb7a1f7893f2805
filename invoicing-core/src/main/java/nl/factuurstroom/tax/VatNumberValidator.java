package nl.factuurstroom.tax;

import nl.factuurstroom.party.VatNumber;

/**
 * Asks an authority about a VAT number (VIES). Reads only; repeatable; from any thread.
 *
 * <ol>
 *   <li value="1">V1: a registered number is {@link VatCheck.Valid}, with what is registered about its holder.
 *   <li>V2: it carries the consultation number, asked for in our own name.
 *   <li>V3: what isn't disclosed is null.
 *   <li>V4: a number that the authority doesn't confirm is {@link VatCheck.Invalid}.
 *   <li>V5: trouble at the other side, a limit or a lost answer is {@link VatCheck.Unknown} with a reason; never invalid,
 *       never an exception.
 *   <li>V6: only a wrong configuration (own number refused, or we are blocked) throws {@link
 *       nl.factuurstroom.error.ConfigurationException}.
 *   <li>V7: a number of a country that the authority doesn't know is unknown, without a question.
 *   <li>V8: a valid answer may be used again for a stated time; {@link VatCheck.Valid#at} tells when it was given.
 *   <li>V9: invalid and unknown are asked anew each time.
 * </ol>
 */
public interface VatNumberValidator {

    /**
     * @param number whose validity is asked
     * @param requester our own number; with it the answer carries a consultation number
     */
    VatCheck validate(VatNumber number, VatNumber requester);
}
