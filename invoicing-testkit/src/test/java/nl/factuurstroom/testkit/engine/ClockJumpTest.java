package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose clock jumps takes up no work, says so, and goes on when it is mended. */
@Timeout(90)
class ClockJumpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The machine's clock, which somebody sets wrong. */
    private static final class WrongClock extends Clock {

        private final AtomicReference<Duration> wrongBy = new AtomicReference<>(Duration.ZERO);

        void setWrongBy(Duration duration) {
            wrongBy.set(duration);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(wrongBy.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final WrongClock clock = new WrongClock();
    private final FakeSource source = new FakeSource("crm", Clock.systemUTC());
    private final FakeBooks books = new FakeBooks(Clock.systemUTC());
    private final BlockingQueue<String> issued = new LinkedBlockingQueue<>();

    @Test
    void onTheEmbeddedStoreItWaitsUntilTheClockIsSetRight(@TempDir Path folder) throws Exception {
        try (var store = embedded(folder);
                var pipeline = pipeline(store)) {
            pipeline.start();
            clock.setWrongBy(Duration.ofDays(400));
            await(() -> attention(pipeline).contains("CLOCK"));

            var answer = win(pipeline, "1");

            assertThat(answer).as("webhooks are accepted meanwhile").isTrue();
            assertThat(attention(pipeline)).contains("ahead of its own monotonic time", "takes up no work");
            assertThat(store.backend().clock().instant())
                    .as("time goes on as if nothing had happened")
                    .isBefore(Clock.systemUTC().instant().plusSeconds(60));
            assertThat(issued.poll(1500, TimeUnit.MILLISECONDS)).isNull();

            clock.setWrongBy(Duration.ZERO);

            assertThat(issued.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).endsWith(":1");
            assertThat(attention(pipeline)).doesNotContain("CLOCK");
            assertThat(books.finals())
                    .singleElement()
                    .satisfies(invoice -> assertThat(invoice.invoiceDate())
                            .isBefore(java.time.LocalDate.now(ZoneOffset.UTC).plusDays(2)));
        }
    }

    @Test
    void aPersonCanSayThatTheClockIsRightAsItIs(@TempDir Path folder) throws Exception {
        try (var store = embedded(folder);
                var pipeline = pipeline(store)) {
            pipeline.start();
            // As after the machine slept: its monotonic time slept too.
            clock.setWrongBy(Duration.ofHours(2));
            await(() -> attention(pipeline).contains("CLOCK"));
            win(pipeline, "2");

            pipeline.retry("clock", "anna");

            assertThat(issued.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).endsWith(":2");
            assertThat(attention(pipeline)).doesNotContain("CLOCK");
        }
    }

    @Test
    void onPostgresTheDatabasesClockIsTheJudge() throws Exception {
        try (var postgres = EmbeddedPostgres.start();
                var pool = new HikariDataSource()) {
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(8);
            // Wrong from the start on: the offset to the database corrects it.
            clock.setWrongBy(Duration.ofHours(-3));
            try (var store = JdbcStore.builder()
                            .dataSource(pool)
                            .encryptionKey(new byte[32])
                            .workers(2)
                            .clock(clock)
                            .maxClockJump(Duration.ofSeconds(2))
                            .build();
                    var pipeline = pipeline(store)) {
                pipeline.start();
                win(pipeline, "3");
                assertThat(issued.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).endsWith(":3");

                clock.setWrongBy(Duration.ofHours(-2));
                await(() -> attention(pipeline).contains("ahead of the database's"));
                win(pipeline, "4");
                assertThat(issued.poll(1500, TimeUnit.MILLISECONDS)).isNull();

                clock.setWrongBy(Duration.ZERO);

                assertThat(issued.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).endsWith(":4");
                assertThat(attention(pipeline)).doesNotContain("CLOCK");
            }
        }
    }

    private JdbcStore embedded(Path folder) {
        return JdbcStore.builder()
                .embedded(folder.resolve("test.db"))
                .workers(2)
                .clock(clock)
                .maxClockJump(Duration.ofSeconds(2))
                .build();
    }

    private boolean win(InvoicingPipeline pipeline, String id) {
        source.won(Sale.builder(source.ref(id))
                .reference("HS-" + id)
                .title("Deal " + id)
                .buyer(Rig.company("68750110"))
                .line(SaleLine.builder("Advies")
                        .unitPrice(Money.eur("100"))
                        .kind(SupplyKind.SERVICE)
                        .rateClass(RateClass.STANDARD)
                        .build())
                .wonAt(Clock.systemUTC().instant())
                .version("1")
                .build());
        return pipeline.receive(source, source.webhook(id)).accepted();
    }

    private InvoicingPipeline pipeline(JdbcStore store) {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .numberDelay(Duration.ZERO)
                .wonSince(Instant.EPOCH)
                .listener(event -> {
                    if (event.code().equals("ISSUED")) {
                        issued.add(event.sale());
                    }
                })
                .store(store)
                .build();
    }

    private static String attention(InvoicingPipeline pipeline) {
        return pipeline.attention().toString();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
