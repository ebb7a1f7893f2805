package nl.factuurstroom.accounting;

import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.tax.TaxResult;

/**
 * An invoice to book.
 *
 * @param reference ours, unique in the books; what {@link AccountingGateway#find} finds it by
 * @param customer who pays, as the books know it
 * @param tax lines, groups, totals and legal texts; its decision is ISSUE
 * @param description one line for the head: the sale's title, with "Inkooporder 4500123" where there is one
 * @param invoiceDate day of issue
 * @param supplyDate day of supply
 * @param purchaseOrder the buyer's order number, or null
 * @param paymentTerm the payment condition to use (the books' code) where the customer has none of its own, or null for
 *     the configured one
 * @param paid money already received, or null
 */
public record InvoiceDraft(
        String reference,
        KnownCustomer customer,
        TaxResult tax,
        String description,
        LocalDate invoiceDate,
        LocalDate supplyDate,
        @Nullable String purchaseOrder,
        @Nullable String paymentTerm,
        @Nullable PaymentReceived paid) {

    public InvoiceDraft {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(tax, "tax");
        Objects.requireNonNull(invoiceDate, "invoiceDate");
        Objects.requireNonNull(supplyDate, "supplyDate");
        if (tax.decision() != TaxResult.Decision.ISSUE) {
            throw new IllegalArgumentException("only a sale whose VAT is decided can be booked, was " + tax.decision());
        }
    }
}
