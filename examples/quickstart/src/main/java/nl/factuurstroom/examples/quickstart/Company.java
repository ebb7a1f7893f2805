package nl.factuurstroom.examples.quickstart;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotProperties;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.connector.kvk.Kvk;
import nl.factuurstroom.connector.kvk.KvkSettings;
import nl.factuurstroom.connector.vies.Vies;
import nl.factuurstroom.connector.vies.ViesSettings;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.testkit.simulator.KvkSimulator;

/** The firm that invoices: its pipeline on its embedded store, wired as any host would. */
final class Company implements AutoCloseable {

    private static final Instant GO_LIVE = Instant.parse("2026-11-01T00:00:00Z");

    final HubSpot hubSpot;
    final ExactOnline exact;
    final InvoicingPipeline pipeline;
    final Chronicle chronicle = new Chronicle();
    private final JdbcStore store;

    Company(Vendors vendors, Clock clock, Path folder) {
        hubSpot = HubSpot.of(hubSpotSettings(vendors));
        exact = ExactOnline.of(exactSettings(vendors));
        store = JdbcStore.builder()
                .embedded(folder.resolve("invoicing.db"))
                .clock(clock)
                .build();
        pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Zuiderzee Software B.V.")
                        .vatNumber("NL123456782B90")
                        .kvkNumber("68750110")
                        .iban("NL91ABNA0417164300")
                        .build())
                .trigger(hubSpot.dealWon())
                .crmUpdater(hubSpot.crmUpdater())
                .companyRegistry(Kvk.of(KvkSettings.builder()
                        .apiKey(KvkSimulator.KEY)
                        .baseUrl(vendors.kvk.baseUri())
                        .build()))
                .vatNumberValidator(Vies.of(
                        ViesSettings.builder().baseUrl(vendors.vies.restApi()).build()))
                .accountingGateway(exact)
                .delivery(Delivery.email())
                .wonSince(GO_LIVE)
                .numberDelay(Duration.ofMillis(300))
                .listener(chronicle)
                .store(store)
                .build();
    }

    private static HubSpotSettings hubSpotSettings(Vendors vendors) {
        return HubSpotSettings.builder()
                .baseUri(vendors.hubSpot.baseUri())
                .accessToken(HubSpotSimulator.TOKEN)
                .clientSecret(HubSpotSimulator.SECRET)
                .portalId(Long.toString(HubSpotSimulator.PORTAL))
                .pollInterval(Duration.ZERO)
                .properties(HubSpotProperties.builder()
                        .companyVatId("vat_number")
                        .companyKvkNumber("kvk_number")
                        .lineSupplyKind("supply_kind")
                        .dealShipToCountry("ship_to_country")
                        .dealInvoiceNumber("invoice_number")
                        .dealInvoiceStatus("invoice_status")
                        .dealAmountPaid("invoice_amount_paid")
                        .dealPaidDate("invoice_paid_at")
                        .build())
                .build();
    }

    private static ExactOnlineSettings exactSettings(Vendors vendors) {
        return ExactOnlineSettings.builder()
                .baseUri(vendors.exact.baseUri())
                .division(ExactSimulator.DIVISION)
                .accessToken(vendors.exact.accessToken())
                .webhookSecret(vendors.exact.webhookSecret())
                .item("UREN")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.REDUCED, "1")
                .vatCode(VatTreatment.EU_SERVICES, "7D")
                .vatCode(VatTreatment.EU_GOODS, "7")
                // Webhooks of payments are gathered for half a minute and the poll is every quarter of an hour: too
                // long
                // for a story.
                .paymentPollInterval(Duration.ofSeconds(1))
                .build();
    }

    @Override
    public void close() {
        pipeline.close();
        store.close();
    }
}
