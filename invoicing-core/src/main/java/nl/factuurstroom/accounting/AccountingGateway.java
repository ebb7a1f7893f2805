package nl.factuurstroom.accounting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.customer.Customers;

/**
 * A bookkeeping package. An implementation makes its call and translates answer or error, nothing else: waiting,
 * repeating, order, quotas and the journal are the engine's. Instances are thread-safe.
 *
 * <p>Rules, checked by {@code AccountingGatewayContract} in the test kit:
 *
 * <ol>
 *   <li>G1: after a lost answer to {@link #book}, {@link #find} returns the invoice within {@link
 *       GatewayBehaviour#searchLag}.
 *   <li>G2: {@link #find} returns <em>all</em> invoices with a reference: drafts, finals and duplicates.
 *   <li>G3: {@link #book} leaves a draft: nothing is numbered or sent by it.
 *   <li>G4: amounts arrive to the cent, every {@link nl.factuurstroom.tax.VatTreatment} on its configured code.
 *   <li>G5: {@link #issue} of an invoice that already is final changes and sends nothing and tells its state, and whether
 *       it was sent where the books know: after a lost answer the engine asks so.
 *   <li>G6: a partial payment is {@code PARTLY_PAID}, a credited invoice is not {@code PAID}.
 *   <li>G7: a refusal is {@link nl.factuurstroom.error.RejectedException} with the field; a limit is
 *       {@link nl.factuurstroom.error.TransientException}; a lost answer is
 *       {@link nl.factuurstroom.error.OutcomeUnknownException}.
 *   <li>G8: {@link #payments} and {@link #read} ask for many invoices in one call.
 *   <li>G9: {@link #deleteDraft} of what is gone already is fine; of a final invoice it is refused.
 *   <li>G10: from a cursor on, {@link #payments} tells at least what changed, an invoice that opened again too.
 * </ol>
 */
public interface AccountingGateway extends Connected {

    /** Connector's short name: {@code exact}. */
    String name();

    GatewayBehaviour behaviour();

    Customers customers();

    /** All invoices with any of these references. Reads only; repeatable. */
    List<BookedInvoice> find(Set<String> references);

    /** The invoices with these ids, as they are now; unknown ids are left out. Reads only; repeatable. */
    List<BookedInvoice> read(Set<InvoiceId> ids);

    /** Makes a draft. Not blindly repeatable: after an unclear outcome the engine asks {@link #find}. */
    BookedInvoice book(InvoiceDraft draft);

    /** Makes it final, gives it its number and sends it. Not blindly repeatable. */
    IssuedInvoice issue(IssueRequest request);

    /** Deletes a draft. Repeatable: deleting what is gone is fine; a final invoice is refused. */
    void deleteDraft(BookedInvoice draft);

    /** How invoices stand. Reads only; repeatable. */
    PaymentChanges payments(PaymentQuery query);

    /**
     * Why reminders by the pipeline would come on top of the books' own, with the setting that parts them; {@code build()}
     * refuses them then. Defaults to empty: these books remind nobody of our invoices by themselves. No I/O.
     */
    default Optional<String> refusalOfReminders() {
        return Optional.empty();
    }
}
