package nl.factuurstroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.vies.Vies;
import nl.factuurstroom.connector.vies.ViesSettings;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.ViesSimulator;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;

/** One source and one bookkeeping package with a pipeline between them, under one clock that the test moves. */
final class Pair implements AutoCloseable {

    /** Undisturbed, a sale is issued and told to the source within this time. */
    static final Duration UNDISTURBED = Duration.ofMinutes(1);

    /** Whatever went wrong, it has settled after this time; payments were polled too. */
    static final Duration AFTER_TROUBLE = Duration.ofMinutes(45);

    final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    final InMemoryStore store = InMemoryStore.at(clock);
    final Source source;
    final Books books;
    private final ViesSimulator vies = new ViesSimulator(clock);
    private final RefundPolicy refunds;
    private InvoicingPipeline pipeline;
    private Trigger trigger;

    Pair(Function<SettableClock, Source> source, Function<SettableClock, Books> books) {
        this(source, books, RefundPolicy.askAPerson());
    }

    Pair(Function<SettableClock, Source> source, Function<SettableClock, Books> books, RefundPolicy refunds) {
        this.refunds = refunds;
        this.source = source.apply(clock);
        this.books = books.apply(clock);
        vies.register("BE0428759497", Buyer.BELGIAN.name(), "Meir 1, 2000 Antwerpen");
        vies.register("DE136695976", Buyer.GERMAN.name(), "Lindenweg 5, 10115 Berlin");
        var connector = this.source.connect();
        this.trigger = connector.trigger();
        this.pipeline = started(connector);
    }

    private InvoicingPipeline started(Source.Connector connector) {
        var builder = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(connector.trigger())
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .vatNumberValidator(
                        Vies.of(ViesSettings.builder().baseUrl(vies.restApi()).build()))
                .accountingGateway(books.connect())
                .delivery(Delivery.email())
                .refunds(refunds)
                .store(store);
        if (connector.updater() != null) {
            builder.crmUpdater(connector.updater());
        }
        var built = builder.build();
        built.start();
        return built;
    }

    /** The program ends and starts anew: new connectors, the same store. */
    void restart() {
        pipeline.close();
        var connector = source.connect();
        trigger = connector.trigger();
        pipeline = started(connector);
    }

    InvoicingPipeline pipeline() {
        return pipeline;
    }

    /** Wins them one after the other, a second apart; the webhooks of all of it. */
    List<WebhookRequest> win(Collection<Deal> deals) {
        deals.forEach(deal -> {
            source.win(deal);
            clock.advance(Duration.ofSeconds(1));
        });
        return source.webhooks();
    }

    /** Each must be taken in. */
    void deliver(Collection<WebhookRequest> webhooks) {
        webhooks.forEach(webhook ->
                assertThat(pipeline.receive(trigger, webhook).status()).isEqualTo(200));
    }

    void pass(Duration time) {
        store.pass(time);
    }

    /** All invoices of the deal in the books, drafts too. */
    List<Books.Invoice> invoicesOf(Deal deal) {
        return books.invoices().stream().filter(invoice -> invoice.isOf(deal)).toList();
    }

    @Override
    public void close() {
        pipeline.close();
        source.simulator().close();
        books.simulator().close();
        vies.close();
    }
}
