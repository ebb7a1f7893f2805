package nl.factuurstroom.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.factuurstroom.connector.stripe.Stripe;
import nl.factuurstroom.connector.stripe.StripeSettings;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import nl.factuurstroom.testkit.simulator.StripeSimulator;
import nl.factuurstroom.trigger.WebhookRequest;

/** Checkouts that were paid at Stripe. */
final class StripeSource implements Source {

    private static final URI HOOK = URI.create("https://invoicing.example/webhooks/stripe");

    private final StripeSimulator stripe;
    private final Map<Deal, Sold> sold = new HashMap<>();

    StripeSource(Clock clock) {
        this.stripe = new StripeSimulator(clock);
    }

    @Override
    public Connector connect() {
        var connector = Stripe.of(StripeSettings.builder()
                .baseUri(stripe.baseUri())
                .apiKey(stripe.apiKey())
                .webhookSecrets(stripe.webhookSecret())
                .build());
        return new Connector(connector.paymentSucceeded(), null);
    }

    @Override
    public void win(Deal deal) {
        var buyer = deal.buyer();
        var order = stripe.checkout()
                .buyer(buyer.name(), buyer.email(), buyer.address().country());
        if (buyer.isCompany()) {
            order.business(buyer.name());
        }
        if (buyer.vatId() != null) {
            order.taxId("eu_vat", buyer.vatId());
        }
        if (buyer.kvkNumber() != null) {
            order.customField("kvk", buyer.kvkNumber());
        }
        for (Deal.Line line : deal.lines()) {
            order.line(line.text(), line.quantity(), line.cents(), tax(deal, line), metadata(line));
        }
        order.editSession(session -> complete(session, deal));
        sold.put(deal, order.pay());
    }

    /** So many cents go back to the buyer. @return id of the refund */
    String refund(Deal deal, long cents) {
        return stripe.refund(Objects.requireNonNull(sold.get(deal)), cents);
    }

    private static Tax tax(Deal deal, Deal.Line line) {
        if (deal.net().equals(deal.total())) {
            return Tax.REVERSE_CHARGE;
        }
        return line.rate() == 21 ? Tax.NL_21 : Tax.NL_9;
    }

    private static Map<String, String> metadata(Deal.Line line) {
        return Map.of("vat_rate", Integer.toString(line.rate()), "supply_kind", line.isGoods() ? "goods" : "services");
    }

    /** The whole address, and where goods go. */
    private static void complete(ObjectNode session, Deal deal) {
        var place = deal.buyer().address();
        var address = (ObjectNode) session.get("customer_details").get("address");
        address.put("line1", place.street() + " " + place.number())
                .put("postal_code", place.postalCode())
                .put("city", place.city());
        if (deal.hasGoodsOnly()) {
            var shipping = ((ObjectNode) session.get("collected_information")).putObject("shipping_details");
            shipping.put("name", deal.buyer().name()).set("address", address.deepCopy());
        }
    }

    @Override
    public List<WebhookRequest> webhooks() {
        return stripe.takeWebhooks(HOOK);
    }

    @Override
    public StripeSimulator simulator() {
        return stripe;
    }

    @Override
    public Optional<Shown> shown(Deal deal) {
        return Optional.empty();
    }

    @Override
    public boolean isPaid() {
        return true;
    }
}
