package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.support.VendorHttp.segment;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Administration;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Contact;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.CreditChange;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.DocumentStyle;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Identity;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.LedgerAccount;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewContact;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewInvoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewPayment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Product;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Sending;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.TaxRate;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Verifications;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Version;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Webhook;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Workflow;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.BearerToken;
import nl.factuurstroom.connector.support.Pages;
import nl.factuurstroom.connector.support.RateHeaders;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorResponse;
import nl.factuurstroom.error.NotFoundException;

/** One method per endpoint of Moneybird's API v2; the only place with paths. */
final class MoneybirdApi {

    /** Most ids that one synchronization call answers; more are cut off without a word. */
    static final int MOST_IDS = 100;

    /** Name of the only budget: calls per five minutes. */
    static final String BUDGET = "five-minutes";

    private static final int PAGE = 100;
    private static final Pattern NEXT = Pattern.compile("rel=\"?next\"?");

    private final VendorHttp http;
    private final String books;

    MoneybirdApi(MoneybirdSettings settings, AccountConnection connection) {
        this.books = segment(settings.administration()) + "/";
        this.http = VendorHttp.builder("Moneybird", settings.baseUri())
                .account(connection)
                .authenticator(BearerToken.of(settings.accessToken()))
                .callTimeout(settings.callTimeout())
                .errors(MoneybirdErrors::translate)
                .rateHeaders(MoneybirdApi::budget)
                .build();
    }

    List<Administration> administrations() {
        return List.of(http.get("administrations.json").sendForBody(Administration[].class));
    }

    Optional<Contact> contact(String id) {
        return found(() -> http.get(books + "contacts/" + segment(id) + ".json")
                .query("include_archived", "true")
                .sendForBody(Contact.class));
    }

    /** One call per {@link #MOST_IDS}; unknown ids are left out. */
    List<Contact> contactsById(Collection<String> ids) {
        return byId(Contact[].class, "contacts", ids);
    }

    /** Free text over many fields: finds more than was meant. Archived ones too. */
    List<Contact> contactsLike(String query) {
        return pages(Contact[].class, books + "contacts.json", Map.of("query", query, "include_archived", "true"));
    }

    Optional<Contact> contactByCustomerId(String customerId) {
        return found(() -> http.get(books + "contacts/customer_id/" + segment(customerId) + ".json")
                .sendForBody(Contact.class));
    }

    Contact createContact(NewContact contact) {
        return http.post(books + "contacts.json")
                .json(Map.of("contact", contact))
                .sendForBody(Contact.class);
    }

    Optional<Invoice> invoice(String id) {
        return found(() ->
                http.get(books + "sales_invoices/" + segment(id) + ".json").sendForBody(Invoice.class));
    }

    /** One call per {@link #MOST_IDS}; unknown ids are left out. */
    List<Invoice> invoicesById(Collection<String> ids) {
        return byId(Invoice[].class, "sales_invoices", ids);
    }

    List<Invoice> invoices(String filter) {
        return pages(Invoice[].class, books + "sales_invoices.json", Map.of("filter", filter));
    }

    List<Version> versions(String filter) {
        return List.of(http.get(books + "sales_invoices/synchronization.json")
                .query("filter", filter)
                .sendForBody(Version[].class));
    }

    Invoice createDraft(NewInvoice invoice) {
        return http.post(books + "sales_invoices.json")
                .json(Map.of("sales_invoice", invoice))
                .sendForBody(Invoice.class);
    }

    Invoice changeDate(String id, LocalDate date) {
        return http.patch(books + "sales_invoices/" + segment(id) + ".json")
                .json(Map.of("sales_invoice", Map.of("invoice_date", date)))
                .repeatable()
                .sendForBody(Invoice.class);
    }

    /** A draft credit note: a copy of the invoice with every quantity turned, and its reference. */
    Invoice duplicateToCredit(String id) {
        return http.patch(books + "sales_invoices/" + segment(id) + "/duplicate_creditinvoice.json")
                .json(Map.of())
                .sendForBody(Invoice.class);
    }

    Invoice changeCredit(String id, CreditChange change) {
        return http.patch(books + "sales_invoices/" + segment(id) + ".json")
                .json(Map.of("sales_invoice", change))
                .sendForBody(Invoice.class);
    }

    /** Settles a credit note against the invoice that it credits. */
    void settleCredit(String id) {
        http.patch(books + "sales_invoices/" + segment(id) + "/register_payment_creditinvoice.json")
                .json(Map.of())
                .send();
    }

    /** Sends again when it was sent before: look first. */
    Invoice send(String id, Sending sending) {
        return http.patch(books + "sales_invoices/" + segment(id) + "/send_invoice.json")
                .json(Map.of("sales_invoice_sending", sending))
                .sendForBody(Invoice.class);
    }

    /** Deletes final invoices as readily as drafts: look first. What is gone is fine. */
    void delete(String id) {
        found(() -> http.delete(books + "sales_invoices/" + segment(id) + ".json")
                .repeatable()
                .send());
    }

    void registerPayment(String id, NewPayment payment) {
        http.post(books + "sales_invoices/" + segment(id) + "/payments.json")
                .json(Map.of("payment", payment))
                .send();
    }

    /** Rates for sales only, inactive ones too. */
    List<TaxRate> taxRates() {
        return pages(TaxRate[].class, books + "tax_rates.json", Map.of("filter", "tax_rate_type:sales_invoice"));
    }

    List<LedgerAccount> ledgerAccounts() {
        return List.of(http.get(books + "ledger_accounts.json").sendForBody(LedgerAccount[].class));
    }

    List<Workflow> workflows() {
        return List.of(http.get(books + "workflows.json").sendForBody(Workflow[].class));
    }

    List<DocumentStyle> documentStyles() {
        return List.of(http.get(books + "document_styles.json").sendForBody(DocumentStyle[].class));
    }

    /** Needs scope {@code settings}. */
    List<Product> products() {
        return pages(Product[].class, books + "products.json", Map.of());
    }

    /** Needs scope {@code settings}. */
    Identity defaultIdentity() {
        return http.get(books + "identities/default.json").sendForBody(Identity.class);
    }

    /** Needs scope {@code settings}. */
    Verifications verifications() {
        return http.get(books + "verifications.json").sendForBody(Verifications.class);
    }

    /** Needs scope {@code settings}. The only answer that ever holds the secret. */
    Webhook createWebhook(String url, List<String> events) {
        return http.post(books + "webhooks.json")
                .json(Map.of("url", url, "enabled_events", events))
                .sendForBody(Webhook.class);
    }

    private <T> List<T> byId(Class<T[]> type, String resource, Collection<String> ids) {
        var all = List.copyOf(ids);
        var found = new ArrayList<T>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            var some = all.subList(from, Math.min(from + MOST_IDS, all.size()));
            found.addAll(Arrays.asList(http.post(books + resource + "/synchronization.json")
                    .json(Map.of("ids", some))
                    .repeatable()
                    .sendForBody(type)));
        }
        return found;
    }

    private <T> List<T> pages(Class<T[]> type, String path, Map<String, String> query) {
        return Pages.<T>follow(number -> {
                    int page = number == null ? 1 : Integer.parseInt(number);
                    var request = http.get(path)
                            .query("per_page", Integer.toString(PAGE))
                            .query("page", Integer.toString(page));
                    query.forEach(request::query);
                    var answer = request.send(type);
                    return new Pages.Page<>(Arrays.asList(answer.body()), next(answer, page));
                })
                .toList();
    }

    /** The link says that there is a next page; which one follows from where we are. */
    private static @Nullable String next(VendorResponse<?> answer, int page) {
        return answer.headers().allValues("Link").stream()
                        .anyMatch(link -> NEXT.matcher(link).find())
                ? Integer.toString(page + 1)
                : null;
    }

    private static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The count is in {@code RateLimit-RequestsRemaining}; {@code RateLimit-Remaining} is seconds, whatever its name says. */
    private static List<RateHeaders.Reading> budget(int status, HttpHeaders headers, Instant now) {
        var limit = number(headers, "RateLimit-Limit");
        var left = status == 429 ? Optional.of(0L) : number(headers, "RateLimit-RequestsRemaining");
        var readings = new ArrayList<RateHeaders.Reading>();
        if (limit.isPresent() && left.isPresent() && limit.get() > 0) {
            readings.add(new RateHeaders.Reading(
                    BUDGET,
                    limit.get().intValue(),
                    left.get().intValue(),
                    number(headers, "RateLimit-Reset")
                            .map(Instant::ofEpochSecond)
                            .orElse(null)));
        }
        return readings;
    }

    private static Optional<Long> number(HttpHeaders headers, String name) {
        return headers.firstValue(name).filter(v -> v.matches("[0-9]{1,10}")).map(Long::valueOf);
    }
}
