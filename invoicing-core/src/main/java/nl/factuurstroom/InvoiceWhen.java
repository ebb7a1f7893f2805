package nl.factuurstroom;

/** When a won sale is invoiced. */
public enum InvoiceWhen {
    /** As soon as it is won. */
    WON,
    /** On the day of supply, or at once when that has passed. */
    SUPPLY_DATE
}
