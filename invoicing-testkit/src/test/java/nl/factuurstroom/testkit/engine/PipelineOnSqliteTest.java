package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.PipelineListener;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeCrm;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: SQLite, db-scheduler and threads. */
@Timeout(60)
class PipelineOnSqliteTest {

    private final Clock clock = Clock.systemUTC();
    private final FakeSource source = new FakeSource("crm", clock);
    private final FakeBooks books = new FakeBooks(clock);
    private final FakeCrm crm = new FakeCrm(clock);

    private InvoicingPipeline pipeline(JdbcStore store, PipelineListener listener) {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .accountingGateway(books)
                .delivery(Delivery.email())
                .crmUpdater(crm)
                .numberDelay(Duration.ZERO)
                .wonSince(java.time.Instant.EPOCH)
                .listener(listener)
                .store(store)
                .build();
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

    @Test
    void manySalesAtOnceAreEachInvoicedOnce(@TempDir Path folder) throws Exception {
        int many = 40;
        var issued = new CountDownLatch(many);
        try (var store = JdbcStore.embedded(folder.resolve("test.db"));
                var pipeline = pipeline(store, event -> {
                    if (event.code().equals("ISSUED")) {
                        issued.countDown();
                    }
                })) {
            pipeline.start();
            for (int i = 1; i <= many; i++) {
                source.won(sale(i));
                for (int copy = 0; copy < 3; copy++) {
                    pipeline.receive(source, source.webhook("" + i));
                }
            }

            assertThat(issued.await(50, TimeUnit.SECONDS)).isTrue();

            assertThat(books.finals()).hasSize(many);
            assertThat(books.invoices()).hasSize(many);
            assertThat(books.sent()).hasSize(many).doesNotHaveDuplicates();
            assertThat(books.fakeCustomers().all()).hasSize(3);
        }
    }

    @Test
    void whatWasAcceptedBeforeAStopIsDoneAfterTheNextStart(@TempDir Path folder) throws Exception {
        var file = folder.resolve("test.db");
        try (var store = JdbcStore.embedded(file);
                var pipeline = pipeline(store, event -> {})) {
            // Not started: webhooks are stored, nothing is worked off.
            source.won(sale(1));
            assertThat(pipeline.receive(source, source.webhook("1")).accepted()).isTrue();
        }
        var issued = new CountDownLatch(1);

        try (var store = JdbcStore.embedded(file);
                var pipeline = pipeline(store, event -> {
                    if (event.code().equals("ISSUED")) {
                        issued.countDown();
                    }
                })) {
            pipeline.start();
            assertThat(issued.await(50, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(books.sent()).containsExactly("HS-1");
    }
}
