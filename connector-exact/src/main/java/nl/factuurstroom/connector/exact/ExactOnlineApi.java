package nl.factuurstroom.connector.exact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Account;
import nl.factuurstroom.connector.exact.ExactOnlineJson.AccountStatus;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Division;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Item;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Journal;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Me;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewInvoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.PaymentCondition;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Print;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Printed;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Term;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Authenticator;
import nl.factuurstroom.connector.support.BearerToken;
import nl.factuurstroom.connector.support.ErrorBrake;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.OAuthTokens;
import nl.factuurstroom.connector.support.Pages;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;

/** Exact's endpoints, one method each. Answers are read whether a list comes as {@code results} or as a bare array. */
final class ExactOnlineApi {

    private static final String VENDOR = "Exact Online";

    /** Exact blocks an endpoint for an hour after ten client errors in an hour; we stop at half of that. */
    private static final int ERRORS_PER_HOUR = 5;

    /** A token lives 600 seconds and the next is given 570 seconds after the last, not earlier. */
    private static final Duration TOKEN_AGE = Duration.ofSeconds(570);

    private static final Duration TOKEN_MARGIN = Duration.ofSeconds(30);

    /**
     * Changed payment terms.
     *
     * @param more whether others wait behind these
     */
    record Terms(List<Term> terms, boolean more) {}

    private final VendorHttp http;
    private final URI base;
    private final int division;

    ExactOnlineApi(ExactOnlineSettings settings, AccountConnection connection) {
        this.division = settings.division();
        this.base = settings.baseUri();
        this.http = VendorHttp.builder(VENDOR, settings.baseUri())
                .account(connection)
                .authenticator(authenticator(settings, connection))
                .callTimeout(settings.callTimeout())
                .errors(ExactOnlineErrors.translator())
                .rateHeaders(ExactOnlineErrors.rateHeaders())
                .brake(ErrorBrake.of(connection.clock(), ERRORS_PER_HOUR, true))
                .build();
    }

    private static Authenticator authenticator(ExactOnlineSettings settings, AccountConnection connection) {
        var fixed = settings.accessToken();
        if (settings.fixedToken() && fixed != null) {
            return BearerToken.of(fixed);
        }
        var base = settings.baseUri().toString();
        return OAuthTokens.builder(VENDOR, URI.create((base.endsWith("/") ? base : base + "/") + "api/oauth2/token"))
                .client(String.valueOf(settings.clientId()), String.valueOf(settings.clientSecret()))
                .refreshToken(settings.refreshToken())
                .accessToken(fixed)
                .minAge(TOKEN_AGE)
                .refreshBefore(TOKEN_MARGIN)
                .callTimeout(settings.callTimeout())
                .tooEarlyWhen(ExactOnlineErrors::tooEarlyToRefresh)
                .reconnectHint("log in to Exact Online again and configure the new exact.refresh-token")
                .account(connection)
                .build();
    }

    /** The division that the user works in now; it changes under us, so only for finding the others. */
    int currentDivision() {
        var me = single("current/Me", http.get("api/v1/current/Me").endpoint("current/Me"), Me.class);
        return me.currentDivision() == null ? 0 : me.currentDivision();
    }

    /** All divisions that the user can reach, seen from one of them. */
    List<Division> divisions(int from) {
        var entity = "system/Divisions";
        var request = http.get("api/v1/" + from + "/" + entity).query("$select", Division.SELECT);
        return follow(entity, request, Division.class);
    }

    List<VatCode> vatCodes() {
        return list("vat/VATCodes", VatCode.SELECT, null, VatCode.class);
    }

    List<Journal> journals() {
        return list("financial/Journals", Journal.SELECT, null, Journal.class);
    }

    List<PaymentCondition> paymentConditions() {
        return list("cashflow/PaymentConditions", PaymentCondition.SELECT, null, PaymentCondition.class);
    }

    List<Item> items(String filter) {
        return list("logistics/Items", Item.SELECT, filter, Item.class);
    }

    List<Account> accounts(String filter) {
        return list("crm/Accounts", Account.SELECT, filter, Account.class);
    }

    Account createAccount(Account account) {
        return written("crm/Accounts", post("crm/Accounts", account), Account.class);
    }

    /** PUT merges; twice does no harm. */
    void changeAccount(String id, AccountStatus status) {
        var entity = "crm/Accounts";
        http.put(path(entity) + "(guid'" + id + "')")
                .endpoint(entity)
                .json(status)
                .repeatable()
                .send();
    }

    List<Invoice> invoices(String filter) {
        return list("salesinvoice/SalesInvoices", Invoice.SELECT, filter, Invoice.class);
    }

    /** By key, which never lags behind a write. */
    Invoice invoice(String id) {
        var entity = "salesinvoice/SalesInvoices";
        var request =
                http.get(path(entity) + "(guid'" + id + "')").endpoint(entity).query("$select", Invoice.SELECT);
        return single(entity, request, Invoice.class);
    }

    Invoice createInvoice(NewInvoice invoice) {
        return written("salesinvoice/SalesInvoices", post("salesinvoice/SalesInvoices", invoice), Invoice.class);
    }

    /** Twice does no harm: what is gone stays gone. */
    void deleteInvoice(String id) {
        var entity = "salesinvoice/SalesInvoices";
        http.delete(path(entity) + "(guid'" + id + "')")
                .endpoint(entity)
                .repeatable()
                .send();
    }

    Printed print(Print print) {
        var entity = "salesinvoice/PrintedSalesInvoices";
        return written(entity, post(entity, print), Printed.class);
    }

    List<Term> receivables(String filter) {
        return list("cashflow/Receivables", Term.SELECT_RECEIVABLE, filter, Term.class);
    }

    /** Payment terms that changed after a row version, at most so many pages of 1000. */
    Terms paymentTerms(long after, int pages) {
        var entity = "sync/Cashflow/PaymentTerms";
        var request = http.get(path(entity))
                .query("$filter", ExactOnlineFilter.after("Timestamp", after))
                .query("$select", Term.SELECT_TERM);
        var terms = new ArrayList<Term>();
        var page = page(entity, request, Term.class);
        terms.addAll(page.items());
        for (int read = 1; read < pages && page.next() != null; read++) {
            page = page(entity, http.get(page.next()), Term.class);
            terms.addAll(page.items());
        }
        return new Terms(terms, page.next() != null);
    }

    private <T> List<T> list(String entity, String select, @Nullable String filter, Class<T> type) {
        var request = http.get(path(entity));
        if (filter != null) {
            request.query("$filter", filter);
        }
        return follow(entity, request.query("$select", select), type);
    }

    private <T> List<T> follow(String entity, VendorRequest first, Class<T> type) {
        Stream<T> rows = Pages.follow(next -> page(entity, next == null ? first : http.get(next), type));
        return rows.collect(Collectors.toUnmodifiableList());
    }

    private <T> Pages.Page<T> page(String entity, VendorRequest request, Class<T> type) {
        var d = d(entity, request);
        var rows = d.isArray() ? d : d.path("results");
        if (!rows.isArray()) {
            throw TransientException.of(unreadable(entity), null);
        }
        var items = new ArrayList<T>();
        for (JsonNode row : rows) {
            items.add(read(row, type).orElseThrow(() -> TransientException.of(unreadable(entity), null)));
        }
        return new Pages.Page<>(
                items, Json.text(d.path("__next")).map(this::onOurHost).orElse(null));
    }

    /** Answer to a read. */
    private <T> T single(String entity, VendorRequest request, Class<T> type) {
        return row(entity, request, type).orElseThrow(() -> TransientException.of(unreadable(entity), null));
    }

    /** Answer to a write: whatever it says, the write may have been carried out. */
    private <T> T written(String entity, VendorRequest request, Class<T> type) {
        return row(entity, request, type)
                .orElseThrow(() -> OutcomeUnknownException.unclearAnswer(unreadable(entity), null, null));
    }

    /** {@code d} is the entity, or a list with one. */
    private <T> Optional<T> row(String entity, VendorRequest request, Class<T> type) {
        var d = d(entity, request);
        var rows = d.has("results") ? d.path("results") : d;
        var row = rows.isArray() ? rows.path(0) : rows;
        return row.isObject() ? read(row, type) : Optional.empty();
    }

    private JsonNode d(String entity, VendorRequest request) {
        return request.endpoint(entity).sendForBody(JsonNode.class).path("d");
    }

    private static <T> Optional<T> read(JsonNode row, Class<T> type) {
        try {
            return Optional.of(Json.mapper().treeToValue(row, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String unreadable(String entity) {
        return "the answer of Exact Online about " + entity + " is not as we know it";
    }

    /** Without the header, most fields of an answer to a POST are null. */
    private VendorRequest post(String entity, Object body) {
        return http.post(path(entity)).header("Prefer", "return=representation").json(body);
    }

    private String path(String entity) {
        if (division <= 0) {
            throw new ConfigurationException(
                    "No division of Exact Online is chosen: set exact.division; the check lists those within reach.");
        }
        return "api/v1/" + division + "/" + entity;
    }

    /** Followed as it is; a link that names another host is taken to mean the one that we were configured for. */
    private String onOurHost(String next) {
        int path = next.indexOf("/api/v1/");
        boolean ours = next.startsWith(base.getScheme() + "://" + base.getRawAuthority() + "/");
        return ours || path < 0 ? next : next.substring(path + 1);
    }
}
