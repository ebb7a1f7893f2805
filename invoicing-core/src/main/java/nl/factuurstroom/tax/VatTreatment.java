package nl.factuurstroom.tax;

import java.util.Locale;

/**
 * How a line is treated for VAT: what a bookkeeping package maps to its own VAT code.
 *
 * <p>The category is the UNCL5305 code of EN 16931 (BT-118, BT-151).
 */
public enum VatTreatment {
    /** Dutch standard rate, OB art. 9(1). */
    STANDARD("S"),
    /** Dutch reduced rate, OB art. 9(2)(a), tabel I. */
    REDUCED("S"),
    /** Dutch zero rate, OB art. 9(2)(b), tabel II. */
    ZERO("Z"),
    /** Exempt activity, OB art. 11. */
    EXEMPT("E"),
    /** Small business scheme (KOR), OB art. 25. */
    SMALL_BUSINESS("E"),
    /** Margin scheme, OB art. 28b. */
    MARGIN("E"),
    /** Domestic reverse charge, OB art. 12(5): "btw verlegd", no ICP. */
    DOMESTIC_REVERSE_CHARGE("AE"),
    /** Service to a business in another member state, OB art. 6(1): "btw verlegd", ICP service. */
    EU_SERVICES("AE"),
    /** Goods to a business in another member state, tabel II a.6: 0 %, ICP goods. */
    EU_GOODS("K"),
    /** Goods that leave the EU, tabel II a.2: 0 %. */
    EXPORT("G"),
    /** Service whose place is outside the EU: outside the scope of Dutch VAT. */
    OUTSIDE_SCOPE("O"),
    /** Distance sale or digital service at the rate of the buyer's member state, through the One Stop Shop. */
    OSS("S");

    private final String category;

    VatTreatment(String category) {
        this.category = category;
    }

    /** As settings write it, the same for every bookkeeping package: {@code intra-eu-services}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^eu-", "intra-eu-");
    }

    /** UNCL5305 category code: S, Z, E, AE, K, G or O. */
    public String category() {
        return category;
    }

    /** Whether the invoice must show the customer's VAT id and the ICP listing has a line for it. */
    public boolean isIntraEu() {
        return this == EU_SERVICES || this == EU_GOODS;
    }
}
