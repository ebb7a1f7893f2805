package nl.factuurstroom.killharness;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A deal of the {@link Town}.
 *
 * @param id HubSpot's
 * @param company number of its buyer
 * @param net in euro
 */
record Deal(String id, int company, BigDecimal net) {

    private static final BigDecimal WITH_VAT = new BigDecimal("1.21");

    String reference() {
        return "HS-" + id;
    }

    /** What the invoice must come to. */
    BigDecimal gross() {
        var gross = Town.isGerman(company) ? net : net.multiply(WITH_VAT);
        return gross.setScale(2, RoundingMode.HALF_UP);
    }
}
