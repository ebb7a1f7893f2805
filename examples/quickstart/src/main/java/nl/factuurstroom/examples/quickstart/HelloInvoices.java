package nl.factuurstroom.examples.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookResponse;

/** The least that makes invoices of won deals, as the README shows it. */
final class HelloInvoices {

    private HelloInvoices() {}

    static InvoicingPipeline start(String token, String secret, ExactApp app) {
        // README: wiring
        HubSpot hubSpot = HubSpot.of(token, secret);
        var books = ExactOnlineSettings.builder().division(123456).item("UREN").vatCode(VatTreatment.STANDARD, "2");
        ExactOnline exact = ExactOnline.of(
                books.oauth(app.id(), app.secret(), app.refreshToken()).build());
        InvoicingPipeline pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(hubSpot.dealWon())
                .crmUpdater(hubSpot.crmUpdater())
                .accountingGateway(exact)
                .delivery(Delivery.email())
                .store(JdbcStore.embedded(Path.of("data/invoicing.db")))
                .build();
        pipeline.start();
        // README: end
        return pipeline;
    }

    static WebhookResponse receive(
            InvoicingPipeline pipeline, HubSpot hubSpot, Map<String, List<String>> headers, byte[] body) {
        // README: webhook
        URI url = URI.create("https://invoicing.example.nl/webhooks/hubspot"); // the address that HubSpot calls
        WebhookResponse answer = pipeline.receive(hubSpot, WebhookRequest.of("POST", url, headers, body));
        // README: end
        return answer;
    }

    /** An app at Exact Online, and what a login with it gave. */
    record ExactApp(String id, String secret, String refreshToken) {}
}
