package nl.factuurstroom.tax;

/** The two columns of the ICP listing (OB art. 37a). */
public enum IcpKind {
    /** Intra-Community supplies of goods. */
    GOODS,
    /** Services with reverse charge. */
    SERVICES
}
