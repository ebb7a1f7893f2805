package nl.factuurstroom.followup;

import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;

/**
 * The newest full state of a sale for the CRM.
 *
 * @param ref which sale
 * @param status what to show
 * @param invoiceNumber null while it has none
 * @param total of the invoice, VAT included
 * @param paid received so far
 * @param paidOn day of the last payment, or null
 * @param sequence rises with every change of one sale: an updater that makes notes makes one per sale and status
 */
public record CrmUpdate(
        SaleRef ref,
        Status status,
        @Nullable String invoiceNumber,
        Money total,
        Money paid,
        @Nullable LocalDate paidOn,
        long sequence) {

    /** What the CRM shows. */
    public enum Status {
        INVOICED,
        PARTLY_PAID,
        PAID,
        OVERDUE,
        CREDITED
    }

    public CrmUpdate {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(paid, "paid");
    }
}
