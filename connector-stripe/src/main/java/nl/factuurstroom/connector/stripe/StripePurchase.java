package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.ChargeJson;
import nl.factuurstroom.connector.stripe.StripeJson.CustomerJson;
import nl.factuurstroom.connector.stripe.StripeJson.IntentJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoiceJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoicePaymentJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionJson;

/**
 * One sale as Stripe tells it, by whichever of its objects it was found. At least one of them is there; lines come from the
 * invoice if there is one, else from the session, else from the payment intent.
 */
record StripePurchase(
        @Nullable SessionJson session,
        @Nullable InvoiceJson invoice,
        @Nullable IntentJson intent) {

    /** Of a session, which may have led to an invoice. */
    static StripePurchase of(SessionJson session) {
        return new StripePurchase(session, session.invoice(), session.payment_intent());
    }

    /** Why it is no sale (yet); empty when it is one. */
    Optional<String> notWon() {
        var why = invoice != null ? notWon(invoice) : session != null ? notWon(session) : notWonAlone();
        return why.or(() -> refunded() > 0 && refunded() == charged()
                ? Optional.of("the payment was refunded whole before it was invoiced")
                : Optional.empty());
    }

    private static Optional<String> notWon(InvoiceJson invoice) {
        if (!"paid".equals(invoice.status())) {
            return Optional.of("Stripe invoice " + invoice.id() + " is " + invoice.status());
        }
        return invoice.total() > 0
                ? Optional.empty()
                : Optional.of("nothing was due on Stripe invoice " + invoice.id());
    }

    private Optional<String> notWon(SessionJson of) {
        if (!"complete".equals(of.status())) {
            return Optional.of("the checkout session is " + of.status());
        }
        if (of.amount_total() == null || of.amount_total() == 0) {
            return Optional.of("nothing had to be paid");
        }
        boolean invoiceComes =
                of.invoice_creation() != null && of.invoice_creation().enabled();
        if (invoiceComes || "subscription".equals(of.mode())) {
            return Optional.of("Stripe is still making its invoice of this checkout session");
        }
        return "paid".equals(of.payment_status())
                ? notWonAlone()
                : Optional.of("the payment is on its way: the checkout session is " + of.payment_status());
    }

    private Optional<String> notWonAlone() {
        return intent != null && "succeeded".equals(intent.status())
                ? Optional.empty()
                : Optional.of("the payment is " + (intent == null ? "not there" : intent.status()));
    }

    /** Every id the sale is known by, the most telling one first. */
    Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        if (invoice != null) {
            ids.add(invoice.id());
        }
        intents().map(IntentJson::id).forEach(ids::add);
        if (session != null) {
            ids.add(session.id());
        }
        intents()
                .map(IntentJson::latest_charge)
                .filter(Objects::nonNull)
                .map(ChargeJson::id)
                .forEach(ids::add);
        return ids;
    }

    /** The same whichever object the sale was found by. */
    String mainId() {
        return ids().iterator().next();
    }

    /** What was to be paid, in minor units. */
    long total() {
        if (invoice != null) {
            return invoice.total();
        }
        return session != null && session.amount_total() != null ? session.amount_total() : paid();
    }

    /** What was paid, in minor units. */
    long paid() {
        return invoice != null ? invoice.amount_paid() : intent == null ? 0 : intent.amount_received();
    }

    /** What went back already, as far as what was read shows it; in minor units. */
    long refunded() {
        long noted = invoice == null ? 0 : invoice.post_payment_credit_notes_amount();
        return Math.max(noted, charge().map(ChargeJson::amount_refunded).orElse(0L));
    }

    private long charged() {
        return charge().map(ChargeJson::amount).orElseGet(this::paid);
    }

    @Nullable
    String currency() {
        return invoice != null ? invoice.currency() : session != null ? session.currency() : alone().currency();
    }

    boolean live() {
        return invoice != null ? invoice.livemode() : session != null ? session.livemode() : alone().livemode();
    }

    /** The charge that paid it, when it was read. */
    Optional<ChargeJson> charge() {
        return Optional.ofNullable(intent).map(IntentJson::latest_charge).filter(ChargeJson::isExpanded);
    }

    Instant wonAt() {
        var paidAt = invoice == null || invoice.status_transitions() == null
                ? null
                : invoice.status_transitions().paid_at();
        return Instant.ofEpochSecond(charge().map(ChargeJson::created)
                .orElseGet(() -> paidAt != null ? paidAt : intent != null ? intent.created() : 0));
    }

    /** The payment intent where there is just one, else the invoice: the key of the payment. */
    String paymentId() {
        var ids = intents().map(IntentJson::id).toList();
        return ids.size() == 1 ? ids.get(0) : mainId();
    }

    /** Who paid, as a customer object; its id may be all that is known. */
    Optional<CustomerJson> customer() {
        if (session != null && session.customer() != null) {
            return Optional.of(session.customer());
        }
        if (invoice != null && invoice.customer() != null) {
            return Optional.of(invoice.customer());
        }
        return Optional.ofNullable(intent).map(IntentJson::customer);
    }

    /** What the seller's code noted under this key, on whichever object it did. */
    Optional<String> metadata(String key) {
        var all = new ArrayList<Map<String, String>>();
        if (session != null && session.metadata() != null) {
            all.add(session.metadata());
        }
        if (invoice != null && invoice.metadata() != null) {
            all.add(invoice.metadata());
        }
        var parent = invoice == null || invoice.parent() == null
                ? null
                : invoice.parent().subscription_details();
        if (parent != null && parent.metadata() != null) {
            all.add(parent.metadata());
        }
        intents().map(IntentJson::metadata).filter(Objects::nonNull).forEach(all::add);
        customer().map(CustomerJson::metadata).ifPresent(all::add);
        return all.stream()
                .map(map -> map.getOrDefault(key, ""))
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /** Changes when what was paid does; refunds are told by themselves. The same for a payment intent's ref, whatever else was read with it. */
    String version() {
        if (intent != null && intent.isExpanded()) {
            return intent.id() + "|" + intent.status() + "|" + intent.amount_received();
        }
        return invoice == null
                ? String.valueOf(session == null ? "" : session.payment_status())
                : invoice.id() + "|" + invoice.status() + "|" + invoice.total() + "|" + invoice.amount_paid();
    }

    /** The payments that are known to belong to it; an invoice may have several. */
    private Stream<IntentJson> intents() {
        var all = new ArrayList<IntentJson>();
        if (intent != null) {
            all.add(intent);
        }
        var payments = invoice == null ? null : invoice.payments();
        for (InvoicePaymentJson payment : list(payments == null ? null : payments.data())) {
            var other = payment.payment() == null ? null : payment.payment().payment_intent();
            boolean known = other == null || (intent != null && other.id().equals(intent.id()));
            if ("paid".equals(payment.status()) && !known) {
                all.add(other);
            }
        }
        return all.stream();
    }

    private IntentJson alone() {
        return Objects.requireNonNull(intent, "a purchase has at least one object");
    }
}
