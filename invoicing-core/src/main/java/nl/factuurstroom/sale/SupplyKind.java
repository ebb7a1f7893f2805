package nl.factuurstroom.sale;

/** What is supplied, as far as VAT cares. A fact of the sale, never derived from a description. */
public enum SupplyKind {
    /** Goods. */
    GOODS,
    /** A service under the general rule (OB art. 6). */
    SERVICE
}
