package nl.factuurstroom.examples.quickstart;

import java.time.Clock;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.testkit.simulator.KvkProfile;
import nl.factuurstroom.testkit.simulator.KvkSimulator;
import nl.factuurstroom.testkit.simulator.ViesSimulator;

/** HubSpot, Exact Online, the trade register and VIES, simulated over real HTTP and filled with what was recorded. */
final class Vendors implements AutoCloseable {

    final HubSpotSimulator hubSpot;
    final ExactSimulator exact;
    final KvkSimulator kvk;
    final ViesSimulator vies;

    Vendors(Clock clock, Iterable<String> folders) {
        hubSpot = new HubSpotSimulator(clock);
        exact = new ExactSimulator(clock);
        kvk = new KvkSimulator(clock);
        vies = new ViesSimulator(clock);
        hubSpot.load(Payloads.json("pipelines.json"));
        hubSpot.load(Payloads.json("tax-rates.json"));
        hubSpot.property("deals", "invoice_amount_paid", "number").property("deals", "invoice_paid_at", "date");
        folders.forEach(folder -> hubSpot.load(Payloads.deal(folder)));
        exact.load(Payloads.entity("crm/Accounts", "exact-accounts.json"));
        registerCompany("kvk-71604823.json");
        registerVatNumber("vies-BE0467123888.json");
        registerVatNumber("vies-DE281345671.json");
    }

    private void registerCompany(String payload) {
        var profile = Payloads.json(payload);
        var address = profile.at("/_embedded/hoofdvestiging/adressen/0");
        kvk.register(KvkProfile.legalPerson(
                        profile.path("kvkNummer").asText(),
                        profile.path("statutaireNaam").asText())
                .withVisitingAddress(
                        address.path("straatnaam").asText(),
                        address.path("huisnummer").asInt(),
                        address.path("huisnummerToevoeging").asText(),
                        address.path("postcode").asText(),
                        address.path("plaats").asText()));
    }

    private void registerVatNumber(String payload) {
        var check = Payloads.json(payload);
        vies.register(
                check.path("countryCode").asText() + check.path("vatNumber").asText(),
                check.path("name").asText(),
                check.path("address").asText());
    }

    @Override
    public void close() {
        hubSpot.close();
        exact.close();
        kvk.close();
        vies.close();
    }
}
