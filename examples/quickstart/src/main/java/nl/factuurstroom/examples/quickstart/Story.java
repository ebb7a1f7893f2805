package nl.factuurstroom.examples.quickstart;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.testkit.simulator.KvkSimulator;

/** Plays the deals: real pipeline, real store, real HTTP; only the vendors are simulated. */
final class Story implements AutoCloseable {

    /** The moment at which the payloads were recorded; the clock runs on from there. */
    private static final Instant RECORDED = Instant.parse("2026-11-16T10:00:10Z");

    private static final Instant GO_LIVE = Instant.parse("2026-11-01T00:00:00Z");

    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), RECORDED));
    private final Chronicle chronicle = new Chronicle();
    private final Receiver receiver = new Receiver();
    private final Vendors vendors;
    private final HubSpot hubSpot;
    private final ExactOnline exact;
    private final JdbcStore store;
    private final InvoicingPipeline pipeline;
    private final Page page;

    Story(PrintStream out, Path folder) {
        vendors = new Vendors(clock, Deal.ALL.stream().map(Deal::folder).toList());
        page = new Page(out);
        hubSpot = HubSpot.of(hubSpotSettings());
        exact = ExactOnline.of(exactSettings());
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
                .customerResolver(CustomerResolver.inBooks())
                .companyRegistry(Kvk.of(KvkSettings.builder()
                        .apiKey(KvkSimulator.KEY)
                        .baseUrl(vendors.kvk.baseUri())
                        .build()))
                .taxCalculator(DutchVat.standard())
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

    private HubSpotSettings hubSpotSettings() {
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

    private ExactOnlineSettings exactSettings() {
        return ExactOnlineSettings.builder()
                .baseUri(vendors.exact.baseUri())
                .division(nl.factuurstroom.testkit.simulator.ExactSimulator.DIVISION)
                .accessToken(vendors.exact.accessToken())
                .webhookSecret(vendors.exact.webhookSecret())
                .item("UREN")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.REDUCED, "1")
                .vatCode(VatTreatment.EU_SERVICES, "7D")
                .vatCode(VatTreatment.EU_GOODS, "7")
                .paymentPollInterval(Duration.ZERO)
                .build();
    }

    void play() {
        receiver.accept("/webhooks/hubspot", pipeline, hubSpot);
        receiver.accept("/webhooks/exact", pipeline, exact);
        pipeline.start();
        Deal.ALL.forEach(deal -> announce(deal.folder()));
        Deal.ALL.forEach(deal -> {
            if (deal.waits()) {
                chronicle.await(deal.id(), "NEEDS_ATTENTION", "");
            } else {
                chronicle.await(deal.id(), "CRM_TOLD", "INVOICED");
            }
        });
        announce("5-duplicate");
        for (Deal deal : Deal.ALL) {
            page.raw(deal.folder());
            pipeline.journal(ref(deal)).forEach(page::raw);
        }
    }

    private int announce(String folder) {
        return vendors.hubSpot
                .webhook()
                .to(receiver.url("/webhooks/hubspot"))
                .body(Payloads.text(folder + "/webhook.json"))
                .build()
                .post();
    }

    private static SaleRef ref(Deal deal) {
        return new SaleRef(HubSpot.NAME, Long.toString(HubSpotSimulator.PORTAL), deal.id());
    }

    @Override
    public void close() {
        receiver.close();
        pipeline.close();
        store.close();
        vendors.close();
    }
}
