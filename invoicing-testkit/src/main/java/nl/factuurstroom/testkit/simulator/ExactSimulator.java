package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * Exact Online with one active administration ({@link #DIVISION}) and one archived one. It keeps accounts, invoices and
 * payments and plays the vendor's habits: refresh tokens that work once and not before 570 seconds, half-empty answers to
 * writes without {@code Prefer}, numbers only after printing, mandatory {@code $filter} and {@code $select}, pages of 60
 * and bare arrays by turns, padded codes, dates of two kinds, signed open amounts, refusals as 500, quota headers, and an
 * endpoint that is blocked after ten client errors in an hour.
 */
public final class ExactSimulator extends VendorSimulator {

    /** The active administration. */
    public static final int DIVISION = 1234567;

    private final ExactBooks books;
    private final ExactOAuth oauth;
    private final ExactLimits limits;
    private final ExactLists lists;
    private final ExactPricing pricing;
    private final ExactInvoices invoices;
    private final ExactLedger ledger;
    private final ExactPrinting printing;
    private final ExactWebhooks webhooks;
    private final ExactAccounts accounts;
    private final ExactRoutes routes;

    /** Listens on a free port. */
    public ExactSimulator(Clock clock) {
        this(clock, 0);
    }

    /** Listens on the given port. */
    public ExactSimulator(Clock clock, int port) {
        super(clock, port);
        books = new ExactBooks(clock);
        oauth = new ExactOAuth(clock);
        limits = new ExactLimits(clock);
        lists = new ExactLists(clock, baseUri());
        pricing = new ExactPricing(books);
        invoices = new ExactInvoices(books, pricing);
        ledger = new ExactLedger(books);
        printing = new ExactPrinting(books, invoices, ledger);
        webhooks = new ExactWebhooks(books, oauth.clientId, baseUri());
        accounts = new ExactAccounts(books);
        routes = new ExactRoutes(books, lists, accounts, invoices, printing, webhooks);
        books.loadDefaults();
        ledger.addPayable("INK-77", 26600012, new BigDecimal("250"));
    }

    @Override
    protected Answer handle(Call call) {
        if (call.path().equals("/api/oauth2/token")) {
            return oauth.token(call);
        }
        var endpoint = ExactRoutes.endpoint(call);
        return limits.enter(endpoint).orElseGet(() -> limits.leave(endpoint, answer(call)));
    }

    private Answer answer(Call call) {
        if (!oauth.authorised(call)) {
            return Answer.empty(401);
        }
        try {
            return routes.answer(call);
        } catch (ExactRefusal refusal) {
            return refusal.answer();
        }
    }

    /** The app's client id, and with it {@link #clientSecret()} and {@link #webhookSecret()}. */
    public String clientId() {
        return oauth.clientId;
    }

    public String clientSecret() {
        return oauth.clientSecret;
    }

    public String webhookSecret() {
        return webhooks.secret;
    }

    /** An access token that never expires, which the real one doesn't have. */
    public String accessToken() {
        return oauth.fixedToken;
    }

    /** The refresh token that works now. */
    public String refreshToken() {
        return locked(oauth::refreshToken);
    }

    /** A person logs in anew: the old chain of tokens is dead, this starts the next one. */
    public String login() {
        return locked(oauth::login);
    }

    /** The user loses its rights: every token is refused. */
    public void revokeTokens() {
        run(oauth::revoke);
    }

    /** Access tokens die before their time; the refresh token goes on. */
    public void expireAccessTokens() {
        run(oauth::expireAccessTokens);
    }

    /** Whether the refresh token before the current one works until the new pair is first used. Defaults to true. */
    public void previousRefreshTokenWorks(boolean works) {
        run(() -> oauth.previousWorks(works));
    }

    /** Calls allowed per minute and per day, 0 for no limit. Defaults to 60 and 5000. */
    public void limits(int perMinute, int perDay) {
        run(() -> limits.set(perMinute, perDay));
    }

    /** Others spend what is left of this minute. */
    public void spendMinute() {
        run(limits::spendMinute);
    }

    /** Others spend what is left of this day. */
    public void spendDay() {
        run(limits::spendDay);
    }

    /** What a blocked endpoint answers: 429 without headers (the default), or 403. */
    public void blockedEndpointAnswers(int status) {
        run(() -> limits.blockedStatus(status));
    }

    /** Whether ten client errors within an hour have blocked the endpoint, e.g. {@code crm/Accounts}. */
    public boolean isBlocked(String endpoint) {
        return locked(() -> limits.blocked(endpoint));
    }

    /** How long lists show what was before a write; reading by key never lags. Defaults to zero. */
    public void searchLag(Duration lag) {
        run(() -> lists.lag(lag));
    }

    /** Whether a repeated print reprints and mails again instead of "Reeds verwerkt". Defaults to false. */
    public void repeatedPrintMailsAgain(boolean again) {
        run(() -> printing.reprints(again));
    }

    /** The next mail fails with this text; the invoice is processed all the same. */
    public void failNextMail(String error) {
        run(() -> printing.failNextMail(error));
    }

    /** Invoices dated in this month can't be processed any more. */
    public void closePeriod(YearMonth period) {
        run(() -> printing.close(period));
    }

    /** Whether VAT is rounded per line instead of once per code. Defaults to false. */
    public void roundVatPerLine(boolean perLine) {
        run(() -> pricing.vatPerLine(perLine));
    }

    /** Whether a partial payment splits the receivable in two rows. Defaults to true. */
    public void splitPartialPayments(boolean splits) {
        run(() -> ledger.splits(splits));
    }

    /** A foreign currency, worth {@code rate} euro a unit. */
    public void addCurrency(String code, BigDecimal rate) {
        run(() -> pricing.addCurrency(code, rate));
    }

    /** Loads what the vendor would answer: {@code {"crm/Accounts": {"d": {"results": [...]}}, ...}}, arrays as well. */
    public void load(String json) {
        var payloads = ExactBooks.parse(json);
        run(() -> payloads.fields().forEachRemaining(entry -> books.load(entry.getKey(), entry.getValue())));
    }

    /** Removes every row of an entity, e.g. {@code vat/VATCodes}. */
    public void clear(String entity) {
        run(() -> books.find(entity)
                .ifPresent(table -> table.all().forEach(row -> table.remove(table.id(row), clock.instant()))));
    }

    /**
     * Adds an account as a person would type it: a customer unless the fields say otherwise.
     *
     * @param fields by the vendor's names: {@code ChamberOfCommerce, VATNumber, Email, Postcode, Country, Status, Code…}
     * @return its guid
     */
    public String addAccount(String name, Map<String, ?> fields) {
        return locked(() -> ExactTable.text(accounts.add(name, fields), "ID"));
    }

    /** Changes fields of an account behind the library's back: {@code Map.of("Blocked", true)}. */
    public void changeAccount(String id, Map<String, ?> fields) {
        run(() -> accounts.change(id, fields));
    }

    public void blockAccount(String id) {
        changeAccount(id, Map.of("Blocked", true));
    }

    /** Every account, newest version. */
    public List<ExactAccount> accounts() {
        return locked(
                () -> books.accounts.all().stream().map(ExactViews::account).toList());
    }

    /** Every invoice and credit note, newest version, in order of creation. */
    public List<ExactInvoice> invoices() {
        return locked(() -> books.invoices.all().stream()
                .map(row -> ExactViews.invoice(row, ledger, printing))
                .toList());
    }

    /** The only invoice with this reference. */
    public ExactInvoice invoice(String reference) {
        return locked(() -> ExactViews.invoice(row(reference), ledger, printing));
    }

    /** All of it is paid, today. */
    public void pay(String reference) {
        run(() -> ledger.settle(row(reference), today()));
    }

    public void payPartly(String reference, BigDecimal amount) {
        run(() -> ledger.payPartly(row(reference), amount, today()));
    }

    /** A credit note over the whole invoice is made, processed and matched with it. */
    public void credit(String reference) {
        run(() -> {
            var invoice = row(reference);
            var note = invoices.creditNote(invoice);
            printing.process(note, today());
            ledger.settle(note, today());
            ledger.settle(invoice, today());
        });
    }

    /** A wrong match is undone: the invoice is open again. */
    public void reopen(String reference) {
        run(() -> ledger.reopen(row(reference)));
    }

    /** A person processes a draft in the web application, without mailing it. */
    public void processByHand(String reference) {
        run(() -> printing.process(row(reference), today()));
    }

    /** A person enters an invoice: a copy of another one, as a draft. */
    public void copyInvoice(String reference) {
        run(() -> invoices.copy(row(reference)));
    }

    /** A signed notification that an invoice changed, as raw body. */
    public String notification(String invoiceId, String action) {
        return locked(() ->
                webhooks.notification(DIVISION, "SalesInvoices", action, invoiceId, "salesinvoice/SalesInvoices"));
    }

    /** Signs any content the vendor's way and wraps it. */
    public String signed(String content) {
        return webhooks.sign(content);
    }

    /** POSTs a notification; the status answered, 0 when none came. */
    public int sendWebhook(URI target, String body) {
        return webhooks.post(target, body);
    }

    /** Sends what changed since to every SalesInvoices subscription; the statuses answered, in order. */
    public List<Integer> deliverWebhooks() {
        return locked(webhooks::takePending).stream()
                .map(delivery -> webhooks.post(delivery.target(), delivery.body()))
                .toList();
    }

    private ObjectNode row(String reference) {
        var rows = books.invoices.all().stream()
                .filter(row -> ExactTable.text(row, "YourRef").equals(reference))
                .toList();
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " invoices have the reference " + reference);
        }
        return rows.get(0);
    }

    private LocalDate today() {
        return invoices.today();
    }

    private void run(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }
}
