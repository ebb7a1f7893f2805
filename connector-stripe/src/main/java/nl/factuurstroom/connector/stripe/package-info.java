/**
 * Payments at Stripe as a source of sales: a payment that succeeded, from a checkout session, an invoice or a bare payment
 * intent. Start at {@link nl.factuurstroom.connector.stripe.Stripe}. API reference: https://docs.stripe.com/api
 */
@NonNullByDefault
package nl.factuurstroom.connector.stripe;

import nl.factuurstroom.NonNullByDefault;
