package nl.factuurstroom.sale;

import java.time.LocalDate;
import nl.factuurstroom.money.Money;

/**
 * Money that came in before the invoice: the invoice is issued as paid, and nobody is reminded.
 *
 * @param amount what the buyer paid, fees not deducted
 * @param on the day
 * @param method for people: {@code ideal}
 * @param transactionId the payment provider's id, the key of the payment
 */
public record PaymentReceived(Money amount, LocalDate on, String method, String transactionId) {}
