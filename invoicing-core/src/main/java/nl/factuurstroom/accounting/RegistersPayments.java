package nl.factuurstroom.accounting;

import nl.factuurstroom.sale.PaymentReceived;

/**
 * Optional power of an {@link AccountingGateway}: money that came in before the invoice is registered with it, so that the
 * books show it as paid and nobody is reminded.
 *
 * <p>Rules: P1: after it, {@link AccountingGateway#payments} tells {@code PAID}, or {@code PARTLY_PAID} for less than all;
 * P2: asked again with the same {@link PaymentReceived#transactionId()} it registers nothing more, so it may be repeated
 * once an unclear outcome has settled; P3: a draft is refused with {@link nl.factuurstroom.error.RejectedException}.
 */
public interface RegistersPayments {

    /**
     * Registers the payment.
     *
     * @param invoice final
     * @param payment in the invoice's currency
     */
    void registerPayment(BookedInvoice invoice, PaymentReceived payment);
}
