package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.jdbc.DatabaseException;
import nl.factuurstroom.internal.jdbc.EmbeddedDatabase;
import nl.factuurstroom.internal.jdbc.JdbcBackend;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeCrm;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store's disk is full for a while. */
@Timeout(180)
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Clock clock = Clock.systemUTC();
    private final FakeSource source = new FakeSource("crm", clock).pollEvery(Duration.ZERO);
    private final FakeBooks books = new FakeBooks(clock).searchLag(Duration.ZERO);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsInvoicedOnceAndTheRestIsRefusedUntilThereIsRoom() {
        var database = EmbeddedDatabase.open(folder.resolve("full.db"));
        var disk = new Disk(database.dataSource());
        var options = new JdbcBackend.Options(4, Duration.ofSeconds(1), Duration.ofMillis(200), true);
        var backend = new JdbcBackend(
                disk.dataSource(), clock, options, List.of(new byte[32]), EmbeddedDatabase.nodeName(), database);
        try (var store = store(backend);
                var pipeline = pipeline(store)) {
            pipeline.start();
            numbers(1, 5).forEach(number -> deliver(pipeline, number));
            await(() -> books.sent().size() == 5);
            numbers(6, 10).forEach(number -> deliver(pipeline, number));

            disk.isFull(true);
            var refused = numbers(11, 60).stream()
                    .filter(number -> !deliver(pipeline, number))
                    .toList();
            disk.isFull(false);
            await(() -> refused.stream().allMatch(number -> deliver(pipeline, number)));
            await(() -> books.sent().size() == 60);

            assertThat(refused).isNotEmpty();
            assertThat(books.sent()).hasSize(60).doesNotHaveDuplicates();
            assertThat(books.invoices()).hasSize(60);
            assertThat(books.fakeCustomers().all()).hasSize(3);
            // It is no fault of the sales, and no reason to let them wait.
            assertThat(numbers(1, 60))
                    .allSatisfy(number -> assertThat(pipeline.journal(source.ref("" + number)))
                            .noneMatch(line -> line.contains("Unexpected failure")));
        }
    }

    /** @return whether it was stored; a host answers 503 otherwise, and the source delivers again */
    private boolean deliver(InvoicingPipeline pipeline, int number) {
        source.won(sale(number));
        try {
            return pipeline.receive(source, source.webhook("" + number)).accepted();
        } catch (DatabaseException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Sale sale(int number) {
        return Sale.builder(source.ref("" + number))
                .reference("HS-" + number)
                .title("Deal " + number)
                .buyer(Rig.company("6875011" + number % 3))
                .line(SaleLine.builder("Advies")
                        .unitPrice(Money.eur("100"))
                        .kind(SupplyKind.SERVICE)
                        .rateClass(RateClass.STANDARD)
                        .build())
                .wonAt(clock.instant())
                .version("1")
                .build();
    }

    private InvoicingPipeline pipeline(InvoicingStore store) {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .crmUpdater(new FakeCrm(clock))
                .numberDelay(Duration.ZERO)
                .wonSince(java.time.Instant.EPOCH)
                .store(store)
                .build();
    }

    private static InvoicingStore store(JdbcBackend backend) {
        return new InvoicingStore() {
            @Override
            public Backend backend() {
                return backend;
            }

            @Override
            public void close() {
                backend.close();
            }
        };
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** Lends connections that can't make the file bigger while the disk is full. */
    private static final class Disk {

        private static final long UNLIMITED = 1_073_741_823;

        private final DataSource real;
        private volatile boolean full;

        Disk(DataSource real) {
            this.real = real;
        }

        void isFull(boolean now) {
            full = now;
        }

        DataSource dataSource() {
            InvocationHandler lending = (proxy, method, arguments) -> {
                try {
                    var result = method.invoke(real, arguments);
                    return result instanceof Connection connection ? limited(connection) : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            };
            return (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, lending);
        }

        private Connection limited(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                // Less than the file has now means: not one page more.
                statement.execute("pragma max_page_count = " + (full ? 1 : UNLIMITED));
            }
            return connection;
        }
    }
}
