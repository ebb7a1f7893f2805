package nl.factuurstroom.accounting;

import java.util.List;
import nl.factuurstroom.sale.Refund;

/**
 * Optional power of an {@link AccountingGateway}: credit notes of its own invoices. Their totals are negative in every {@link
 * BookedInvoice}, however the books write them. {@link AccountingGateway#read}, {@link AccountingGateway#issue} and {@link
 * AccountingGateway#deleteDraft} take a credit note as they take an invoice; {@link AccountingGateway#find} never tells one.
 * Instances are thread-safe.
 *
 * <p>Rules, checked by {@code AccountingGatewayContract} in the test kit:
 *
 * <ol>
 *   <li>C1: {@link #credit} leaves a draft: nothing is numbered or sent by it, and the original stays as it is.
 *   <li>C2: amounts arrive to the cent, every treatment on the code that its invoice would have.
 *   <li>C3: after a lost answer to {@link #credit}, {@link #findCredits} returns the credit note within {@link
 *       GatewayBehaviour#searchLag}, whole: what the lost call left half made is finished first.
 *   <li>C4: {@link #findCredits} returns all with this reference, and no credit note of another reference.
 *   <li>C5: the credit note names the original's number, by the books' own link or in its text.
 *   <li>C6: after {@link #settle} the books await no money for the credit note: {@link #isSettled} says so. An original that
 *       was open is settled by it, and is {@code CREDITED}, never {@code PAID}, when nothing else is left of it. Repeatable.
 *   <li>C7: a refusal, a limit and a lost answer are told apart as G7 says.
 * </ol>
 */
public interface CreditNotes {

    /** Makes a draft. Not blindly repeatable: after an unclear outcome the engine asks {@link #findCredits}. */
    BookedInvoice credit(CreditNoteDraft draft);

    /** The credit notes of this original with our reference; repeatable. */
    List<BookedInvoice> findCredits(CreditNoteDraft draft);

    /**
     * Whether {@link #settle} is called. Defaults to false: the API of the books can't, so credit notes stay open there until
     * people match them, and the check says so.
     */
    default boolean settlesCreditNotes() {
        return false;
    }

    /**
     * Settles a final credit note: against its original where that is still open, else as money that went back.
     *
     * @param note final
     * @param refund the money that went back
     */
    default void settle(BookedInvoice note, BookedInvoice original, Refund refund) {}

    /** Whether nothing is left to settle. Reads only. */
    default boolean isSettled(BookedInvoice note) {
        return false;
    }
}
