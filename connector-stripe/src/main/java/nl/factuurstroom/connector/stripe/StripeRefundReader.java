package nl.factuurstroom.connector.stripe;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.factuurstroom.connector.stripe.StripeJson.RefundJson;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.sale.RefundReader;
import nl.factuurstroom.sale.SaleRef;

/**
 * Reads refunds by their id; one call each. Their amount is what the buyer gets back: what Stripe keeps of its fee is the
 * seller's cost and on no credit note. See https://docs.stripe.com/api/refunds/object
 */
final class StripeRefundReader implements RefundReader {

    private final StripeApi api;

    StripeRefundReader(StripeApi api) {
        this.api = api;
    }

    @Override
    public Optional<Refund> refund(SaleRef sale, String refundId) {
        RefundJson refund;
        try {
            refund = api.refund(refundId);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
        var currency = StripeAmounts.currency(refund.currency())
                .orElseThrow(() -> new RejectedException(
                        "Stripe refund " + refundId + " is in no currency that we know: " + refund.currency(),
                        "currency",
                        null));
        return Optional.of(new Refund(
                refund.id(),
                StripeAmounts.money(refund.amount(), currency),
                LocalDate.ofInstant(Instant.ofEpochSecond(refund.created()), StripeLines.AMSTERDAM),
                state(String.valueOf(refund.status()))));
    }

    /** Pending is on its way; it fails seldom, and then an event of its own says so. */
    private static Refund.State state(String status) {
        return switch (status) {
            case "failed", "canceled" -> Refund.State.UNDONE;
            case "requires_action" -> Refund.State.WAITING;
            default -> Refund.State.SENT;
        };
    }
}
