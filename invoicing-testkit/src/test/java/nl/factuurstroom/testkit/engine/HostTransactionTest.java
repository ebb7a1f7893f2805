package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sale that is handed in within the host's own transaction, beside the host's own rows. */
@Timeout(60)
class HostTransactionTest {

    private static EmbeddedPostgres postgres;
    private static HikariDataSource pool;

    private final Clock clock = Clock.systemUTC();
    private final FakeSource source = new FakeSource("crm", clock);
    private final FakeBooks books = new FakeBooks(clock);
    private final BlockingQueue<String> issued = new LinkedBlockingQueue<>();
    private JdbcStore store;
    private InvoicingPipeline pipeline;

    @BeforeAll
    static void open() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        pool = new HikariDataSource();
        pool.setDataSource(postgres.getPostgresDatabase());
        pool.setMaximumPoolSize(8);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table shop_order (id text primary key)");
        }
    }

    @AfterAll
    static void close() throws Exception {
        pool.close();
        postgres.close();
    }

    @BeforeEach
    void start() {
        store = JdbcStore.builder()
                .dataSource(pool)
                .encryptionKey(new byte[32])
                .workers(2)
                .build();
        pipeline = pipeline(store);
        pipeline.start();
    }

    @AfterEach
    void stop() {
        pipeline.close();
        store.close();
    }

    @Test
    void aSaleIsInvoicedWhenTheHostCommits() throws Exception {
        try (var connection = hostTransaction()) {
            order(connection, "1");
            assertThat(pipeline.submit(connection, source.ref("1"), sale("1"))).isTrue();
            connection.commit();
        }

        assertThat(issued.poll(30, TimeUnit.SECONDS)).endsWith(":1");
        assertThat(books.finals()).hasSize(1);
    }

    @Test
    void nothingIsLeftWhenTheHostRollsBack() throws Exception {
        try (var connection = hostTransaction()) {
            order(connection, "2");
            assertThat(pipeline.submit(connection, source.ref("2"), sale("2"))).isTrue();
            connection.rollback();
        }

        assertThat(pipeline.journal(source.ref("2"))).isEmpty();
        assertThat(pipeline.submit(source.ref("2"), sale("2")))
                .as("as if it had never been handed in")
                .isTrue();
    }

    @Test
    void aDuplicateChangesNothingAndLeavesTheHostsTransactionUsable() throws Exception {
        pipeline.submit(source.ref("3"), sale("3"));

        try (var connection = hostTransaction()) {
            assertThat(pipeline.submit(connection, source.ref("3"), sale("3"))).isFalse();
            order(connection, "3");
            assertThat(pipeline.submit(connection, source.ref("4"), sale("4"))).isTrue();
            assertThat(pipeline.submit(connection, source.ref("4"), sale("4"))).isFalse();
            connection.commit();
        }

        assertThat(issued.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(issued.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(books.finals()).hasSize(2);
    }

    @Test
    void aConnectionWithoutATransactionIsRefused() throws Exception {
        try (var connection = pool.getConnection()) {
            assertThatThrownBy(() -> pipeline.submit(connection, source.ref("5"), sale("5")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    @Test
    void aConnectionToAnotherDatabaseIsRefused() throws Exception {
        try (var connection = postgres.getTemplateDatabase().getConnection()) {
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> pipeline.submit(connection, source.ref("6"), sale("6")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another database");
        }
    }

    @Test
    void storesOutsideTheHostsDatabaseRefuse(@TempDir Path folder) throws Exception {
        try (var connection = hostTransaction();
                var embedded = JdbcStore.embedded(folder.resolve("own.db"));
                var memory = InMemoryStore.at(SettableClock.at("2026-11-24T09:00:00Z"))) {
            assertThatThrownBy(() -> pipeline(embedded).submit(connection, source.ref("7"), sale("7")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("embedded store");
            assertThatThrownBy(() -> pipeline(memory).submit(connection, source.ref("7"), sale("7")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("host's database");
        }
    }

    private static Connection hostTransaction() throws SQLException {
        var connection = pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void order(Connection connection, String id) throws SQLException {
        try (var statement = connection.prepareStatement("insert into shop_order (id) values (?)")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private InvoicingPipeline pipeline(InvoicingStore on) {
        return InvoicingPipeline.builder()
                .name("host-" + System.identityHashCode(this))
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .numberDelay(Duration.ZERO)
                .listener(event -> {
                    if (event.code().equals("ISSUED")) {
                        issued.add(event.sale());
                    }
                })
                .store(on)
                .build();
    }

    private Sale sale(String id) {
        return Sale.builder(source.ref(id))
                .reference("SHOP-" + id)
                .title("Order " + id)
                .buyer(Rig.company("68750110"))
                .line(SaleLine.builder("Advies")
                        .unitPrice(Money.eur("100"))
                        .kind(SupplyKind.SERVICE)
                        .rateClass(RateClass.STANDARD)
                        .build())
                .wonAt(clock.instant())
                .version("1")
                .build();
    }
}
