package nl.factuurstroom;

/** What becomes of money that went back to the buyer after its sale was invoiced. */
public final class RefundPolicy {

    private static final RefundPolicy ASK = new RefundPolicy(false);
    private static final RefundPolicy CREDIT = new RefundPolicy(true);

    private final boolean credits;

    private RefundPolicy(boolean credits) {
        this.credits = credits;
    }

    /** Shows it in {@link InvoicingPipeline#attention()} and leaves the credit note to people. The default. */
    public static RefundPolicy askAPerson() {
        return ASK;
    }

    /**
     * Makes a credit note, once per refund, and sends it as {@link nl.factuurstroom.accounting.Delivery} says for invoices. A
     * whole refund mirrors the invoice line by line; a part is spread over its VAT rates in proportion, VAT included, and no
     * invoice is credited for more than its total. A refund that comes before the invoice waits for it. What doesn't fit (more
     * than is left, another currency, a sale in instalments, a dispute, an invoice that is still a draft) waits for a person.
     */
    public static RefundPolicy creditNote() {
        return CREDIT;
    }

    /** Whether credit notes are made. */
    public boolean makesCreditNotes() {
        return credits;
    }

    @Override
    public String toString() {
        return credits ? "credit note" : "ask a person";
    }
}
