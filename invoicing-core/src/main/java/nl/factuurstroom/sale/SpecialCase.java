package nl.factuurstroom.sale;

/** Circumstances that the VAT rules here don't decide: such a line always goes to a person. */
public enum SpecialCase {
    /** A new means of transport. */
    NEW_VEHICLE,
    /** Excise goods. */
    EXCISE_GOODS,
    /** A chain of sales with one transport. */
    CHAIN_OF_SALES,
    /** Goods installed or assembled abroad. */
    INSTALLATION_ABROAD,
    /** Call-off stock. */
    CALL_OFF_STOCK,
    /** The scheme of travel agents. */
    TRAVEL_AGENT,
    /** A fiscal representative is involved. */
    FISCAL_REPRESENTATIVE,
    /** The supplier has an establishment or stock abroad that is involved. */
    ESTABLISHMENT_ABROAD
}
