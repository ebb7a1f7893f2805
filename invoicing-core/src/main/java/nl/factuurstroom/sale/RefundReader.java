package nl.factuurstroom.sale;

import java.util.Optional;

/**
 * Reads refunds at their source, so that no credit note rests on a webhook alone. Reads only; repeatable; called from any
 * thread. Trouble of the vendor is an {@link nl.factuurstroom.error.InvoicingException}.
 */
public interface RefundReader {

    /** The refund as it is now; empty when the source doesn't know it. */
    Optional<Refund> refund(SaleRef sale, String refundId);
}
