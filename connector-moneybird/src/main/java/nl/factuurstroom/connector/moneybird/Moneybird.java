package nl.factuurstroom.connector.moneybird;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import nl.factuurstroom.accounting.RegistersPayments;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * One administration at Moneybird, as the books of a pipeline and as a source of webhooks about its invoices. Immutable and
 * thread-safe; made with {@link #of}.
 *
 * <pre>{@code
 * Moneybird moneybird = Moneybird.of(MoneybirdSettings.builder()
 *         .administration("123").accessToken(token).webhookSecret(secret)
 *         .taxRate(VatTreatment.STANDARD, "496081347565061258")
 *         .build());
 * }</pre>
 */
public final class Moneybird implements AccountingGateway, RegistersPayments, CreditNotes, WebhookSource {

    /** Dates on invoices are Dutch. */
    static final ZoneId BUSINESS_ZONE = ZoneId.of("Europe/Amsterdam");

    static final String NAME = "moneybird";

    private final MoneybirdSettings settings;
    private final AccountConnection connection = new AccountConnection();
    private final MoneybirdApi api;
    private final MoneybirdAccountingGateway gateway;
    private final MoneybirdCreditNotes creditNotes;
    private final MoneybirdCustomers customers;
    private final MoneybirdPayments payments;
    private final MoneybirdWebhooks webhooks;

    private Moneybird(MoneybirdSettings settings) {
        this.settings = settings;
        this.api = new MoneybirdApi(settings, connection);
        var clock = connection.clock();
        var books = new MoneybirdBooks(settings, api, clock);
        var drafts = new MoneybirdDrafts(api, books, new MoneybirdDraftCheck(settings));
        this.gateway = new MoneybirdAccountingGateway(api, drafts, clock);
        this.creditNotes = new MoneybirdCreditNotes(api, books, gateway);
        this.customers = new MoneybirdCustomers(api);
        this.payments = new MoneybirdPayments(api, clock);
        this.webhooks = new MoneybirdWebhooks(settings);
    }

    /** The administration that the settings name. No I/O. */
    public static Moneybird of(MoneybirdSettings settings) {
        return new Moneybird(Objects.requireNonNull(settings, "settings"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AccountId account() {
        return new AccountId(NAME, settings.administration());
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        return new MoneybirdDoctor(settings, api).check();
    }

    /** 150 calls per five minutes, unless configured otherwise. Moneybird counts them per address. */
    @Override
    public List<CallBudget> budgets() {
        return settings.limitPerFiveMinutes() == 0
                ? List.of()
                : List.of(new CallBudget(MoneybirdApi.BUDGET, settings.limitPerFiveMinutes(), Duration.ofMinutes(5)));
    }

    /** Nobody states how far searches lag, nor how late a call may still be processed: the settle time covers both. */
    @Override
    public GatewayBehaviour behaviour() {
        return new GatewayBehaviour(
                settings.callTimeout(), settings.settleTime(), Duration.ZERO, settings.paymentPollInterval());
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

    @Override
    public void deleteDraft(BookedInvoice draft) {
        gateway.deleteDraft(draft);
    }

    @Override
    public PaymentChanges payments(PaymentQuery query) {
        return payments.payments(query);
    }

    @Override
    public Optional<String> refusalOfReminders() {
        return settings.remindersByUs()
                ? Optional.empty()
                : Optional.of("an invoice workflow of Moneybird may remind too:"
                        + " MoneybirdSettings.builder().remindersByUs(true) keeps invoices off such workflows");
    }

    /** Looks first whether a payment with this transaction id is there: two calls. */
    @Override
    public void registerPayment(BookedInvoice invoice, PaymentReceived payment) {
        gateway.registerPayment(invoice, payment);
    }

    /** A copy of the original, then our reference and lines: two calls. */
    @Override
    public BookedInvoice credit(CreditNoteDraft draft) {
        return creditNotes.credit(draft);
    }

    @Override
    public List<BookedInvoice> findCredits(CreditNoteDraft draft) {
        return creditNotes.findCredits(draft);
    }

    @Override
    public boolean settlesCreditNotes() {
        return true;
    }

    /** Looks at both first: three calls. */
    @Override
    public void settle(BookedInvoice note, BookedInvoice original, Refund refund) {
        creditNotes.settle(note, original, refund);
    }

    @Override
    public boolean isSettled(BookedInvoice note) {
        return creditNotes.isSettled(note);
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return webhooks.receive(request);
    }

    /**
     * Makes a webhook that tells about states and payments of invoices. Needs a token with scope {@code settings}, and the
     * address must answer: Moneybird calls it at once. Not repeatable: each call makes another one.
     *
     * @param url where the host receives webhooks: {@code https://…/webhooks/moneybird}
     * @return the secret, for {@link MoneybirdSettings.Builder#webhookSecret}; Moneybird never tells it again
     * @throws ConfigurationException when Moneybird tells no secret
     */
    public String createWebhook(URI url) {
        var secret = MoneybirdMapper.filled(
                api.createWebhook(url.toString(), MoneybirdWebhooks.EVENTS).secret());
        if (secret == null) {
            throw new ConfigurationException(
                    "Moneybird made the webhook but told no secret: delete it there and make a new one.");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "Moneybird[" + account() + "]";
    }
}
