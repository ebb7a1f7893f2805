package nl.factuurstroom.trigger;

import java.util.Objects;
import nl.factuurstroom.sale.SaleRef;

/** A hint that something changed. Never the truth itself: the engine reads again before it acts. */
public sealed interface Signal {

    /**
     * A sale may have been won, changed or lost.
     *
     * @param ref which one
     * @param opens whether it starts a sale that is not known yet; false for events that only matter to a known sale (left
     *     the won stage, was edited), so that they cost no call otherwise
     * @param what for the journal: {@code dealstage = closedwon}
     */
    record SaleChanged(SaleRef ref, boolean opens, String what) implements Signal {
        public SaleChanged {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(what, "what");
        }
    }

    /**
     * Money of a known sale went back to the buyer (refund, dispute).
     *
     * @param ref the sale
     * @param correctionId the vendor's id of the refund or dispute, the key of the correction
     * @param what for the journal
     */
    record MoneyReturned(SaleRef ref, String correctionId, String what) implements Signal {}

    /**
     * The books say that an invoice changed: its status is read soon.
     *
     * @param invoiceId the vendor's id of the invoice
     * @param what for the journal
     */
    record InvoiceChanged(String invoiceId, String what) implements Signal {}
}
