package nl.factuurstroom.testkit.engine;

import java.util.List;
import java.util.Set;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.GatewayBehaviour;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.customer.Customers;

/** Books without any optional power. */
record OnlyInvoices(AccountingGateway books) implements AccountingGateway {

    @Override
    public String name() {
        return books.name();
    }

    @Override
    public AccountId account() {
        return books.account();
    }

    @Override
    public void connect(AccountContext context) {
        books.connect(context);
    }

    @Override
    public List<Finding> check() {
        return books.check();
    }

    @Override
    public GatewayBehaviour behaviour() {
        return books.behaviour();
    }

    @Override
    public Customers customers() {
        return books.customers();
    }

    @Override
    public List<BookedInvoice> find(Set<String> references) {
        return books.find(references);
    }

    @Override
    public List<BookedInvoice> read(Set<InvoiceId> ids) {
        return books.read(ids);
    }

    @Override
    public BookedInvoice book(InvoiceDraft draft) {
        return books.book(draft);
    }

    @Override
    public IssuedInvoice issue(IssueRequest request) {
        return books.issue(request);
    }

    @Override
    public void deleteDraft(BookedInvoice draft) {
        books.deleteDraft(draft);
    }

    @Override
    public PaymentChanges payments(PaymentQuery query) {
        return books.payments(query);
    }
}
