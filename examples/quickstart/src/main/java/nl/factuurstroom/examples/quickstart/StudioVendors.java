package nl.factuurstroom.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.factuurstroom.connector.pipedrive.Pipedrive;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import nl.factuurstroom.testkit.simulator.StripeOrder;
import nl.factuurstroom.testkit.simulator.StripeSimulator;

/** Pipedrive, Stripe and Moneybird, simulated over real HTTP, with what the studio's people do in them. */
final class StudioVendors implements AutoCloseable {

    static final String WEBHOOK_USER = "pipedrive";
    static final String WEBHOOK_PASSWORD = "a-long-webhook-password";

    final PipedriveSimulator pipedrive;
    final StripeSimulator stripe;
    final MoneybirdSimulator moneybird;
    /** Moneybird tells it once, when the webhook is made. */
    final String moneybirdSecret;

    private final Clock clock;

    StudioVendors(Clock clock, Receiver receiver) {
        this.clock = clock;
        pipedrive = new PipedriveSimulator(clock);
        stripe = new StripeSimulator(clock);
        moneybird = new MoneybirdSimulator(clock);
        pipedrive.subscribe(receiver.url("/webhooks/pipedrive"), "2.0", WEBHOOK_USER, WEBHOOK_PASSWORD);
        moneybirdSecret = moneybird
                .addWebhook(receiver.url("/webhooks/moneybird"), "sales_invoice_state_changed_to_paid")
                .path("secret")
                .asText();
    }

    /** A seller marks a deal as won. */
    SaleRef winDeal() {
        var email = pipedrive.addField("organization", "Factuur-e-mail", "varchar");
        long organization = pipedrive.addOrganization("""
                {"name": "Timmerfabriek De Vries B.V.",
                 "address": {"value": "Voorbeeldstraat 12, 3511 AB Utrecht, Netherlands", "country": "Netherlands",
                             "locality": "Utrecht", "route": "Voorbeeldstraat", "street_number": "12",
                             "postal_code": "3511 AB"}}""");
        pipedrive.fill("organization", organization, email, "\"facturen@timmerfabriek.example\"");
        long deal = pipedrive.addDeal("{\"title\": \"Website Timmerfabriek\", \"org_id\": %d}".formatted(organization));
        pipedrive.addLine(deal, "{\"name\": \"Ontwerp\", \"quantity\": 4, \"item_price\": 137.50, \"tax\": 21}");
        pipedrive.win(deal);
        return new SaleRef(Pipedrive.NAME, PipedriveSimulator.COMPANY_ID, Long.toString(deal));
    }

    /** A buyer pays in a checkout. */
    StripeOrder.Sold payCheckout() {
        return stripe.checkout()
                .buyer("Sanne Bakker", "sanne@bakker.example", "NL")
                .line("Sjabloon", 2, 5000, StripeOrder.Tax.NL_21)
                .pay();
    }

    /** The buyer of an invoice pays it all to the bank account that Moneybird follows. */
    void payByBank(String reference) {
        var invoice = invoice(reference);
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Amsterdam"));
        moneybird.pay(invoice.path("id").asText(), invoice.path("total_unpaid").asText(), today);
    }

    /** The only document of Moneybird with this reference. */
    JsonNode invoice(String reference) {
        return moneybird.invoicesWith(reference).get(0);
    }

    /** What a field of the deal shows. */
    String shown(SaleRef deal, String field) {
        return pipedrive.shown(Long.parseLong(deal.id()), field).orElse("");
    }

    static BigDecimal amount(JsonNode invoice, String field) {
        return new BigDecimal(invoice.path(field).asText()).setScale(2);
    }

    @Override
    public void close() {
        pipedrive.close();
        stripe.close();
        moneybird.close();
    }
}
