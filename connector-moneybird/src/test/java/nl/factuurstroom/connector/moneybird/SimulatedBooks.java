package nl.factuurstroom.connector.moneybird;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;

/** A simulated Moneybird with a connector wired to it, for the tests of this module. */
final class SimulatedBooks implements AutoCloseable {

    static final String SECRET = "e1137b5191c4f8a7a9cbedc12b8079897f6d7829780c51ccc0f89abbb088fe4a";

    final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    final MoneybirdSimulator simulator = new MoneybirdSimulator(clock);

    /** As a careful user sets it up: a rate for every treatment. */
    MoneybirdSettings.Builder settings() {
        var settings = bare();
        for (VatTreatment treatment : VatTreatment.values()) {
            settings.taxRate(treatment, simulator.taxRate(treatment));
        }
        return settings;
    }

    /** Without any mapping. */
    MoneybirdSettings.Builder bare() {
        return MoneybirdSettings.builder()
                .administration(MoneybirdSimulator.ADMINISTRATION)
                .accessToken(MoneybirdSimulator.TOKEN)
                .webhookSecret(SECRET)
                .callTimeout(Duration.ofSeconds(2))
                .baseUri(simulator.baseUri());
    }

    Moneybird connected() {
        return connected(settings());
    }

    Moneybird connected(MoneybirdSettings.Builder settings) {
        return connected(settings, CallMeter.none());
    }

    Moneybird connected(MoneybirdSettings.Builder settings, CallMeter meter) {
        var moneybird = Moneybird.of(settings.build());
        moneybird.connect(new AccountContext(clock, TokenStore.inMemory(), meter));
        return moneybird;
    }

    KnownCustomer customer(Moneybird moneybird) {
        return customer(moneybird, Map.of());
    }

    KnownCustomer customer(Moneybird moneybird, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("company_name", "Bakkerij Smit B.V.");
        fields.put("chamber_of_commerce", "34567890");
        fields.put("zipcode", "1012 AB");
        fields.put("country", "NL");
        fields.put("send_invoices_to_email", "crediteuren@smit.example");
        fields.putAll(more);
        var id = new CustomerId(simulator.addContact(fields));
        return moneybird
                .customers()
                .find(CustomerQuery.byIds(java.util.Set.of(id)))
                .get(0);
    }

    String idOf(String reference) {
        return simulator.invoicesWith(reference).get(0).path("id").asText();
    }

    /** The vendor's own 429, headers as misleading as they are. */
    Fault limited(long seconds) {
        var until = Long.toString(clock.instant().getEpochSecond() + seconds);
        return Fault.status(
                429,
                "\"Retry later\"",
                Map.of(
                        "RateLimit-Limit", List.of("150"),
                        "RateLimit-Remaining", List.of(Long.toString(seconds)),
                        "RateLimit-Reset", List.of(until),
                        "Retry-After", List.of(until)));
    }

    static Fault refused() {
        return Fault.status(
                422, "{\"error\":{\"contact\":[\"must exist\"]},\"details\":{\"contact\":[{\"error\":\"blank\"}]}}");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
