package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.TaxResult;

/** What the credit strand remembers of one refund, kept as JSON in its row. A working copy of one run. */
public final class CreditState {

    /**
     * What one credit note takes of its invoice, kept with the invoice from before the note is made: so all of them together
     * never take more than there is.
     *
     * @param process text of the credit strand's process
     * @param tax of the credit note
     */
    public record Share(String process, TaxResult tax) {}

    /** The sale that the source names. */
    public @Nullable SaleRef sale;

    public String refundId = "";
    public @Nullable Refund refund;

    /** Text of the invoice's process, once known. */
    public @Nullable String invoice;

    public @Nullable CreditNoteDraft draft;
    public @Nullable BookedInvoice booked;
    public @Nullable IssuedInvoice.Sending sending;

    /** The source says that the money did not go back after all. */
    public boolean undone;

    public @Nullable String approvedBy;
    public @Nullable Instant approvedAt;

    static CreditState of(ProcessRow row) {
        return StateJson.read(row.state, CreditState.class);
    }

    void into(ProcessRow row) {
        row.state = StateJson.write(this);
    }

    SaleRef refundedSale() {
        return there(sale, "the refunded sale is not known");
    }

    Refund readRefund() {
        return there(refund, "the refund was not read yet");
    }

    CreditNoteDraft decided() {
        return there(draft, "the credit note is not decided yet");
    }

    BookedInvoice note() {
        return there(booked, "the credit note is not made yet");
    }

    ProcessKey invoiceKey(String pipeline) {
        return ProcessKey.parse(pipeline, there(invoice, "the invoice is not known yet"));
    }

    private static <T> T there(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new IllegalStateException(otherwise);
        }
        return value;
    }
}
