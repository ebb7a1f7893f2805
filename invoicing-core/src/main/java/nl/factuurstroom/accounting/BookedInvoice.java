package nl.factuurstroom.accounting;

import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.money.Money;

/**
 * An invoice as the books have it.
 *
 * @param id the books' id
 * @param reference ours, as stored there
 * @param customer whom it is for
 * @param state draft or final
 * @param total what the books say must be paid, VAT included
 * @param number null while it has none
 * @param invoiceDate null while a draft without date
 * @param dueDate null while unknown
 */
public record BookedInvoice(
        InvoiceId id,
        String reference,
        CustomerId customer,
        State state,
        Money total,
        @Nullable String number,
        @Nullable LocalDate invoiceDate,
        @Nullable LocalDate dueDate) {

    /** Can it still change? */
    public enum State {
        DRAFT,
        FINAL
    }

    public BookedInvoice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(total, "total");
    }
}
