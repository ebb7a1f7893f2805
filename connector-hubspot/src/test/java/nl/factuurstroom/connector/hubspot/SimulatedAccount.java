package nl.factuurstroom.connector.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;

/** A simulated HubSpot account, and a connector wired to it. The two have a clock each. */
final class SimulatedAccount implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final String PORTAL = Long.toString(HubSpotSimulator.PORTAL);

    final SettableClock vendorClock = SettableClock.at(NOW);
    final SettableClock ourClock = SettableClock.at(NOW);
    final HubSpotSimulator vendor = new HubSpotSimulator(vendorClock);

    HubSpot connector() {
        return connector(settings -> settings);
    }

    HubSpot connector(UnaryOperator<HubSpotSettings.Builder> more) {
        var hubSpot = HubSpot.of(more.apply(settings()).build());
        hubSpot.connect(new AccountContext(ourClock, TokenStore.inMemory(), CallMeter.none()));
        return hubSpot;
    }

    HubSpotSettings.Builder settings() {
        return HubSpotSettings.builder()
                .baseUri(vendor.baseUri())
                .accessToken(HubSpotSimulator.TOKEN)
                .clientSecret(HubSpotSimulator.SECRET)
                .portalId(PORTAL)
                .callTimeout(Duration.ofSeconds(60));
    }

    static SaleRef ref(String dealId) {
        return new SaleRef("hubspot", PORTAL, dealId);
    }

    static Reading read(HubSpot hubSpot, String dealId) {
        var ref = ref(dealId);
        return Objects.requireNonNull(
                hubSpot.dealWon().reader().read(Set.of(ref)).get(ref));
    }

    static Sale sale(HubSpot hubSpot, String dealId) {
        if (read(hubSpot, dealId) instanceof Reading.Found found) {
            return found.sale();
        }
        throw new AssertionError("not found but " + read(hubSpot, dealId));
    }

    static String mend(HubSpot hubSpot, String dealId) {
        if (read(hubSpot, dealId) instanceof Reading.Unusable unusable) {
            return unusable.what();
        }
        throw new AssertionError("not unusable but " + read(hubSpot, dealId));
    }

    /** Properties in which everything is mapped. */
    static HubSpotProperties allMapped() {
        return HubSpotProperties.builder()
                .companyVatId("vat_number")
                .companyKvkNumber("kvk_number")
                .companyInvoiceEmail("invoice_email")
                .companyPoRequired("po_required")
                .companyPrivatePerson("is_private")
                .lineVatRate("vat_rate")
                .lineSupplyKind("supply_kind")
                .lineProductGroup("product_group")
                .dealPoNumber("po_number")
                .dealSupplyDate("supply_date")
                .dealShipToCountry("ship_to")
                .dealInvoiceNumber("invoice_number")
                .dealInvoiceStatus("invoice_status")
                .dealAmountPaid("invoice_amount_paid")
                .dealPaidDate("invoice_paid_at")
                .build();
    }

    /** Defines the properties that are written. */
    SimulatedAccount withWrittenProperties() {
        vendor.property("deals", "invoice_number", "string");
        vendor.property("deals", "invoice_status", "string");
        vendor.property("deals", "invoice_amount_paid", "number");
        vendor.property("deals", "invoice_paid_at", "date");
        return this;
    }

    /** Method and path of each call so far, the ids of single records left out. */
    List<String> callsMade() {
        return vendor.calls().stream().map(SimulatedAccount::shortened).toList();
    }

    private static String shortened(Call call) {
        return call.method() + " " + call.path().replace("/2026-09", "").replaceAll("/[0-9]+", "/*");
    }

    Map<String, Long> writes() {
        return vendor.calls().stream()
                .filter(call -> call.method().equals("PATCH")
                        || (call.method().equals("POST")
                                && !call.path().endsWith("/read")
                                && !call.path().endsWith("/search")))
                .collect(Collectors.groupingBy(SimulatedAccount::shortened, Collectors.counting()));
    }

    @Override
    public void close() {
        vendor.close();
    }
}
