package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;
import static nl.factuurstroom.connector.support.VendorHttp.segment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.DisputeJson;
import nl.factuurstroom.connector.stripe.StripeJson.EventsJson;
import nl.factuurstroom.connector.stripe.StripeJson.IntentJson;
import nl.factuurstroom.connector.stripe.StripeJson.IntentsJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoiceJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoicePaymentJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoicePaymentsJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoicesJson;
import nl.factuurstroom.connector.stripe.StripeJson.RefundJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionsJson;
import nl.factuurstroom.connector.stripe.StripeJson.WebhookEndpointJson;
import nl.factuurstroom.connector.stripe.StripeJson.WebhookEndpointsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.InvoiceLineJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.InvoiceLinesJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ItemJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ItemsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.RateJson;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.BearerToken;
import nl.factuurstroom.connector.support.Pages;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;

/** The calls, one method each. All of them read. An answer holds what is expanded here and bare ids otherwise. */
final class StripeApi {

    /** Answers have the form of this version, whatever the account's default. */
    static final String VERSION = "2026-10-28.endive";

    /** Folders that reading a sale needs, with what a restricted key calls the right to read them. */
    static final Set<String> NEEDED_FOLDERS =
            Set.of("checkout/sessions", "payment_intents", "invoices", "invoice_payments", "events");

    private static final int PAGE = 100;

    /** Stripe follows at most four names: {@code line_items.data.taxes} is three. */
    private static final List<String> OF_SESSION = List.of(
            "line_items.data.taxes",
            "shipping_cost.taxes",
            "customer.tax_ids",
            "payment_intent.latest_charge",
            "invoice.payments",
            "invoice.shipping_cost.taxes");

    private static final List<String> OF_INVOICE =
            List.of("payments.data.payment.payment_intent", "shipping_cost.taxes", "customer");

    private final VendorHttp http;
    private final @Nullable String connectedAccount;

    StripeApi(StripeSettings settings, AccountConnection connection) {
        this.http = VendorHttp.builder("Stripe", settings.baseUri)
                .account(connection)
                .authenticator(BearerToken.of(settings.apiKey))
                .errors(StripeErrors::translate)
                .callTimeout(settings.callTimeout)
                .build();
        this.connectedAccount = settings.connectedAccount;
    }

    SessionJson session(String id) {
        return expanding(get("v1/checkout/sessions/" + segment(id)), OF_SESSION).sendForBody(SessionJson.class);
    }

    /** The checkout session that a payment intent pays, if any, as whole as {@link #session} gives it. */
    Optional<SessionJson> sessionOf(String intentId) {
        var request =
                get("v1/checkout/sessions").query("payment_intent", intentId).query("limit", "1");
        var expand = OF_SESSION.stream().map(path -> "data." + path).toList();
        return first(
                list(expanding(request, expand).sendForBody(SessionsJson.class).data()));
    }

    /** All lines of a session with their taxes; for sessions with more than the ten that come along. */
    List<ItemJson> items(String sessionId) {
        return pages(after -> {
            var path = "v1/checkout/sessions/" + segment(sessionId) + "/line_items";
            var page = page(expanding(get(path), List.of("data.taxes")), after).sendForBody(ItemsJson.class);
            return new Pages.Page<>(list(page.data()), next(list(page.data()), page.has_more(), ItemJson::id));
        });
    }

    IntentJson intent(String id) {
        var expand = List.of("latest_charge", "customer.tax_ids", "amount_details.line_items");
        return expanding(get("v1/payment_intents/" + segment(id)), expand).sendForBody(IntentJson.class);
    }

    /** The same, with no more than its last charge. */
    IntentJson intentAndCharge(String id) {
        return expanding(get("v1/payment_intents/" + segment(id)), List.of("latest_charge"))
                .sendForBody(IntentJson.class);
    }

    InvoiceJson invoice(String id) {
        return expanding(get("v1/invoices/" + segment(id)), OF_INVOICE).sendForBody(InvoiceJson.class);
    }

    /** How a payment intent pays an invoice, if it does: with intent, charge and invoice. */
    Optional<InvoicePaymentJson> invoicePaymentOf(String intentId) {
        var request = get("v1/invoice_payments")
                .query("payment[type]", "payment_intent")
                .query("payment[payment_intent]", intentId)
                .query("limit", "1");
        var expand = List.of(
                "data.payment.payment_intent.latest_charge",
                "data.invoice.payments",
                "data.invoice.shipping_cost.taxes",
                "data.invoice.customer");
        return first(list(expanding(request, expand)
                .sendForBody(InvoicePaymentsJson.class)
                .data()));
    }

    /** All lines of an invoice. */
    List<InvoiceLineJson> invoiceLines(String invoiceId) {
        return pages(after -> {
            var page = page(get("v1/invoices/" + segment(invoiceId) + "/lines"), after)
                    .sendForBody(InvoiceLinesJson.class);
            return new Pages.Page<>(list(page.data()), next(list(page.data()), page.has_more(), InvoiceLineJson::id));
        });
    }

    RateJson taxRate(String id) {
        return get("v1/tax_rates/" + segment(id)).sendForBody(RateJson.class);
    }

    ProductJson product(String id) {
        return get("v1/products/" + segment(id)).sendForBody(ProductJson.class);
    }

    RefundJson refund(String id) {
        return get("v1/refunds/" + segment(id)).sendForBody(RefundJson.class);
    }

    DisputeJson dispute(String id) {
        return get("v1/disputes/" + segment(id)).sendForBody(DisputeJson.class);
    }

    /**
     * One page of events of these types, newest first.
     *
     * @param since Unix seconds, included
     * @param after the last event of the page before this one, or null
     */
    EventsJson events(List<String> types, long since, @Nullable String after) {
        var request = page(get("v1/events").query("created[gte]", String.valueOf(since)), after);
        types.forEach(type -> request.query("types[]", type));
        return request.sendForBody(EventsJson.class);
    }

    /** Completed sessions that were begun in a period, with their payment and its charge. */
    Stream<SessionJson> sessionsBegun(Instant from, Instant until) {
        return Pages.follow(after -> {
            var request = begun(get("v1/checkout/sessions").query("status", "complete"), from, until);
            var page = page(expanding(request, List.of("data.payment_intent.latest_charge")), after)
                    .sendForBody(SessionsJson.class);
            return new Pages.Page<>(list(page.data()), next(list(page.data()), page.has_more(), SessionJson::id));
        });
    }

    /** Payment intents that were begun in a period, with their charge. */
    Stream<IntentJson> intentsBegun(Instant from, Instant until) {
        return Pages.follow(after -> {
            var request = begun(get("v1/payment_intents"), from, until);
            var page = page(expanding(request, List.of("data.latest_charge")), after)
                    .sendForBody(IntentsJson.class);
            return new Pages.Page<>(list(page.data()), next(list(page.data()), page.has_more(), IntentJson::id));
        });
    }

    /** Paid invoices that were begun in a period, with the ids of their payments. */
    Stream<InvoiceJson> invoicesBegun(Instant from, Instant until) {
        return Pages.follow(after -> {
            var request = begun(get("v1/invoices").query("status", "paid"), from, until);
            var page = page(expanding(request, List.of("data.payments")), after).sendForBody(InvoicesJson.class);
            return new Pages.Page<>(list(page.data()), next(list(page.data()), page.has_more(), InvoiceJson::id));
        });
    }

    List<WebhookEndpointJson> webhookEndpoints() {
        return list(page(get("v1/webhook_endpoints"), null)
                .sendForBody(WebhookEndpointsJson.class)
                .data());
    }

    /** Reads as little as can be read of a folder, to see whether we may. */
    void probe(String folder) {
        get("v1/" + folder).query("limit", "1").send();
    }

    private VendorRequest get(String path) {
        var request = http.get(path).header("Stripe-Version", VERSION);
        return connectedAccount == null ? request : request.header("Stripe-Account", connectedAccount);
    }

    private static VendorRequest expanding(VendorRequest request, List<String> paths) {
        paths.forEach(path -> request.query("expand[]", path));
        return request;
    }

    private static VendorRequest begun(VendorRequest request, Instant from, Instant until) {
        return request.query("created[gte]", String.valueOf(from.getEpochSecond()))
                .query("created[lt]", String.valueOf(until.getEpochSecond()));
    }

    private static VendorRequest page(VendorRequest request, @Nullable String after) {
        request.query("limit", String.valueOf(PAGE));
        return after == null ? request : request.query("starting_after", after);
    }

    private static <T> List<T> pages(Pages.PageReader<T> reader) {
        return Pages.follow(reader).toList();
    }

    private static <T> @Nullable String next(List<T> page, boolean more, Function<T, String> id) {
        return more && !page.isEmpty() ? id.apply(page.get(page.size() - 1)) : null;
    }

    private static <T> Optional<T> first(List<T> found) {
        return found.stream().findFirst();
    }
}
