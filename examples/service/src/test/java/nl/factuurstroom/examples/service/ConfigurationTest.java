package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import nl.factuurstroom.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @Test
    void everyKeyOfTheContractIsThereWithItsDefault() throws IOException {
        var contract = new Properties();
        try (var in = ConfigurationTest.class.getResourceAsStream("/contract.properties")) {
            contract.load(Objects.requireNonNull(in));
        }

        var keys = new TreeMap<String, String>();
        Keys.all()
                .values()
                .forEach(key -> keys.put(key.name(), key.defaultValue().orElse("")));

        contract.forEach((name, value) -> assertThat(keys).containsEntry((String) name, (String) value));
    }

    @Test
    void aKeyLeftOutOrBlankHasItsDefault() {
        var configuration = of(Map.of("exact.journal", "  "));

        assertThat(configuration.text("exact.journal")).isEqualTo("70");
        assertThat(configuration.duration("hubspot.call-timeout")).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.optional("exact.item")).isNull();
        assertThat(configuration.faults().all()).isEmpty();
    }

    @Test
    void anEnvironmentVariableOverridesTheFile() {
        var environment =
                Map.of("EXACT_CALL_TIMEOUT", "PT5S", "SERVER_PUBLIC_URL", "https://a.example", "WORKERS", " ");

        var configuration = Configuration.of(Map.of("exact.call-timeout", "PT9S", "workers", "3"), environment);

        assertThat(configuration.duration("exact.call-timeout")).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.address("server.public-url")).isEqualTo(URI.create("https://a.example"));
        assertThat(configuration.number("workers", 1, 200)).isEqualTo(3);
    }

    @Test
    void unknownKeysAreToldWithTheNearestKnownOne() {
        var configuration = of(Map.of("hubspot.acces-token", "x", "totally.unrelated.thing", "y"));

        assertThat(configuration.faults().all())
                .containsExactly(
                        "there is no setting 'hubspot.acces-token'; the nearest is 'hubspot.access-token'",
                        "there is no setting 'totally.unrelated.thing'");
    }

    @Test
    void zeroSwitchesAPollOff() {
        var configuration = of(Map.of("hubspot.poll-interval", "0", "exact.payment-poll-interval", "PT0S"));

        assertThat(configuration.durationOrOff("hubspot.poll-interval")).isZero();
        assertThat(configuration.durationOrOff("exact.payment-poll-interval")).isZero();
        assertThat(configuration.faults().all()).isEmpty();
    }

    @Test
    void aDayAndAMomentCanBothBeGiven() {
        var configuration = of(Map.of("hubspot.won-since", "2026-12-01"));
        var exact = of(Map.of("hubspot.won-since", "2026-12-01T08:00:00+01:00"));

        assertThat(configuration.moment("hubspot.won-since")).isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(exact.moment("hubspot.won-since")).isEqualTo(Instant.parse("2026-12-01T07:00:00Z"));
    }

    @Test
    void whatCannotBeReadIsAFaultThatSaysWhatIsWanted() {
        var configuration = of(Map.of(
                "server.port", "80a",
                "hubspot.settle", "5 minutes",
                "guard.max-invoice-amount", "-1",
                "invoice.when", "later",
                "vies.base-url", "ftp://x",
                "source", "hubspot,salesforce"));

        configuration.number("server.port", 0, 65_535);
        configuration.durationOrOff("hubspot.settle");
        configuration.amount("guard.max-invoice-amount");
        configuration.choice("invoice.when", Map.of("won", 1, "supply-date", 2), 1);
        configuration.address("vies.base-url");
        configuration.words("source", java.util.Set.of("hubspot"));

        assertThat(configuration.faults().all())
                .containsExactly(
                        "server.port must be a whole number from 0 to 65535, was '80a'",
                        "hubspot.settle must be an ISO 8601 duration like PT30S or PT5M, 0 for off, was '5 minutes'",
                        "guard.max-invoice-amount must be an amount like 25000 or 25000.00, was '-1'",
                        "invoice.when must be supply-date or won, was 'later'",
                        "vies.base-url must be an address like https://example.nl, was 'ftp://x'",
                        "source must be one or more of hubspot, was 'salesforce'");
    }

    @Test
    void allFaultsAreToldInOneMessage() {
        var configuration = of(Map.of("supplier.vat-id", "NL12345", "workers", "0", "delivry", "email"));

        assertThatThrownBy(() -> Wiring.wire(configuration, event -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("faults in the configuration")
                .hasMessageContaining("there is no setting 'delivry'; the nearest is 'delivery'")
                .hasMessageContaining("supplier.name is missing")
                .hasMessageContaining("supplier.vat-id: ")
                .hasMessageContaining("delivery is missing")
                .hasMessageContaining("hubspot.access-token is missing")
                .hasMessageContaining("hubspot.client-secret is missing")
                .hasMessageContaining("exact.client-id, exact.client-secret and exact.refresh-token are missing")
                .hasMessageContaining("workers must be a whole number from 1 to 200, was '0'");
    }

    @Test
    void aStoreOnPostgresqlNeedsAKeyOfThirtyTwoBytes() {
        var without = new LinkedHashMap<>(Examples.complete());
        without.put("store.url", "jdbc:postgresql://db.example/invoicing");
        var tooShort = new LinkedHashMap<>(without);
        tooShort.put("store.encryption-key", "c2hvcnQ=");

        assertThatThrownBy(() -> Wiring.wire(of(without), event -> {}))
                .hasMessageContaining("1 fault")
                .hasMessageContaining("store.encryption-key is missing");
        assertThatThrownBy(() -> Wiring.wire(of(tooShort), event -> {}))
                .hasMessageContaining("store.encryption-key must be 32 bytes in base64")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void anEarlierKeyNeedsACurrentOneAndIsNeverRepeated() {
        var alone = new LinkedHashMap<>(Examples.complete());
        alone.put("store.earlier-encryption-keys", "c2hvcnQ=, " + "A".repeat(43) + "=");

        assertThatThrownBy(() -> Wiring.wire(of(alone), event -> {}))
                .hasMessageContaining("2 faults")
                .hasMessageContaining("store.earlier-encryption-keys need store.encryption-key")
                .hasMessageContaining("store.earlier-encryption-keys must be 32 bytes in base64")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void mappingsPerProductGroupArePairs() {
        var wrong = new LinkedHashMap<>(Examples.complete());
        wrong.put("exact.items", "boeken=BOEK, uren");
        wrong.put("exact.cost-centers", "=");

        assertThatThrownBy(() -> Wiring.wire(of(wrong), event -> {}))
                .hasMessageContaining("2 faults")
                .hasMessageContaining("exact.items: pairs are like boeken=8020")
                .hasMessageContaining("was 'uren'")
                .hasMessageContaining("exact.cost-centers: ");
    }

    @Test
    void settingsOfVatAreToldByTheirNames(@TempDir Path folder) throws IOException {
        var broken = folder.resolve("discounts.json");
        Files.writeString(broken, "[{\"name\": \"Staffel\"}]");
        var wrong = new LinkedHashMap<>(Examples.complete());
        wrong.put("discounts.file", broken.toString());
        wrong.put("supplier.vat-scheme", "kor");
        wrong.put("vat.goods-go-to-buyer-address", "yes");
        wrong.put("oss.destination-rates-always", "true");
        wrong.put("oss.opening-turnover", "2025=3200, 2026");
        wrong.put("kor.count-turnover", "true");
        wrong.put("vies.when-down", "guess");
        wrong.put("vies.deadline", "3 days");
        wrong.put("vies.valid-for", "-P1D");
        wrong.put("vies.checked-within", "day");

        assertThatThrownBy(() -> Wiring.wire(of(wrong), event -> {}))
                .hasMessageContaining("discounts.file: ")
                .hasMessageContaining("supplier.vat-scheme must be normal or small-business, was 'kor'")
                .hasMessageContaining("vat.goods-go-to-buyer-address must be false or true, was 'yes'")
                .hasMessageContaining("oss.destination-rates-always needs oss.registered=true")
                .hasMessageContaining("oss.opening-turnover: turnover per year is like 2025=3200.00")
                .hasMessageContaining("was '2026'")
                .hasMessageContaining("oss.opening-turnover needs oss.count-turnover=true")
                .hasMessageContaining("kor.count-turnover needs supplier.vat-scheme=small-business")
                .hasMessageContaining("vies.when-down must be dutch-vat, hold or hold-then-dutch-vat, was 'guess'")
                .hasMessageContaining("vies.deadline must be an ISO 8601 duration")
                .hasMessageContaining("vies.valid-for must be an ISO 8601 duration")
                .hasMessageContaining("vies.checked-within must be an ISO 8601 duration");
    }

    @Test
    void openingTurnoverIsAnAmountPerYear() {
        var wrong = new LinkedHashMap<>(Examples.complete());
        wrong.put("oss.count-turnover", "true");
        wrong.put("oss.opening-turnover", "2025=-3, 26=1, 2024=1.005");
        wrong.put("discounts.file", "nowhere.json");

        assertThatThrownBy(() -> Wiring.wire(of(wrong), event -> {}))
                .hasMessageContaining("oss.opening-turnover: turnover of 2025 must not be negative, was -3")
                .hasMessageContaining("oss.opening-turnover: a year has four digits, was 26")
                .hasMessageContaining("was '2024=1.005'")
                .hasMessageContaining("discounts.file: can't read 'nowhere.json'");
    }

    @Test
    void settingsOfVatMakeAPipeline(@TempDir Path folder) throws IOException {
        var tables = folder.resolve("discounts.json");
        Files.writeString(tables, """
                [{"name": "Staffel", "mode": "volume", "scope": "line", "productGroup": "coffee", "from": "2026-01-01",
                  "tiers": [{"from": 1, "price": "4.00"}, {"from": 25, "price": "3.50"}]}]
                """);
        var values = new LinkedHashMap<>(Examples.complete());
        values.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));
        values.put("discounts.file", tables.toString());
        values.put("supplier.vat-scheme", "small-business");
        values.put("vat.goods-go-to-buyer-address", "true");
        values.put("oss.registered", "true");
        values.put("oss.destination-rates-always", "true");
        values.put("oss.below-threshold", "false");
        values.put("oss.count-turnover", "true");
        values.put("oss.opening-turnover", "2025=3200.00, 2026 = 8150");
        values.put("kor.count-turnover", "true");
        values.put("kor.opening-turnover", "2025=0,2026=0");
        values.put("vies.when-down", "hold-then-dutch-vat");
        values.put("vies.deadline", "PT12H");
        values.put("vies.valid-for", "0");
        values.put("vies.checked-within", "PT1H");

        try (var wired = Wiring.wire(of(values), event -> {})) {
            assertThat(wired.pipeline().attention()).isEmpty();
        }
    }

    @Test
    void remindersNeedAMailServer() {
        var without = new LinkedHashMap<>(Examples.complete());
        without.put("reminder.after-days", "7");

        assertThatThrownBy(() -> Wiring.wire(of(without), event -> {}))
                .hasMessageContaining("1 fault")
                .hasMessageContaining("reminder.after-days needs smtp.host and smtp.from");
    }

    @Test
    void noSecretIsToldOn() {
        var configuration = of(Examples.complete());

        assertThat(configuration.toString()).doesNotContain(Examples.SECRET).contains("hubspot.access-token");
    }

    @Test
    void aFileIsReadAsUtf8(@TempDir Path folder) throws IOException {
        var file = folder.resolve("my.properties");
        Files.writeString(file, "supplier.name = Café Zuiderzee B.V.\n");

        assertThat(Configuration.read(file, Map.of()).text("supplier.name")).isEqualTo("Café Zuiderzee B.V.");
        assertThatThrownBy(() -> Configuration.read(folder.resolve("none"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("can't read");
    }

    private static Configuration of(Map<String, String> values) {
        return Configuration.of(values, Map.of());
    }
}
