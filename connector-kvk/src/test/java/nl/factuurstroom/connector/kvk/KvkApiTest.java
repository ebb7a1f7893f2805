package nl.factuurstroom.connector.kvk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.KvkProfile;
import nl.factuurstroom.testkit.simulator.KvkSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class KvkApiTest {

    private static final KvkNumber DONALD = new KvkNumber("68750110");

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final KvkSimulator vendor = new KvkSimulator(clock);
    private final Kvk kvk = connected(settings());

    private KvkSettings.Builder settings() {
        return KvkSettings.builder().apiKey(KvkSimulator.KEY).baseUrl(vendor.baseUri());
    }

    private Kvk connected(KvkSettings.Builder settings) {
        var made = Kvk.of(settings.build());
        made.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        return made;
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void asksOncePerCompanyWithTheKeyInItsHeader() {
        kvk.find(DONALD);

        assertThat(vendor.calls()).hasSize(1);
        var call = vendor.calls().get(0);
        assertThat(call.path()).isEqualTo("/api/v1/basisprofielen/68750110");
        assertThat(call.query()).isEmpty();
        assertThat(call.header("apikey")).contains(KvkSimulator.KEY);
        assertThat(call.header("accept")).contains("application/hal+json");
    }

    @Test
    void sendsWhatThePublishedContractsKnow() throws Exception {
        var folder = Path.of("../../shared/apis/kvk");
        Assumptions.assumeTrue(Files.exists(folder), "skipped: the vendor's contracts aren't on this machine");

        var profile = Files.readString(folder.resolve("basisprofiel-v1.openapi.yaml"));
        var search = Files.readString(folder.resolve("zoeken-v2.openapi.yaml"));

        assertThat(profile).contains("/basisprofielen/{kvkNummer}:", "name: apikey", "application/hal+json");
        assertThat(search).contains("/zoeken:", "name: apikey", "name: kvkNummer", "application/hal+json");
    }

    @Test
    void reachesTheTestEnvironmentBelowItsOwnPath() {
        var test = connected(settings().baseUrl(vendor.baseUri().resolve("/test")));

        assertThat(test.find(DONALD)).isPresent();
        assertThat(vendor.calls().get(0).path()).isEqualTo("/test/api/v1/basisprofielen/68750110");
    }

    @Test
    void takesTheVisitingAddressUnlessThePostalOneIsWanted() {
        var postal = connected(settings().postalAddress(true));

        assertThat(kvk.find(DONALD).orElseThrow().address())
                .isEqualTo(Address.of("Hizzaarderlaan 3 A", "8823SJ", "Lollum", CountryCode.NL));
        assertThat(postal.find(DONALD).orElseThrow().address())
                .isEqualTo(Address.of("Postbus 200", "1000AE", "Rommeldam", CountryCode.NL));
    }

    @Test
    void takesTheOwnersAddressWhereThereIsNoMainBranch() {
        var company = kvk.find(new KvkNumber("90000749")).orElseThrow();

        assertThat(company.address()).isEqualTo(Address.of("Blaauwweg 163", "3328XD", "Dordrecht", CountryCode.NL));
    }

    @Test
    void waitsFiveMinutesForWhatIsNotDeliverableNow() {
        vendor.undeliverable("68750110", "IPD1002");

        var later = catchThrowableOfType(TransientException.class, () -> kvk.find(DONALD));

        assertThat(later.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(later.accountWide()).isFalse();
        assertThat(vendor.calls()).hasSize(1);
    }

    @Test
    void getsOverOneLostAnswerByItself() {
        vendor.failNext(Fault.loseAnswer());

        assertThat(kvk.find(DONALD)).isPresent();
    }

    @Test
    void aPlain404IsNotAnAnswerOfKvk() {
        var elsewhere = connected(settings().baseUrl(vendor.baseUri().resolve("/elsewhere")));

        assertThatThrownBy(() -> elsewhere.find(DONALD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kvk.base-url");
        assertThat(elsewhere.check()).extracting(Finding::subject).containsExactly("kvk.base-url");
    }

    @Test
    void neverShowsTheKey() {
        vendor.acceptOnlyKey("another");

        assertThatThrownBy(() -> kvk.find(DONALD))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("kvk.api-key")
                .hasMessageNotContaining(KvkSimulator.KEY);
        assertThat(kvk + settings().build().toString()).doesNotContain(KvkSimulator.KEY);
    }

    @Test
    void examinesTheKeyWithoutBeingBilled() {
        assertThat(kvk.check()).isEmpty();
        assertThat(vendor.billed()).isZero();
    }

    @Test
    void countsItsOwnSpendingCapAsABudget() {
        var capped = connected(settings().callsPerDay(50));

        assertThat(capped.budgets())
                .anySatisfy(budget ->
                        assertThat(List.of(budget.limit(), budget.window())).containsExactly(50, Duration.ofDays(1)));
    }

    @Test
    void aRetirementNoticeDoesNotDisturb() {
        vendor.announceRetirement();

        assertThat(kvk.find(DONALD)).isPresent();
    }

    @Test
    void keepsAForeignAddressAsTheRegisterHasIt() {
        vendor.register(KvkProfile.legalPerson("90001354", "Maas en Rijn B.V.")
                .withForeignAddress("Hauptstrasse 1", "50667 Köln", "Duitsland"));

        var address = kvk.find(new KvkNumber("90001354")).orElseThrow().address();

        assertThat(address).isEqualTo(Address.of("Hauptstrasse 1", null, "50667 Köln", CountryCode.of("DE")));
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> KvkSettings.builder().build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> KvkSettings.builder().apiKey(" ").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Kvk.of(KvkSettings.builder()
                        .apiKey("k")
                        .baseUrl(URI.create("ftp://x"))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
