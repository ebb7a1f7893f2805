package nl.factuurstroom.testkit.engine;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeCrm;
import nl.factuurstroom.testkit.fake.FakeMailer;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.fake.FakeVies;

/** A whole pipeline on fakes, under a clock that the test moves. */
final class Rig {

    final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    final InMemoryStore store = InMemoryStore.at(clock);
    final FakeSource source = new FakeSource("crm", clock);
    final FakeBooks books = new FakeBooks(clock);
    final FakeCrm crm = new FakeCrm(clock);
    final FakeVies vies = new FakeVies(clock);
    final FakeMailer mailer = new FakeMailer(clock);
    final InvoicingPipeline pipeline;

    Rig() {
        this(builder -> builder);
    }

    Rig(UnaryOperator<PipelineBuilder> changes) {
        this(changes, books -> {});
    }

    /** @param prepared what the books must be before they are connected: their quota */
    Rig(UnaryOperator<PipelineBuilder> changes, Consumer<FakeBooks> prepared) {
        this(changes, prepared, source -> {});
    }

    /** @param atStart what the source is like when the pipeline starts */
    Rig(UnaryOperator<PipelineBuilder> changes, Consumer<FakeBooks> prepared, Consumer<FakeSource> atStart) {
        prepared.accept(books);
        atStart.accept(source);
        pipeline = changes.apply(standard()).build();
        pipeline.start();
        store.runDue();
    }

    PipelineBuilder standard() {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .vatNumberValidator(vies)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .crmUpdater("crm", crm)
                .store(store);
    }

    /** A sale of one service, EUR 550 without VAT, to a Dutch company. */
    Sale sale(String id) {
        return sale(id, "68750110");
    }

    Sale sale(String id, String kvk) {
        return Sale.builder(source.ref(id))
                .reference("HS-" + id)
                .title("Deal " + id)
                .buyer(company(kvk))
                .line(SaleLine.builder("Advies")
                        .quantity("4")
                        .unitPrice(Money.eur("137.50"))
                        .kind(SupplyKind.SERVICE)
                        .rateClass(RateClass.STANDARD)
                        .build())
                .wonAt(clock.instant())
                .version("1")
                .build();
    }

    static Party company(String kvk) {
        return Party.builder(Party.Kind.COMPANY, "Bakkerij De Vries B.V. " + kvk)
                .address(Address.of("Dorpsstraat 1", "1234 AB", "Utrecht", CountryCode.NL))
                .kvkNumber(KvkNumber.of(kvk))
                .email("facturen@devries.example")
                .sourceId("crm:company:" + kvk)
                .build();
    }

    /** The sale is won, its webhook arrives, and everything that is due happens. */
    void win(Sale sale) {
        source.won(sale);
        pipeline.receive(source, source.webhook(sale.ref().id()));
        settle();
    }

    /** Long enough for an undisturbed sale to be issued and told. */
    void settle() {
        store.pass(Duration.ofSeconds(10));
    }
}
