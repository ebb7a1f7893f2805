package nl.factuurstroom.sale;

import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;

/**
 * An item sold under the margin scheme (OB art. 28b).
 *
 * @param kind what it is, for the text on the invoice
 * @param purchasePrice what the whole line cost; null when unknown: then the VAT owed stays open
 */
public record MarginItem(Kind kind, @Nullable Money purchasePrice) {

    /** What the law calls it. */
    public enum Kind {
        /** Gebruikte goederen. */
        USED_GOODS,
        /** Kunstvoorwerpen. */
        ART,
        /** Voorwerpen voor verzamelingen of antiquiteiten. */
        COLLECTABLES_AND_ANTIQUES
    }
}
