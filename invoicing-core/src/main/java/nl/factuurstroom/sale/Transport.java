package nl.factuurstroom.sale;

/** Who brings goods to the buyer. */
public enum Transport {
    /** The supplier, or a carrier that the supplier hired. */
    SUPPLIER,
    /** A carrier that the buyer hired. */
    BUYER_ARRANGES,
    /** The buyer collects; {@link Sale#shipTo()} is then the buyer's own statement of the country of arrival. */
    BUYER_COLLECTS
}
