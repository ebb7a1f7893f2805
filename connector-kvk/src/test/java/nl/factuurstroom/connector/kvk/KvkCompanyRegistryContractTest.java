package nl.factuurstroom.connector.kvk;

import java.util.List;
import java.util.Map;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.testkit.CompanyRegistryContract;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.KvkProfile;
import nl.factuurstroom.testkit.simulator.KvkSimulator;
import org.junit.jupiter.api.AfterEach;

class KvkCompanyRegistryContractTest extends CompanyRegistryContract {

    private final KvkSimulator kvk = new KvkSimulator(clock);
    private final KvkProfile profile = KvkProfile.legalPerson("12345674", "Bakkerij De Halve Maan B.V.");

    @Override
    protected CompanyRegistry registry() {
        kvk.register(profile.withVisitingAddress("Dorpsstraat", 12, "bis", "1234AB", "Utrecht"));
        return Kvk.of(KvkSettings.builder()
                .apiKey(KvkSimulator.KEY)
                .baseUrl(kvk.baseUri())
                .build());
    }

    @Override
    protected Company known() {
        return new Company(
                new KvkNumber("12345674"),
                "Bakkerij De Halve Maan B.V.",
                Address.of("Dorpsstraat 12 bis", "1234AB", "Utrecht", CountryCode.NL),
                "Besloten vennootschap met gewone structuur",
                false);
    }

    @Override
    protected void endKnown() {
        kvk.register(profile.withEnd("20260600"));
    }

    @Override
    protected void shieldKnown() {
        kvk.register(profile.withShieldedAddress("Utrecht"));
    }

    @Override
    protected void makeKnownUndeliverable() {
        kvk.undeliverable("12345674", "IPD1003");
    }

    @Override
    protected void limit() {
        failFromNowOn(Fault.status(429, "", Map.of("Retry-After", List.of("1"))));
    }

    @Override
    protected void loseAnswers() {
        failFromNowOn(Fault.loseAnswer());
    }

    private void failFromNowOn(Fault fault) {
        for (int i = 0; i < 20; i++) {
            kvk.failNext(fault);
        }
    }

    @Override
    protected void refuseCredentials() {
        kvk.acceptOnlyKey("another");
    }

    @Override
    protected void recover() {
        kvk.forgetFaults();
    }

    @AfterEach
    void close() {
        kvk.close();
    }
}
