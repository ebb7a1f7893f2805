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
     * Money of a sale went back to the buyer, or is claimed back.
     *
     * @param ref the sale
     * @param correctionId the vendor's id of the refund or dispute, the key of the correction
     * @param what for the journal
     * @param kind what it is
     */
    record MoneyReturned(SaleRef ref, String correctionId, String what, Kind kind) implements Signal {

        /** What happened to the money. */
        public enum Kind {
            /** Sent back; {@link nl.factuurstroom.sale.RefundReader} knows how much. */
            REFUND,
            /** That refund failed or was called off: the money did not go back. */
            UNDONE,
            /** Anything else: a dispute, a credit of the vendor's own. People decide. */
            CLAIM
        }

        public MoneyReturned {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(correctionId, "correctionId");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(kind, "kind");
        }

        /** A claim. */
        public MoneyReturned(SaleRef ref, String correctionId, String what) {
            this(ref, correctionId, what, Kind.CLAIM);
        }
    }

    /**
     * The books say that an invoice changed: its status is read soon.
     *
     * @param invoiceId the vendor's id of the invoice
     * @param what for the journal
     */
    record InvoiceChanged(String invoiceId, String what) implements Signal {}
}
