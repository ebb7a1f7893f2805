package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A full run with everything logged: sales, refreshed tokens, refused credentials, forged webhooks, an operator, a database
 * with a password. Not one secret that was configured or sent may stand in what it printed, nor readable in its store.
 */
@Tag("kill")
class SecretsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ADMIN_TOKEN = "operator-token-7f3a91";
    private static final String DATABASE_PASSWORD = "database-password-5521";
    private static final String EARLIER_KEY = "ZWFybGllci1rZXktb2YtMzItYnl0ZXMtMTIzNDU2Nzg=";
    private static final String MAIL_PASSWORD = "mail-password-90ab";
    private static final Set<String> SECRET_KEYS = Set.of(
            "server.admin-token",
            "store.password",
            "store.encryption-key",
            "store.earlier-encryption-keys",
            "smtp.password",
            "hubspot.access-token",
            "hubspot.client-secret",
            "exact.client-secret",
            "exact.refresh-token",
            "exact.webhook-secret",
            "kvk.api-key");
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "apikey");
    private static final Set<String> SECRET_FIELDS = Set.of("refresh_token", "client_secret");

    private final Deal deal = new Deal("9201", 0, new BigDecimal("100"));
    private final Deal german = new Deal("9202", Town.COMPANIES - 1, new BigDecimal("200"));

    @TempDir
    Path folder;

    @Test
    void noSecretStandsInAnythingThatARunOnPostgresPrints() throws Exception {
        try (var postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
                var town = new Town(Clock.systemUTC())) {
            var settings = settings(town);
            settings.putAll(postgres.database("secrets"));
            settings.put("store.password", DATABASE_PASSWORD);
            settings.put("store.earlier-encryption-keys", EARLIER_KEY);

            assertThatNothingLeaks(run(town, settings), secrets(town, settings));
        }
    }

    @Test
    void noSecretStandsInAnythingThatARunOnSqlitePrintsOrStores() throws IOException {
        try (var town = new Town(Clock.systemUTC())) {
            var settings = settings(town);
            settings.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));

            var printed = run(town, settings);

            var secrets = secrets(town, settings);
            assertThatNothingLeaks(printed, secrets);
            assertThatNothingLeaks(stored(), secrets);
        }
    }

    private Map<String, String> settings(Town town) {
        var settings = new LinkedHashMap<>(town.settings());
        settings.remove("exact.access-token");
        settings.put("exact.client-id", town.exact.clientId());
        settings.put("exact.client-secret", town.exact.clientSecret());
        settings.put("exact.refresh-token", town.exact.refreshToken());
        settings.put("server.admin-token", ADMIN_TOKEN);
        settings.put("reminder.after-days", "7");
        settings.put("smtp.host", "127.0.0.1");
        settings.put("smtp.port", "9");
        settings.put("smtp.user", "invoicing@example.nl");
        settings.put("smtp.password", MAIL_PASSWORD);
        settings.put("smtp.from", "invoicing@example.nl");
        return settings;
    }

    /** @return what was printed */
    private String run(Town town, Map<String, String> settings) {
        town.exact.searchLag(Duration.ZERO);
        // A token answer is lost, and a write meets an error that tells back what was sent.
        town.exact.failNext("POST", "/api/oauth2/token", Fault.loseAnswer());
        town.exact.failNext("POST", "/salesinvoice/SalesInvoices", Fault.status(503, "busy"));
        try (var node = Node.start(
                        "secrets",
                        folder,
                        settings,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                        "-Dorg.slf4j.simpleLogger.log.nl.factuurstroom=trace");
                var postman = new Postman(town, node::url)) {
            var url = node.awaitReady();
            for (Deal each : List.of(deal, german)) {
                town.open(each);
                town.win(each);
                postman.announce(each, 2);
            }
            Eventually.holds(
                    "both are invoiced",
                    PATIENCE,
                    () -> Tally.of(town, List.of(deal, german)).isComplete(),
                    node::output);
            assertThat(Operator.get(url.resolve("/check"), "Authorization", "Bearer " + ADMIN_TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            refusesAtTheFrontDoor(town, node);
            refusedByVendors(town, node);
            assertThat(node.stop()).isZero();
            return node.output();
        }
    }

    private void refusesAtTheFrontDoor(Town town, Node node) {
        var target = node.awaitReady().resolve("/webhooks/hubspot");
        var forged = town.hubSpot
                .webhook()
                .to(target)
                .dealStage(deal.id(), "closedwon")
                .signedWith("another");
        var replayed = town.hubSpot
                .webhook()
                .to(target)
                .dealStage(deal.id(), "closedwon")
                .sentAt(Clock.systemUTC().instant().minus(Duration.ofMinutes(6)));
        var large = "x".repeat(1024 * 1024 + 1);

        assertThat(forged.build().post(target, PATIENCE)).isEqualTo(401);
        assertThat(replayed.build().post(target, PATIENCE)).isEqualTo(401);
        assertThat(Operator.post(target, large).statusCode()).isEqualTo(413);
        assertThat(Operator.post(node.awaitReady().resolve("/webhooks/exact"), "{}")
                        .statusCode())
                .isBetween(400, 401);
    }

    /** Both vendors refuse us, and what they say about it is logged. */
    private void refusedByVendors(Town town, Node node) {
        town.hubSpot.refuseCredentials();
        town.exact.revokeTokens();
        var lost = new Deal("9203", 1, new BigDecimal("300"));
        town.open(lost);
        town.win(lost);
        try (var postman = new Postman(town, node::url)) {
            postman.announce(lost, 1);
            Eventually.holds(
                    "the account is in trouble",
                    PATIENCE,
                    () -> Operator.attention(node.awaitReady()).contains("AUTHENTICATION"),
                    node::output);
        }
        Operator.get(node.awaitReady().resolve("/check"));
    }

    /** Everything secret that was configured, and all that vendors were sent. */
    private static Set<String> secrets(Town town, Map<String, String> settings) {
        var secrets = new TreeSet<String>();
        settings.forEach((key, value) -> {
            if (SECRET_KEYS.contains(key)) {
                secrets.add(value);
            }
        });
        town.vendors().stream().flatMap(vendor -> vendor.calls().stream()).forEach(call -> {
            SECRET_HEADERS.forEach(name ->
                    call.header(name).ifPresent(value -> secrets.add(value.replaceFirst("^(Bearer|Basic) ", ""))));
            if (call.path().endsWith("/token")) {
                SECRET_FIELDS.forEach(name -> secrets.addAll(call.form().getOrDefault(name, List.of())));
            }
        });
        assertThat(secrets)
                .contains(HubSpotSimulator.TOKEN, HubSpotSimulator.SECRET, ADMIN_TOKEN, MAIL_PASSWORD)
                .contains(town.exact.clientSecret(), town.exact.webhookSecret(), "stampNL001.refresh-0")
                .anyMatch(secret -> secret.startsWith("stampNL001.access-"));
        return secrets;
    }

    private String stored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var text = new StringBuilder();
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("store.db"))
                    .filter(f -> !f.getFileName().toString().endsWith(".key"))
                    .toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            assertThat(text).contains("HS-9201");
            return text.toString();
        }
    }

    private static void assertThatNothingLeaks(String text, Set<String> secrets) {
        assertThat(text).hasSizeGreaterThan(1000);
        assertThat(secrets).allSatisfy(secret -> {
            int at = text.indexOf(secret);
            assertThat(at)
                    .as(() -> "leaked: " + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100)))
                    .isNegative();
        });
    }
}
