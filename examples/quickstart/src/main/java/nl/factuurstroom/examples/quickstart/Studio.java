package nl.factuurstroom.examples.quickstart;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.moneybird.Moneybird;
import nl.factuurstroom.connector.moneybird.MoneybirdSettings;
import nl.factuurstroom.connector.pipedrive.Pipedrive;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings;
import nl.factuurstroom.connector.stripe.Stripe;
import nl.factuurstroom.connector.stripe.StripeSettings;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;

/** A firm that sells in two places, Pipedrive and Stripe, and keeps its books in Moneybird: one pipeline for both. */
final class Studio implements AutoCloseable {

    private static final Instant GO_LIVE = Instant.parse("2026-11-01T00:00:00Z");

    final Pipedrive pipedrive;
    final Stripe stripe;
    final Moneybird moneybird;
    final InvoicingPipeline pipeline;
    final Chronicle chronicle = new Chronicle();
    private final JdbcStore store;

    Studio(StudioVendors vendors, Clock clock, Path folder) {
        pipedrive = Pipedrive.of(PipedriveSettings.builder()
                .baseUri(vendors.pipedrive.baseUri())
                .apiToken(PipedriveSimulator.API_TOKEN)
                .companyId(PipedriveSimulator.COMPANY_ID)
                .webhookAuth(StudioVendors.WEBHOOK_USER, StudioVendors.WEBHOOK_PASSWORD)
                .createProperties(true)
                .pollInterval(Duration.ZERO)
                .build());
        stripe = Stripe.of(StripeSettings.builder()
                .baseUri(vendors.stripe.baseUri())
                .apiKey(vendors.stripe.apiKey())
                .webhookSecrets(vendors.stripe.webhookSecret())
                .pollInterval(Duration.ZERO)
                .build());
        moneybird = Moneybird.of(MoneybirdSettings.builder()
                .baseUri(vendors.moneybird.apiUri())
                .accessToken(MoneybirdSimulator.TOKEN)
                .administration(MoneybirdSimulator.ADMINISTRATION)
                .webhookSecret(vendors.moneybirdSecret)
                .taxRate(VatTreatment.STANDARD, vendors.moneybird.taxRate(VatTreatment.STANDARD))
                .paymentPollInterval(Duration.ZERO)
                .build());
        store = JdbcStore.builder()
                .embedded(folder.resolve("studio.db"))
                .clock(clock)
                .build();
        pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Studio Noordkaap B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(pipedrive.dealWon())
                .trigger(stripe.paymentSucceeded())
                .crmUpdater(Pipedrive.NAME, pipedrive.crmUpdater())
                .accountingGateway(moneybird)
                .delivery(Delivery.email())
                .refunds(RefundPolicy.creditNote())
                .wonSince(GO_LIVE)
                .numberDelay(Duration.ofMillis(300))
                .listener(chronicle)
                .store(store)
                .build();
    }

    @Override
    public void close() {
        pipeline.close();
        store.close();
    }
}
