package nl.factuurstroom.killharness;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.testkit.simulator.KvkProfile;
import nl.factuurstroom.testkit.simulator.KvkSimulator;
import nl.factuurstroom.testkit.simulator.VendorSimulator;
import nl.factuurstroom.testkit.simulator.ViesSimulator;

/** The vendors around the service: simulated, over real HTTP, in this JVM. None of them has a quota unless it is given one. */
final class Town implements AutoCloseable {

    /** New customers that the deals share. The last one is German. */
    static final int COMPANIES = 5;

    private static final Duration SEARCH_LAG = Duration.ofMillis(1200);
    private static final String GERMAN_VAT = "DE281345671";

    final HubSpotSimulator hubSpot;
    final ExactSimulator exact;
    final KvkSimulator kvk;
    final ViesSimulator vies;

    Town(Clock clock) {
        hubSpot = new HubSpotSimulator(clock).limits(0, 0, 0);
        exact = new ExactSimulator(clock);
        kvk = new KvkSimulator(clock);
        vies = new ViesSimulator(clock);
        exact.limits(0, 0);
        // The worst it can do to who repeats a call: the customer gets the mail again.
        exact.repeatedPrintMailsAgain(true);
        // Lists lag behind writes, within what the service is told to expect.
        exact.searchLag(SEARCH_LAG);
        hubSpot.property("companies", "vat_number", "string").property("companies", "kvk_number", "string");
        hubSpot.property("line_items", "vat_rate", "string").property("line_items", "supply_kind", "string");
        hubSpot.property("deals", "invoice_number", "string");
        hubSpot.property("deals", "invoice_status", "string").property("deals", "invoice_amount_paid", "number");
        hubSpot.property("deals", "invoice_paid_at", "date");
        for (int i = 0; i < COMPANIES; i++) {
            company(i);
        }
    }

    private void company(int number) {
        var id = companyId(number);
        var company = hubSpot.company(id).name("Bedrijf " + number + " B.V.");
        if (isGerman(number)) {
            company.name("Werkzeugbau GmbH")
                    .address("Hauptstrasse 1", "10115", "Berlin", "Germany")
                    .set("vat_number", GERMAN_VAT);
            vies.register(GERMAN_VAT, "Werkzeugbau GmbH", "Hauptstrasse 1, 10115 Berlin");
        } else {
            var kvkNumber = "6875020" + number;
            company.set("kvk_number", kvkNumber);
            kvk.register(KvkProfile.legalPerson(kvkNumber, "Bedrijf " + number + " B.V.")
                    .withVisitingAddress("Dorpsstraat", number + 1, "", "3511AB", "Utrecht"));
        }
        company.billingContact("5" + number);
    }

    static boolean isGerman(int company) {
        return company == COMPANIES - 1;
    }

    private static String companyId(int number) {
        return "50" + number;
    }

    List<VendorSimulator> vendors() {
        return List.of(hubSpot, exact, kvk, vies);
    }

    /** What the service has to know to work here; its store is still missing. */
    Map<String, String> settings() {
        var values = new LinkedHashMap<String, String>();
        values.put("server.port", "0");
        values.put("supplier.name", "Zuiderzee Software B.V.");
        values.put("supplier.vat-id", "NL123456782B90");
        values.put("supplier.kvk-number", "68750110");
        values.put("supplier.iban", "NL91ABNA0417164300");
        values.put("delivery", "email");
        values.put("guard.max-invoices-per-hour", "0");
        values.put("engine.heartbeat", "PT1S");
        values.put("workers", "8");
        values.put("hubspot.base-url", hubSpot.baseUri().toString());
        values.put("hubspot.access-token", HubSpotSimulator.TOKEN);
        values.put("hubspot.client-secret", HubSpotSimulator.SECRET);
        values.put("hubspot.portal-id", Long.toString(HubSpotSimulator.PORTAL));
        values.put("hubspot.property.line.vat-rate", "vat_rate");
        values.put("hubspot.property.line.supply-kind", "supply_kind");
        values.put("hubspot.poll-interval", "0");
        values.put("hubspot.limit-per-10-seconds", "0");
        values.put("hubspot.call-timeout", "PT4S");
        values.put("hubspot.won-since", "2020-01-01");
        values.put("exact.base-url", exact.baseUri().toString());
        values.put("exact.division", Integer.toString(ExactSimulator.DIVISION));
        values.put("exact.access-token", exact.accessToken());
        values.put("exact.webhook-secret", exact.webhookSecret());
        values.put("exact.item", "UREN");
        values.put("exact.limit-per-minute", "0");
        values.put("exact.limit-per-day", "0");
        values.put("exact.call-timeout", "PT4S");
        // Must exceed Trouble.LATEST: what a vendor processes later than it states can't be waited for.
        values.put("exact.settle-time", "PT2S");
        values.put("exact.payment-poll-interval", "PT2S");
        values.put("exact.vat-code.standard", "2");
        values.put("exact.vat-code.reduced", "1");
        values.put("exact.vat-code.intra-eu-services", "7D");
        values.put("exact.vat-code.intra-eu-goods", "7");
        values.put("kvk.base-url", kvk.baseUri().toString());
        values.put("kvk.api-key", KvkSimulator.KEY);
        values.put("vies.base-url", vies.restApi().toString());
        return values;
    }

    /** A deal that isn't won yet. */
    void open(Deal deal) {
        var company = companyId(deal.company());
        hubSpot.deal(deal.id()).company(company).contact("5" + deal.company());
        hubSpot.deal(deal.id()).line("Advies", "1", deal.net().toPlainString(), line -> {
            line.set("vat_rate", isGerman(deal.company()) ? null : "21");
            line.set("supply_kind", "services");
        });
    }

    void win(Deal deal) {
        hubSpot.deal(deal.id()).stage("closedwon");
    }

    @Override
    public void close() {
        vendors().forEach(VendorSimulator::close);
    }
}
