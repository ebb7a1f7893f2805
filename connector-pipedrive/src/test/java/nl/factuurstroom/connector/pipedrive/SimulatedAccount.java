package nl.factuurstroom.connector.pipedrive;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator.Delivery;

/** A simulated Pipedrive company, and a connector wired to it. The two have a clock each; waiting moves both. */
final class SimulatedAccount implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final URI HOOK = URI.create("https://invoicing.example.nl/webhooks/pipedrive");
    static final String USER = "pipedrive";
    static final String PASSWORD = "a-long-webhook-password";

    final SettableClock vendorClock = SettableClock.at(NOW);
    final SettableClock ourClock = SettableClock.at(NOW);
    final PipedriveSimulator vendor = new PipedriveSimulator(vendorClock);
    final List<Duration> waits = new ArrayList<>();
    final String vatId = vendor.addField("organization", "BTW-nummer", "varchar");
    final String kvkNumber = vendor.addField("organization", "KvK-nummer", "varchar");
    final String invoiceEmail = vendor.addField("organization", "Factuur-e-mail", "varchar");
    private final AtomicLong nanos = new AtomicLong();

    Pipedrive connector() {
        return connector(settings -> settings);
    }

    Pipedrive connector(UnaryOperator<PipedriveSettings.Builder> more) {
        Sleeper sleeper = wait -> {
            waits.add(wait);
            nanos.addAndGet(wait.toNanos());
            advance(wait);
        };
        var pipedrive = Pipedrive.of(more.apply(settings()).build(), sleeper, nanos::get);
        pipedrive.connect(new AccountContext(ourClock, TokenStore.inMemory(), CallMeter.none()));
        return pipedrive;
    }

    PipedriveSettings.Builder settings() {
        return PipedriveSettings.builder()
                .baseUri(vendor.baseUri())
                .apiToken(PipedriveSimulator.API_TOKEN)
                .webhookAuth(USER, PASSWORD)
                .companyId(PipedriveSimulator.COMPANY_ID)
                .limitPer2Seconds(0)
                .callTimeout(Duration.ofSeconds(60));
    }

    void advance(Duration by) {
        vendorClock.advance(by);
        ourClock.advance(by);
    }

    /** A Dutch company with all that an invoice needs. */
    long organization() {
        long id = vendor.addOrganization("""
                {"name": "Voorbeeld Bouw B.V.",
                 "address": {"value": "Voorbeeldstraat 12, 3511 AB Utrecht, Netherlands", "country": "Netherlands",
                             "locality": "Utrecht", "route": "Voorbeeldstraat", "street_number": "12",
                             "subpremise": "", "postal_code": "3511 AB"}}""");
        vendor.fill("organization", id, vatId, "\"NL123456782B90\"");
        vendor.fill("organization", id, kvkNumber, "\"68750110\"");
        vendor.fill("organization", id, invoiceEmail, "\"facturen@voorbeeldbouw.example\"");
        return id;
    }

    /** An open deal of a company and its contact, without products. */
    long deal() {
        long organization = organization();
        long person = vendor.addPerson("""
                {"name": "Anna de Vries", "org_id": %d,
                 "emails": [{"value": "a.devries@voorbeeldbouw.example", "primary": true, "label": "work"}]}""".formatted(organization));
        return vendor.addDeal("{\"org_id\": %d, \"person_id\": %d}".formatted(organization, person));
    }

    /** A won deal of one line with 21 % tax on top. */
    long wonDeal(String quantity, String price) {
        long deal = deal();
        vendor.addLine(deal, line(quantity, price, "21"));
        vendor.win(deal);
        return deal;
    }

    static String line(String quantity, String price, String tax) {
        return "{\"name\": \"Advies\", \"quantity\": %s, \"item_price\": %s, \"tax\": %s}"
                .formatted(quantity, price, tax);
    }

    static SaleRef ref(long dealId) {
        return new SaleRef("pipedrive", PipedriveSimulator.COMPANY_ID, Long.toString(dealId));
    }

    static Reading read(Pipedrive pipedrive, long dealId) {
        var ref = ref(dealId);
        return Objects.requireNonNull(
                pipedrive.dealWon().reader().read(Set.of(ref)).get(ref));
    }

    static Sale sale(Pipedrive pipedrive, long dealId) {
        if (read(pipedrive, dealId) instanceof Reading.Found found) {
            return found.sale();
        }
        throw new AssertionError("not found but " + read(pipedrive, dealId));
    }

    static String mend(Pipedrive pipedrive, long dealId) {
        if (read(pipedrive, dealId) instanceof Reading.Unusable unusable) {
            return unusable.what();
        }
        throw new AssertionError("not unusable but " + read(pipedrive, dealId));
    }

    static CrmUpdate invoiced(long dealId) {
        return new CrmUpdate(
                ref(dealId), CrmUpdate.Status.INVOICED, "2026-0123", Money.eur("121.00"), Money.zeroEur(), null, 1);
    }

    static CrmUpdate paid(long dealId) {
        return new CrmUpdate(
                ref(dealId),
                CrmUpdate.Status.PAID,
                "2026-0123",
                Money.eur("121.00"),
                Money.eur("121.00"),
                LocalDate.of(2026, 12, 3),
                2);
    }

    /** Subscribes to deals, in this version of webhooks. */
    SimulatedAccount subscribed(String version) {
        vendor.subscribe(HOOK, version, USER, PASSWORD);
        return this;
    }

    /** The only delivery on its way. */
    Delivery delivery() {
        var deliveries = vendor.takeDeliveries();
        if (deliveries.size() != 1) {
            throw new AssertionError("not one delivery but " + deliveries.size());
        }
        return deliveries.get(0);
    }

    /** Method and path of each call so far, the ids of single records left out. */
    List<String> callsMade() {
        return vendor.calls().stream().map(SimulatedAccount::shortened).toList();
    }

    private static String shortened(Call call) {
        return call.method() + " " + call.path().replaceAll("/[0-9]+", "/*");
    }

    List<Call> writes() {
        return vendor.calls().stream()
                .filter(call -> !call.method().equals("GET"))
                .toList();
    }

    @Override
    public void close() {
        vendor.close();
    }
}
