package nl.factuurstroom.tax;

/** What to do while VIES gives no answer about a customer's VAT id and no recent confirmation is on file. */
public enum ViesDown {
    /** Wait and ask again; after the deadline a person decides. The safe choice. */
    HOLD,
    /** Wait and ask again; after the deadline issue with Dutch VAT. */
    HOLD_THEN_DUTCH_VAT,
    /** Issue with Dutch VAT at once; the customer gets a credit note when the id proves valid. */
    DUTCH_VAT
}
