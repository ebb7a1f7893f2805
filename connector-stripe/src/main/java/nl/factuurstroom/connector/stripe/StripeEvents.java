package nl.factuurstroom.connector.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.EventJson;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Signal.MoneyReturned;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * What events say, without asking Stripe. Of their object only ids and a status are used, which every API version shows; the
 * sale itself is read later, in the pinned version. Events of one sale name it by the same id wherever they know it: the
 * invoice that old versions show on a payment, else the payment intent, else the object's own id. See
 * https://docs.stripe.com/api/events/types
 */
final class StripeEvents {

    /** The events that a webhook endpoint and the catch-up need; at most 20. */
    static final List<String> NEEDED_TYPES = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "payment_intent.succeeded",
            "invoice.paid",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "credit_note.created",
            "credit_note.voided",
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
            "charge.dispute.closed");

    private final StripeSettings settings;

    StripeEvents(StripeSettings settings) {
        this.settings = settings;
    }

    /** What a genuine delivery says. */
    Receipt read(WebhookRequest request) {
        try {
            var body = Json.mapper().readTree(request.body());
            var form = body == null ? "" : body.path("object").asText();
            if (form.equals("v2.core.event")) {
                return new Receipt.Refused(400, "a thin event: choose snapshot events for this destination in Stripe");
            }
            if (!form.equals("event")) {
                return new Receipt.Refused(400, "the body is not an event");
            }
            return receipt(Json.mapper().treeToValue(body, EventJson.class));
        } catch (JsonProcessingException e) {
            return new Receipt.Refused(400, "the body is not JSON of an event");
        } catch (IOException e) {
            return new Receipt.Refused(400, "the body can't be read");
        } catch (Malformed e) {
            return new Receipt.Refused(400, String.valueOf(e.getMessage()));
        }
    }

    private Receipt receipt(EventJson event) {
        var notOurs = notOurs(event);
        if (notOurs.isPresent()) {
            return new Receipt.Ignored(notOurs.get());
        }
        var signals = signals(event);
        return signals.isEmpty()
                ? new Receipt.Ignored(event.type() + " says nothing about a sale")
                : new Receipt.Accepted(signals, List.of());
    }

    /** Why the event isn't about this account and mode. */
    private Optional<String> notOurs(EventJson event) {
        if (event.livemode() == null || event.type() == null) {
            throw new Malformed("the event has no type or doesn't say whether it is live");
        }
        var ours = settings.connectedAccount;
        if (ours == null ? event.account() != null : !ours.equals(event.account())) {
            return Optional.of("the event is about account "
                    + (event.account() == null ? "of the key itself" : event.account()) + ", not about "
                    + (ours == null ? "the key's own" : ours));
        }
        return event.livemode() == settings.testMode
                ? Optional.of("the event is of " + (event.livemode() ? "live" : "test") + " mode, but sales of "
                        + settings.mode() + " mode are taken")
                : Optional.empty();
    }

    /**
     * What an event of ours tells; empty for types that tell nothing.
     *
     * @throws Malformed when its object lacks what the type promises
     */
    List<Signal> signals(EventJson event) {
        var object = event.data() == null ? null : event.data().object();
        var type = String.valueOf(event.type());
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                List.of(sale(type, object, text(object, "payment_status").equals("paid")));
            case "checkout.session.async_payment_failed", "invoice_payment.paid", "charge.captured" ->
                List.of(sale(type, object, false));
            case "payment_intent.succeeded" -> settings.paymentIntents ? List.of(sale(type, object, true)) : List.of();
            case "charge.succeeded" -> charge(type, object);
            case "invoice.paid", "invoice.payment_succeeded" -> List.of(sale(type, object, amountIsNotZero(object)));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" -> refund(type, object);
            case "charge.refunded" -> refundsOf(object);
            case "credit_note.created" -> creditNote(object, "");
            case "credit_note.voided" -> creditNote(object, ":voided");
            case "charge.dispute.created",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.closed" -> List.of(dispute(type, object));
            default -> List.of();
        };
    }

    private Signal sale(String type, @Nullable JsonNode object, boolean opens) {
        return new Signal.SaleChanged(ref(object), opens, type + " " + id(object));
    }

    /** A charge tells nothing that its payment intent doesn't; one without is of an interface that Stripe gave up. */
    private List<Signal> charge(String type, @Nullable JsonNode object) {
        boolean alone = text(object, "payment_intent").isEmpty()
                && text(object, "invoice").isEmpty();
        return settings.paymentIntents && alone ? List.of(sale(type, object, true)) : List.of();
    }

    /** One refund, under its own id whatever the event; one that failed later is told apart. */
    private List<Signal> refund(String type, @Nullable JsonNode object) {
        if (text(object, "reason").equals("expired_uncaptured_charge")) {
            return List.of();
        }
        var status = text(object, "status");
        boolean undone = status.equals("failed") || status.equals("canceled");
        var kind = undone ? MoneyReturned.Kind.UNDONE : MoneyReturned.Kind.REFUND;
        var what = "refund of " + amount(object) + (undone ? " " + status + ": the money did not go back" : "") + " ("
                + type + ", " + id(object) + ")";
        return List.of(new MoneyReturned(ref(object), id(object), what, kind));
    }

    /** Old versions show the refunds of a charge. New ones don't: then the refund's own event tells. */
    private List<Signal> refundsOf(@Nullable JsonNode charge) {
        var refunds = charge == null ? null : charge.path("refunds").path("data");
        var signals = new ArrayList<Signal>();
        if (refunds != null && refunds.isArray()) {
            refunds.forEach(refund -> signals.addAll(refund("charge.refunded", refund)));
        }
        return signals;
    }

    /**
     * A credit note of Stripe's own on its own invoice. One that pays back does so by a refund, which has an event of its own;
     * the others, and those that are voided, are for people: no money moved.
     */
    private List<Signal> creditNote(@Nullable JsonNode object, String suffix) {
        boolean refunded = object != null && !object.path("refunds").isEmpty();
        if (refunded) {
            return List.of();
        }
        var what = "Stripe credit note " + text(object, "number") + " of " + amount(object)
                + (suffix.isEmpty() ? "" : " was voided") + " (" + id(object) + ")";
        return List.of(new MoneyReturned(ref(object), id(object) + suffix, what));
    }

    private Signal dispute(String type, @Nullable JsonNode object) {
        var moment = type.substring("charge.dispute.".length());
        boolean begins = moment.equals("created") || moment.equals("funds_withdrawn");
        var what = "dispute of " + amount(object) + " is "
                + text(object, "status").replace('_', ' ') + " (" + type + ", " + id(object) + ")";
        return new MoneyReturned(ref(object), id(object) + (begins ? "" : ":" + moment), what);
    }

    /** The one sale that all its events name, as far as this object knows it. */
    private SaleRef ref(@Nullable JsonNode object) {
        var fields = switch (text(object, "object")) {
            case "invoice" -> List.of("id");
            case "checkout.session" -> List.of("payment_intent", "invoice", "id");
            case "payment_intent" -> List.of("invoice", "id");
            case "charge" -> List.of("invoice", "payment_intent", "id");
            case "refund", "dispute" -> List.of("payment_intent", "charge");
            case "credit_note", "invoice_payment" -> List.of("invoice");
            default -> throw new Malformed("the event has no object that its type promises");
        };
        return fields.stream()
                .map(field -> text(object, field))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .map(id -> saleRef(settings, id))
                .orElseThrow(() -> new Malformed("the event's object names no payment"));
    }

    static SaleRef saleRef(StripeSettings settings, String id) {
        try {
            return new SaleRef(Stripe.NAME, settings.accountName(), id);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the id of the event's object is no id");
        }
    }

    private static boolean amountIsNotZero(@Nullable JsonNode invoice) {
        return invoice == null
                || !invoice.path("total").isNumber()
                || invoice.path("total").asLong() != 0;
    }

    private static String amount(@Nullable JsonNode object) {
        if (object == null) {
            return "?";
        }
        var minor = object.path(object.has("total") ? "total" : "amount");
        return StripeAmounts.text(minor.asLong(), text(object, "currency").toLowerCase(Locale.ROOT));
    }

    private static String id(@Nullable JsonNode object) {
        var id = text(object, "id");
        if (id.isEmpty()) {
            throw new Malformed("the event has no object with an id");
        }
        return id;
    }

    /** A text field, or the id of an object where one came expanded; empty when there is none. */
    private static String text(@Nullable JsonNode object, String field) {
        var value = object == null ? null : object.get(field);
        var named = value != null && value.isObject() ? value.get("id") : value;
        return named != null && named.isTextual() ? named.asText() : "";
    }

    /** The event isn't what its type promises. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
