package nl.factuurstroom.tax;

import nl.factuurstroom.party.VatNumber;

/**
 * Asks an authority about a VAT number (VIES). Reads only; repeatable; from any thread. Trouble at the other side is
 * {@link VatCheck.Unknown}; only a wrong configuration (own number refused) throws
 * {@link nl.factuurstroom.error.ConfigurationException}.
 */
public interface VatNumberValidator {

    /**
     * @param number whose validity is asked
     * @param requester our own number; with it the answer carries a consultation number
     */
    VatCheck validate(VatNumber number, VatNumber requester);
}
