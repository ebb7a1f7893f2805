package nl.factuurstroom.accounting;

import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Asks for the payment of many invoices.
 *
 * @param invoices which ones; final, with number
 * @param cursor where the last poll ended, or null: then each of {@code invoices} must be read afresh
 */
public record PaymentQuery(
        List<BookedInvoice> invoices, @Nullable String cursor) {

    public PaymentQuery {
        invoices = List.copyOf(invoices);
    }

    public Set<InvoiceId> ids() {
        return invoices.stream().map(BookedInvoice::id).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
