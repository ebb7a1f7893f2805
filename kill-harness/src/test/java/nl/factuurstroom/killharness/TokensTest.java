package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refresh tokens work once: of all threads of all nodes one renews, the others wait for what it gets. */
@Tag("kill")
class TokensTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofSeconds(595);
    private static final int ROUNDS = 5;
    private static final int THREADS = 4;

    @TempDir
    static Path folder;

    private static Postgres postgres;

    @BeforeAll
    static void open() throws Exception {
        postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    /** The refresh tokens that were sent, in order. */
    private static List<String> sent(ExactSimulator exact) {
        return exact.calls("POST", "/api/oauth2/token").stream()
                .map(call -> call.form().get("refresh_token").get(0))
                .toList();
    }

    @Test
    void twoProcessesThatStartTogetherRenewOnce() {
        var deals = List.of(new Deal("9301", 0, BigDecimal.TEN), new Deal("9302", 1, BigDecimal.TEN));
        try (var town = new Town(Clock.systemUTC())) {
            var settings = new LinkedHashMap<>(town.settings());
            settings.putAll(postgres.database("tokens"));
            settings.remove("exact.access-token");
            settings.put("exact.client-id", town.exact.clientId());
            settings.put("exact.client-secret", town.exact.clientSecret());
            settings.put("exact.refresh-token", town.exact.refreshToken());
            // Without mercy: the first refresh token is dead as soon as it was used.
            town.exact.previousRefreshTokenWorks(false);
            try (var one = Node.start("tokens-1", folder, settings);
                    var two = Node.start("tokens-2", folder, settings);
                    var toOne = new Postman(town, one::url);
                    var toTwo = new Postman(town, two::url)) {
                one.awaitReady();
                two.awaitReady();
                deals.forEach(town::open);
                deals.forEach(town::win);
                deals.forEach(deal -> toOne.announce(deal, 1));
                deals.forEach(deal -> toTwo.announce(deal, 1));
                Eventually.holds(
                        "both are invoiced",
                        PATIENCE,
                        () -> Tally.of(town, deals).isComplete(),
                        () -> one.output() + two.output());
                // Both nodes ask by themselves: each has its own doctor here.
                Operator.get(one.awaitReady().resolve("/check"));
                Operator.get(two.awaitReady().resolve("/check"));

                assertThat(sent(town.exact)).containsExactly("stampNL001.refresh-0");
                assertThat(Tally.of(town, deals)).isEqualTo(Tally.perfect());
            }
        }
    }

    @Test
    void manyThreadsOfTwoNodesRenewOnceEachTime() throws Exception {
        var clock = SettableClock.at("2026-11-24T09:00:00Z");
        var store = postgres.database("rotation");
        var threads = Executors.newFixedThreadPool(2 * THREADS);
        try (var exact = new ExactSimulator(clock);
                var one = new TokenNode(exact, clock, store);
                var two = new TokenNode(exact, clock, store)) {
            exact.limits(0, 0);
            exact.previousRefreshTokenWorks(false);
            for (int round = 0; round < ROUNDS; round++) {
                var asked = new ArrayList<Callable<List<BookedInvoice>>>();
                for (int i = 0; i < THREADS; i++) {
                    asked.add(one::ask);
                    asked.add(two::ask);
                }
                for (var answer : threads.invokeAll(asked)) {
                    assertThat(answer.get()).isEmpty();
                }
                clock.advance(LIFE);
            }

            assertThat(sent(exact)).hasSize(ROUNDS).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    /** A node with its own connector and its own connections to the shared store; it isn't started. */
    private static final class TokenNode implements AutoCloseable {

        private final HikariDataSource pool = new HikariDataSource();
        private final JdbcStore store;
        private final InvoicingPipeline pipeline;
        private final ExactOnline exact;

        TokenNode(ExactSimulator simulator, SettableClock clock, java.util.Map<String, String> database) {
            pool.setJdbcUrl(database.get("store.url"));
            pool.setUsername(database.get("store.user"));
            pool.setPassword(database.get("store.password"));
            store = JdbcStore.builder()
                    .dataSource(pool)
                    .encryptionKey(new byte[32])
                    .clock(clock)
                    .build();
            exact = ExactOnline.of(ExactOnlineSettings.builder()
                    .baseUri(simulator.baseUri())
                    .division(ExactSimulator.DIVISION)
                    .oauth(simulator.clientId(), simulator.clientSecret(), "stampNL001.refresh-0")
                    .build());
            pipeline = InvoicingPipeline.builder()
                    .supplier(Supplier.builder()
                            .name("Zuiderzee Software B.V.")
                            .vatNumber("NL123456782B90")
                            .build())
                    .trigger(new FakeSource("crm", clock))
                    .accountingGateway(exact)
                    .delivery(Delivery.email())
                    .store(store)
                    .build();
        }

        List<BookedInvoice> ask() {
            return exact.find(Set.of("HS-1"));
        }

        @Override
        public void close() {
            pipeline.close();
            store.close();
            pool.close();
        }
    }
}
