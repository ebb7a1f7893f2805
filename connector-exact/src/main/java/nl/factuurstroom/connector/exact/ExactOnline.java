package nl.factuurstroom.connector.exact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.accounting.GatewayBehaviour;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * One administration of Exact Online as accounting gateway, and the source of its webhooks. Thread-safe.
 *
 * <pre>{@code
 * ExactOnline exact = ExactOnline.of(ExactOnlineSettings.builder()
 *         .division(123456).oauth(clientId, clientSecret, refreshToken)
 *         .item("DIENST").vatCode(VatTreatment.STANDARD, "2").build());
 * }</pre>
 *
 * <p>A known customer costs two calls per invoice: book it, make it final and mail it. Number and status are read for many
 * invoices at once.
 */
public final class ExactOnline implements AccountingGateway, CreditNotes, WebhookSource {

    private static final String NAME = "exact";

    private final ExactOnlineSettings settings;
    private final AccountConnection connection = new AccountConnection();
    private final ExactOnlineAccountingGateway gateway;
    private final ExactOnlineCustomers customers;
    private final ExactOnlinePayments payments;
    private final ExactOnlineDoctor doctor;
    private final ExactOnlineWebhooks webhooks;

    private ExactOnline(ExactOnlineSettings settings) {
        this.settings = settings;
        var api = new ExactOnlineApi(settings, connection);
        var books = new ExactOnlineBooks(settings, api, connection.clock());
        this.gateway = new ExactOnlineAccountingGateway(settings, api, books);
        this.customers = new ExactOnlineCustomers(settings, api, connection.clock());
        this.payments = new ExactOnlinePayments(api, books, connection.clock());
        this.doctor = new ExactOnlineDoctor(settings, api, books);
        this.webhooks = new ExactOnlineWebhooks(settings);
    }

    /** No I/O. Give it to a pipeline, which connects it; alone it keeps its tokens in memory. */
    public static ExactOnline of(ExactOnlineSettings settings) {
        return new ExactOnline(settings);
    }

    /** {@code exact}. */
    @Override
    public String name() {
        return NAME;
    }

    /** {@code exact/<division>}. */
    @Override
    public AccountId account() {
        return new AccountId(NAME, settings.division() == 0 ? "default" : String.valueOf(settings.division()));
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        return doctor.check();
    }

    @Override
    public List<CallBudget> budgets() {
        var budgets = new ArrayList<CallBudget>();
        if (settings.limitPerMinute() > 0) {
            budgets.add(new CallBudget("minute", settings.limitPerMinute(), Duration.ofMinutes(1)));
        }
        if (settings.limitPerDay() > 0) {
            budgets.add(new CallBudget("day", settings.limitPerDay(), Duration.ofDays(1)));
        }
        return List.copyOf(budgets);
    }

    @Override
    public int maxConcurrentCalls() {
        return settings.maxConcurrentCalls();
    }

    /** Nobody states how far searches lag, nor how late a call may still be processed: the settle time stands for each. */
    @Override
    public GatewayBehaviour behaviour() {
        return new GatewayBehaviour(
                settings.callTimeout(), settings.settleTime(), settings.settleTime(), settings.paymentPollInterval());
    }

    @Override
    public Customers customers() {
        return customers;
    }

    @Override
    public List<BookedInvoice> find(Set<String> references) {
        return gateway.find(references);
    }

    @Override
    public List<BookedInvoice> read(Set<InvoiceId> ids) {
        return gateway.read(ids);
    }

    @Override
    public BookedInvoice book(InvoiceDraft draft) {
        return gateway.book(draft);
    }

    @Override
    public IssuedInvoice issue(IssueRequest request) {
        return gateway.issue(request);
    }

    /** A sales invoice of type 8021 (credit note). The API links it to nothing: its text names the original's number. */
    @Override
    public BookedInvoice credit(CreditNoteDraft draft) {
        return gateway.credit(draft);
    }

    @Override
    public List<BookedInvoice> findCredits(CreditNoteDraft draft) {
        return gateway.findCredits(draft);
    }

    @Override
    public void deleteDraft(BookedInvoice draft) {
        gateway.deleteDraft(draft);
    }

    @Override
    public PaymentChanges payments(PaymentQuery query) {
        return payments.payments(query);
    }

    /** Only a hint to read: {@link nl.factuurstroom.trigger.Signal.InvoiceChanged}. Exact has no webhook for payments. */
    @Override
    public Receipt receive(WebhookRequest request) {
        return webhooks.receive(request);
    }

    @Override
    public String toString() {
        return "ExactOnline[" + account() + "]";
    }
}
