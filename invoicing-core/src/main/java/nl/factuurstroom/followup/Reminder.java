package nl.factuurstroom.followup;

import java.time.LocalDate;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;

/**
 * A reminder to send.
 *
 * @param key unique per invoice and step; senders put it in the message so that a repeat can be recognised
 * @param to recipient's e-mail address
 * @param customerName whom it addresses
 * @param supplierName who sends it
 * @param invoiceNumber which invoice
 * @param invoiceDate its date
 * @param dueDate last day for payment
 * @param total of the invoice
 * @param open still to be paid
 * @param iban account to pay into, or null
 * @param language ISO 639-1, {@code nl} or {@code en}
 */
public record Reminder(
        String key,
        String to,
        String customerName,
        String supplierName,
        String invoiceNumber,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money total,
        Money open,
        @Nullable Iban iban,
        String language) {}
