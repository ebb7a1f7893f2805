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

    static InvoicingPipeline start(
            String token, String secret, String clientId, String clientSecret, String refreshToken) {
        // README: wiring
        HubSpot hubSpot = HubSpot.of(token, secret);
        ExactOnline exact = ExactOnline.of(ExactOnlineSettings.builder()
                .division(123456)
                .oauth(clientId, clientSecret, refreshToken)
                .item("DIENST")
                .vatCode(VatTreatment.STANDARD, "2")
                .build());
        InvoicingPipeline pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(hubSpot.dealWon())
                .accountingGateway(exact)
                .crmUpdater(hubSpot.crmUpdater())
                .delivery(Delivery.email())
                .store(JdbcStore.embedded(Path.of("data/factuurstroom.db")))
                .build();
        pipeline.start();
        // README: end
        return pipeline;
    }

    static WebhookResponse receive(
            InvoicingPipeline pipeline, HubSpot hubSpot, URI url, Map<String, List<String>> headers, byte[] body) {
        String method = "POST";
        // README: webhook
        WebhookResponse answer = pipeline.receive(hubSpot, WebhookRequest.of(method, url, headers, body));
        // README: end
        return answer;
    }
}
