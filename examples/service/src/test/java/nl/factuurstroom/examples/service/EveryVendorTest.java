package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import nl.factuurstroom.testkit.simulator.StripeOrder;
import nl.factuurstroom.testkit.simulator.StripeSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryVendorTest {

    private static final String PASSWORD = "a-long-webhook-password";

    @TempDir
    Path folder;

    private Setting setting;
    private PipedriveSimulator pipedrive;
    private StripeSimulator stripe;
    private MoneybirdSimulator moneybird;

    @BeforeEach
    void start() {
        setting = new Setting(folder);
        pipedrive = new PipedriveSimulator(setting.clock);
        stripe = new StripeSimulator(setting.clock);
        moneybird = new MoneybirdSimulator(setting.clock);
        setting.values.put("source", "hubspot, pipedrive, stripe");
        setting.values.put("books", "moneybird");
        setting.values.put("pipedrive.base-url", pipedrive.baseUri().toString());
        setting.values.put("pipedrive.api-token", PipedriveSimulator.API_TOKEN);
        setting.values.put("pipedrive.company-id", PipedriveSimulator.COMPANY_ID);
        setting.values.put("pipedrive.webhook-user", "pipedrive");
        setting.values.put("pipedrive.webhook-password", PASSWORD);
        setting.values.put("pipedrive.poll-interval", "0");
        setting.values.put("stripe.base-url", stripe.baseUri().toString());
        setting.values.put("stripe.api-key", stripe.apiKey());
        setting.values.put("stripe.webhook-secret", stripe.webhookSecret());
        setting.values.put("stripe.poll-interval", "0");
        setting.values.put("moneybird.base-url", moneybird.apiUri().toString());
        setting.values.put("moneybird.access-token", MoneybirdSimulator.TOKEN);
        setting.values.put("moneybird.administration", MoneybirdSimulator.ADMINISTRATION);
        setting.values.put("moneybird.tax-rate.standard", moneybird.taxRate(VatTreatment.STANDARD));
        setting.values.put("moneybird.payment-poll-interval", "0");
        setting.start();
    }

    @AfterEach
    void stop() {
        setting.close();
        pipedrive.close();
        stripe.close();
        moneybird.close();
    }

    @Test
    void salesOfEverySourceAreBookedInMoneybird() {
        pipedrive.subscribe(setting.local("/webhooks/pipedrive"), "2.0", "pipedrive", PASSWORD);
        long deal = pipedriveDeal();
        setting.openDeal("987");
        stripe.checkout().line("Onderhoud", 1, 10000, StripeOrder.Tax.NL_21).pay();

        pipedrive.win(deal);
        assertThat(pipedrive.deliverDue()).isNotEmpty().containsOnly(200);
        assertThat(setting.post(setting.won("987"))).isEqualTo(200);
        assertThat(stripe.deliverTo(setting.local("/webhooks/stripe")))
                .isNotEmpty()
                .containsOnly(200);
        setting.events.await("ISSUED", "pipedrive:" + PipedriveSimulator.COMPANY_ID + ":" + deal);
        setting.events.await("ISSUED", ":987");

        assertThat(moneybird.invoicesWith("HS-987")).hasSize(1);
        assertThat(moneybird.invoicesWith("PD-" + deal)).hasSize(1);
        setting.events.await("ISSUED", "stripe:");
        assertThat(moneybird.invoices()).hasSize(3);
        assertThat(moneybird.mails()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void wrongCredentialsAreRefusedByEveryVendorsEndpoint() {
        assertThat(setting.send("POST", "/webhooks/pipedrive", "{}").statusCode())
                .isEqualTo(401);
        assertThat(setting.send("POST", "/webhooks/stripe", "{}").statusCode()).isEqualTo(401);
        assertThat(setting.send("POST", "/webhooks/moneybird", "{\"action\": \"sales_invoice_state_changed_to_paid\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(setting.send("POST", "/webhooks/exact", "{}").statusCode()).isEqualTo(404);
        assertThat(moneybird.invoices()).isEmpty();
    }

    @Test
    void sourcesMustAgreeOnWhatHoldsForAll() {
        Map<String, String> values = new LinkedHashMap<>(setting.values);
        values.put("hubspot.settle", "PT5M");

        assertThatThrownBy(() -> Wiring.wire(Configuration.of(values, Map.of()), event -> {}))
                .hasMessageContaining("settle must be the same for all sources");
    }

    private long pipedriveDeal() {
        var vatId = pipedrive.addField("organization", "BTW-nummer", "varchar");
        var email = pipedrive.addField("organization", "Factuur-e-mail", "varchar");
        long organization = pipedrive.addOrganization("""
                {"name": "Timmerfabriek De Vries B.V.",
                 "address": {"value": "Voorbeeldstraat 12, 3511 AB Utrecht, Netherlands", "country": "Netherlands",
                             "locality": "Utrecht", "route": "Voorbeeldstraat", "street_number": "12",
                             "subpremise": "", "postal_code": "3511 AB"}}""");
        pipedrive.fill("organization", organization, vatId, "\"NL854312079B01\"");
        pipedrive.fill("organization", organization, email, "\"facturen@timmerfabriek.example\"");
        long deal = pipedrive.addDeal("{\"org_id\": %d}".formatted(organization));
        pipedrive.addLine(deal, "{\"name\": \"Advies\", \"quantity\": 2, \"item_price\": 50.00, \"tax\": 21}");
        return deal;
    }
}
