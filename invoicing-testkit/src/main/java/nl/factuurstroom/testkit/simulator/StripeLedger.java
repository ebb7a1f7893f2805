package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.StripeLines.sum;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.testkit.simulator.StripeLines.Priced;
import nl.factuurstroom.testkit.simulator.StripeOrder.Mode;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;

/** What happens at the simulated Stripe: payments, refunds and disputes, with the objects and events that come of them. */
final class StripeLedger {

    private final StripeObjects objects;
    private final StripeWebhooks webhooks;
    private final Clock clock;
    private String owner = "";
    private int invoices;

    StripeLedger(StripeObjects objects, StripeWebhooks webhooks, Clock clock) {
        this.objects = objects;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Whose objects are made from now on: an account, or empty for the key's own. */
    void owner(String account) {
        owner = account;
    }

    Sold pay(StripeOrder order) {
        var priced = order.lines.stream()
                .map(line -> Priced.of(line, order.couponPercent))
                .toList();
        var shipping = order.shipping == null ? null : Priced.of(order.shipping, 0);
        long total = sum(priced, Priced::total) + (shipping == null ? 0 : shipping.total());
        var customer = order.guest || order.mode == Mode.PAYMENT ? null : customer(order);
        boolean invoiced = order.mode == Mode.INVOICE || order.invoiceCreation || order.subscription;
        var intent = intent(order, total, customer);
        var charge = charge(order, intent);
        var invoice = invoiced ? invoice(order, priced, shipping, intent, customer) : null;
        var session = order.mode == Mode.CHECKOUT ? session(order, priced, shipping, customer) : null;
        if (session != null) {
            session.put("payment_intent", order.subscription ? null : id(intent));
            session.put("invoice", idOf(invoice));
            session.put("subscription", order.subscription ? objects.newId("sub") : null);
            session.put("payment_status", order.delayed ? "unpaid" : "paid");
            order.sessionEdit.accept(session);
        }
        if (!order.delayed) {
            succeed(intent, charge);
        }
        if (session != null) {
            webhooks.happened("checkout.session.completed", session, owner);
        }
        if (invoice != null && !order.delayed) {
            paid(invoice);
        }
        return new Sold(idOf(session), id(intent), id(charge), idOf(invoice));
    }

    /** A delayed method pays at last. */
    void settle(Sold sold) {
        succeed(get(sold.paymentIntentId()), get(sold.chargeId()));
        if (sold.sessionId() != null) {
            var session = objects.get(sold.sessionId()).put("payment_status", "paid");
            webhooks.happened("checkout.session.async_payment_succeeded", session, owner);
        }
        if (sold.invoiceId() != null) {
            paid(objects.get(sold.invoiceId()));
        }
    }

    /** A delayed method fails. */
    void fail(Sold sold) {
        var intent = get(sold.paymentIntentId()).put("status", "requires_payment_method");
        get(sold.chargeId()).put("status", "failed");
        webhooks.happened("payment_intent.payment_failed", intent, owner);
        if (sold.sessionId() != null) {
            webhooks.happened("checkout.session.async_payment_failed", objects.get(sold.sessionId()), owner);
        }
    }

    String refund(Sold sold, long amount) {
        var charge = get(sold.chargeId());
        var refund =
                StripeObjects.template("refund").put("id", objects.newId("re")).put("amount", amount);
        refund.put("charge", sold.chargeId())
                .put("payment_intent", sold.paymentIntentId())
                .put("created", now());
        refund.put("currency", charge.get("currency").asText()).putNull("customer");
        objects.keep(refund, owner);
        long back = charge.get("amount_refunded").asLong() + amount;
        charge.put("amount_refunded", back)
                .put("refunded", back == charge.get("amount").asLong());
        webhooks.happened("refund.created", refund, owner);
        webhooks.happened("charge.refunded", charge, owner);
        return id(refund);
    }

    void failRefund(String refundId) {
        var refund = objects.get(refundId).put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        var charge = objects.get(refund.get("charge").asText());
        charge.put(
                "amount_refunded",
                charge.get("amount_refunded").asLong() - refund.get("amount").asLong());
        charge.put("refunded", false);
        webhooks.happened("refund.failed", refund, owner);
    }

    String dispute(Sold sold) {
        var charge = get(sold.chargeId()).put("disputed", true);
        var dispute =
                StripeObjects.template("dispute").put("id", objects.newId("du")).put("created", now());
        dispute.put("charge", sold.chargeId()).put("payment_intent", sold.paymentIntentId());
        dispute.put("amount", charge.get("amount").asLong())
                .put("currency", charge.get("currency").asText());
        objects.keep(dispute, owner);
        webhooks.happened("charge.dispute.created", dispute, owner);
        return id(dispute);
    }

    private void succeed(ObjectNode intent, ObjectNode charge) {
        intent.put("status", "succeeded")
                .put("amount_received", intent.get("amount").asLong());
        charge.put("status", "succeeded").put("paid", true);
        webhooks.happened("charge.succeeded", charge, owner);
        webhooks.happened("payment_intent.succeeded", intent, owner);
    }

    private void paid(ObjectNode invoice) {
        long total = invoice.get("total").asLong();
        invoice.put("status", "paid").put("amount_paid", total).put("amount_remaining", 0);
        ((ObjectNode) invoice.get("status_transitions")).put("paid_at", now());
        StripeObjects.elements(invoice.get("payments"))
                .forEach(payment -> payment.put("status", "paid").put("amount_paid", total));
        webhooks.happened("invoice.paid", invoice, owner);
    }

    private ObjectNode intent(StripeOrder order, long total, @Nullable ObjectNode customer) {
        var intent = StripeObjects.template("payment_intent").put("id", objects.newId("pi"));
        intent.put("amount", total).put("currency", order.currency).put("created", now());
        intent.put("customer", idOf(customer)).put("status", "processing");
        order.intentMetadata.forEach(((ObjectNode) intent.get("metadata"))::put);
        if (order.mode == Mode.PAYMENT) {
            intent.put("description", order.description);
            order.metadata.forEach(((ObjectNode) intent.get("metadata"))::put);
        }
        order.intentEdit.accept(intent);
        return objects.keep(intent, owner);
    }

    private ObjectNode charge(StripeOrder order, ObjectNode intent) {
        var charge =
                StripeObjects.template("charge").put("id", objects.newId("ch")).put("created", now());
        long total = intent.get("amount").asLong();
        charge.put("amount", total).put("amount_captured", total).put("currency", order.currency);
        charge.put("payment_intent", id(intent)).put("status", "pending").put("paid", false);
        charge.set("customer", intent.get("customer"));
        var billing = (ObjectNode) charge.get("billing_details");
        billing.setAll(order.buyer.deepCopy().retain("name", "email", "phone", "address"));
        charge.putObject("payment_method_details").put("type", order.method).putObject(order.method);
        intent.put("latest_charge", id(charge));
        return objects.keep(charge, owner);
    }

    private ObjectNode customer(StripeOrder order) {
        var customer = StripeObjects.template("customer")
                .put("id", objects.newId("cus"))
                .put("created", now());
        for (String field : List.of("name", "email", "phone", "address", "business_name")) {
            customer.set(field, order.buyer.get(field));
        }
        var ids = new ArrayList<ObjectNode>();
        order.buyer
                .get("tax_ids")
                .forEach(given -> ids.add(((ObjectNode) given.deepCopy())
                        .put("id", objects.newId("txi"))
                        .put("object", "tax_id")));
        customer.set("tax_ids", StripeObjects.list("/v1/customers/" + id(customer) + "/tax_ids", ids));
        return objects.keep(customer, owner);
    }

    private ObjectNode session(
            StripeOrder order, List<Priced> priced, @Nullable Priced shipping, @Nullable ObjectNode customer) {
        var session = StripeObjects.template("checkout.session");
        session.put("id", objects.newId(objects.live() ? "cs_live" : "cs_test")).put("created", now());
        session.put("mode", order.subscription ? "subscription" : "payment").put("currency", order.currency);
        session.put("customer", idOf(customer)).put("client_reference_id", order.clientReference);
        session.set("customer_details", order.buyer.deepCopy());
        order.metadata.forEach(((ObjectNode) session.get("metadata"))::put);
        order.customFields.forEach((key, value) -> {
            var field = session.withArray("custom_fields")
                    .addObject()
                    .put("key", key)
                    .put("type", "text");
            field.putObject("text").put("value", value);
        });
        var lines = new StripeLines(objects, owner);
        var items =
                priced.stream().map(line -> lines.item(line, order.currency)).toList();
        session.set("line_items", StripeObjects.list("/v1/checkout/sessions/" + id(session) + "/line_items", items));
        session.put("amount_subtotal", sum(priced, Priced::subtotal));
        long shippingTotal = shipping == null ? 0 : shipping.total();
        session.put("amount_total", sum(priced, Priced::total) + shippingTotal);
        var totals = (ObjectNode) session.get("total_details");
        totals.put("amount_discount", sum(priced, Priced::discount));
        totals.put("amount_tax", sum(priced, Priced::tax) + (shipping == null ? 0 : shipping.tax()));
        totals.put("amount_shipping", shipping == null ? 0 : shipping.subtotal());
        if (shipping != null) {
            shippingCost(session, shipping).set("taxes", lines.taxes(shipping));
        }
        return objects.keep(session, owner);
    }

    private ObjectNode invoice(
            StripeOrder order,
            List<Priced> priced,
            @Nullable Priced shipping,
            ObjectNode intent,
            @Nullable ObjectNode customer) {
        var invoice =
                StripeObjects.template("invoice").put("id", objects.newId("in")).put("created", now());
        invoice.put("number", String.format(Locale.ROOT, "7FE1103A-%04d", ++invoices))
                .put("currency", order.currency);
        invoice.put("customer", idOf(customer)).put("description", order.description);
        invoice.set("customer_name", order.buyer.get("name"));
        if (order.buyer.get("business_name").isTextual()) {
            invoice.set("customer_name", order.buyer.get("business_name"));
        }
        invoice.set("customer_email", order.buyer.get("email"));
        invoice.set("customer_address", order.buyer.get("address"));
        invoice.set("customer_tax_ids", order.buyer.get("tax_ids"));
        if (order.mode == Mode.INVOICE) {
            order.metadata.forEach(((ObjectNode) invoice.get("metadata"))::put);
        }
        var lines = new StripeLines(objects, owner);
        var shown = priced.stream()
                .map(line -> lines.invoiceLine(line, id(invoice), order.currency))
                .toList();
        invoice.set("lines", StripeObjects.list("/v1/invoices/" + id(invoice) + "/lines", shown));
        long total = intent.get("amount").asLong();
        invoice.put("subtotal", sum(priced, Priced::subtotal))
                .put("total", total)
                .put("amount_due", total);
        invoice.put("total_excluding_tax", total - sum(priced, Priced::tax) - (shipping == null ? 0 : shipping.tax()));
        if (shipping != null) {
            shippingCost(invoice, shipping).set("taxes", lines.taxes(shipping));
        }
        var payment = StripeObjects.template("invoice_payment").put("id", objects.newId("inpay"));
        payment.put("invoice", id(invoice))
                .put("amount_requested", total)
                .putNull("amount_paid")
                .put("status", "open");
        payment.put("created", now()).put("currency", order.currency);
        payment.putObject("payment").put("type", "payment_intent").put("payment_intent", id(intent));
        objects.keep(payment, owner);
        invoice.set("payments", StripeObjects.list("/v1/invoice_payments?invoice=" + id(invoice), List.of(payment)));
        order.invoiceEdit.accept(invoice);
        return objects.keep(invoice, owner);
    }

    private static ObjectNode shippingCost(ObjectNode owner, Priced shipping) {
        return owner.putObject("shipping_cost")
                .put("amount_subtotal", shipping.subtotal())
                .put("amount_tax", shipping.tax())
                .put("amount_total", shipping.total())
                .putNull("shipping_rate");
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private ObjectNode get(@Nullable String id) {
        return objects.get(Objects.requireNonNull(id, "nothing of the kind came of this order"));
    }

    private static String id(ObjectNode object) {
        return object.get("id").asText();
    }

    private static @Nullable String idOf(@Nullable ObjectNode object) {
        return object == null ? null : id(object);
    }
}
