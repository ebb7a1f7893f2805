package nl.factuurstroom.internal.engine;

/** The steps of the invoice strand that belong to its own execution, in the order in which a sale meets them. */
final class InvoiceSteps implements InvoiceRun.Steps {

    private final CustomerStep customer;
    private final TaxStep tax;
    private final BookStep book;
    private final IssueStep issue;

    InvoiceSteps(CustomerStep customer, TaxStep tax, BookStep book, IssueStep issue) {
        this.customer = customer;
        this.tax = tax;
        this.book = book;
        this.issue = issue;
    }

    @Override
    public void take(ProcessRow row) {
        var state = InvoiceState.of(row);
        switch (row.step) {
            case CUSTOMER -> customer.take(row, state);
            case TAX -> tax.take(row, state);
            case BOOK -> book.take(row, state);
            case ISSUE -> issue.take(row, state);
            default -> throw new IllegalStateException(row.key.text() + " has no work of its own at " + row.step);
        }
    }
}
