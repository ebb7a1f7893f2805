package nl.factuurstroom.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;

/** A pipeline between fakes that answer at once. Its buyer is known to the books: one sale was invoiced before. */
final class EngineRun implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Runs store;
    private final FakeSource source = new FakeSource("shop", Clock.systemUTC()).pollEvery(Duration.ZERO);
    private final FakeBooks books;
    private final InvoicingPipeline pipeline;
    private int serial;
    private volatile CountDownLatch issued = new CountDownLatch(0);

    private EngineRun(InvoicingStore store) {
        this.store = new Runs(store);
        this.books = new FakeBooks(Clock.systemUTC()).searchLag(Duration.ZERO).pollEvery(Duration.ofHours(1));
        this.pipeline = InvoicingPipeline.builder()
                .supplier(Shop.SUPPLIER)
                .trigger(source)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .guards(Guards.off())
                .numberDelay(Duration.ZERO)
                .listener(event -> {
                    if (event.code().equals("ISSUED")) {
                        issued.countDown();
                    }
                })
                .store(this.store)
                .build();
    }

    static EngineRun start(InvoicingStore store) throws InterruptedException {
        var run = new EngineRun(store);
        run.pipeline.start();
        run.invoice(1);
        return run;
    }

    /** How often the scheduler ran something. */
    long executions() {
        return store.count();
    }

    /** Announces sales, one webhook each, and waits until all are invoiced. */
    void invoice(int sales) throws InterruptedException {
        var done = new CountDownLatch(sales);
        issued = done;
        for (int i = 0; i < sales; i++) {
            var id = Integer.toString(++serial);
            source.won(Shop.sale(source.ref(id)));
            pipeline.receive(source, source.webhook(id));
        }
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " sales are not invoiced: " + pipeline.attention());
        }
        if (books.finals().size() != serial) {
            throw new IllegalStateException(serial + " sales, " + books.finals().size() + " invoices");
        }
    }

    @Override
    public void close() {
        pipeline.close();
        store.close();
    }
}
