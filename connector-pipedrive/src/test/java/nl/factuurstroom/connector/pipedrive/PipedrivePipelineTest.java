package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeVies;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deal's whole way through the engine, with simulated Pipedrive and fake books. */
class PipedrivePipelineTest {

    private final SimulatedAccount account = new SimulatedAccount().subscribed("2.0");
    private final PipedriveSimulator vendor = account.vendor;
    private final InMemoryStore store = InMemoryStore.at(account.ourClock);
    private final FakeBooks books = new FakeBooks(account.ourClock);
    private final Pipedrive pipedrive = account.connector(settings -> settings.createProperties(true));
    private final InvoicingPipeline pipeline = InvoicingPipeline.builder()
            .supplier(Supplier.builder()
                    .name("Jansen Advies B.V.")
                    .vatNumber("NL123456782B90")
                    .build())
            .trigger(pipedrive.dealWon())
            .customerResolver(CustomerResolver.inBooks())
            .taxCalculator(DutchVat.standard())
            .vatNumberValidator(new FakeVies(account.ourClock))
            .accountingGateway(books)
            .delivery(Delivery.email())
            .crmUpdater(pipedrive.crmUpdater())
            .store(store)
            .build();

    PipedrivePipelineTest() {
        pipeline.start();
        pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        pipeline.close();
        account.close();
    }

    @Test
    void aWonDealIsInvoicedPaidAndToldOnTheDeal() {
        long deal = account.wonDeal("4", "137.50");

        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(pipeline.attention()).isEmpty();
        assertThat(books.sent()).containsExactly("PD-" + deal);
        assertThat(books.finals()).singleElement().satisfies(invoice -> {
            assertThat(invoice.total()).isEqualTo(Money.eur("665.50"));
            assertThat(vendor.shown(deal, "Factuurnummer")).hasValue(invoice.number());
        });
        assertThat(vendor.shown(deal, "Factuurstatus")).hasValue("Verstuurd");

        books.pay("PD-" + deal, Money.eur("665.50"));
        pass(Duration.ofMinutes(20));

        assertThat(vendor.shown(deal, "Factuurstatus")).hasValue("Betaald");
        assertThat(vendor.shown(deal, "Betaald bedrag")).hasValue("665.5");
    }

    @Test
    void repeatedAndShuffledDeliveriesGiveOneInvoice() {
        long deal = account.wonDeal("4", "137.50");
        vendor.edit(deal, "{\"title\": \"Later\"}");
        var deliveries = new ArrayList<>(vendor.takeDeliveries());
        deliveries.addAll(List.copyOf(deliveries));
        Collections.reverse(deliveries);

        deliveries.forEach(delivery -> assertThat(
                        pipeline.receive(pipedrive, delivery.request()).status())
                .isEqualTo(200));
        pass(Duration.ofMinutes(1));
        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(books.invoices()).hasSize(1);
        assertThat(books.sent()).containsExactly("PD-" + deal);
    }

    @Test
    void aDealThatNoWebhookToldOfIsFoundByThePoll() {
        pass(Duration.ofMinutes(10));
        long deal = account.wonDeal("1", "100.00");
        vendor.takeDeliveries();

        pass(Duration.ofMinutes(11));

        assertThat(books.sent()).containsExactly("PD-" + deal);
    }

    @Test
    void ourOwnWritingCostsNoCall() {
        account.wonDeal("1", "100.00");
        receiveAll();
        pass(Duration.ofMinutes(1));
        vendor.forgetCalls();

        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(vendor.calls()).isEmpty();
    }

    @Test
    void aDealIsNotComparedForOurOwnWritingWhenThePollBringsItBack() {
        account.wonDeal("1", "100.00");
        receiveAll();

        pass(Duration.ofHours(1));

        assertThat(books.invoices()).hasSize(1);
        assertThat(pipeline.attention()).isEmpty();
    }

    @Test
    void aDealWhoseSumsDoNotFitWaitsAndGoesOnOnceItIsMended() {
        long deal = account.deal();
        long line = vendor.addLine(deal, "{\"name\": \"Advies\", \"item_price\": 100, \"tax\": 21, \"sum\": 90}");
        vendor.edit(deal, "{\"value\": 100}");
        vendor.win(deal);
        receiveAll();
        pass(Duration.ofMinutes(1));
        assertThat(pipeline.attention()).extracting(AttentionItem::code).containsExactly("SALE_UNUSABLE");

        vendor.editLine(line, "{\"sum\": 100}");
        vendor.edit(deal, "{\"title\": \"Gecorrigeerd\"}");
        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(pipeline.attention()).isEmpty();
        assertThat(books.sent()).containsExactly("PD-" + deal);
    }

    @Test
    void aDealThatIsReopenedBeforeItsInvoiceIsNotInvoiced() {
        long deal = account.wonDeal("1", "100.00");
        vendor.reopen(deal);

        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(books.invoices()).isEmpty();
    }

    @Test
    void aDealThatShowsAnInvoiceNumberAlreadyWaits() {
        var field = vendor.addField("deal", "Factuurnummer", "varchar");
        long deal = account.wonDeal("1", "100.00");
        vendor.fill("deal", deal, field, "\"2026-0001\"");

        receiveAll();
        pass(Duration.ofMinutes(1));

        assertThat(books.invoices()).isEmpty();
        assertThat(pipeline.attention())
                .singleElement()
                .satisfies(item -> assertThat(item.text()).contains("2026-0001"));
    }

    @Test
    void lostAnswersCostTimeAndNothingElse() {
        vendor.failNext("GET", "/deals/products", Fault.loseAnswer());
        vendor.failNext("PATCH", "/deals", Fault.loseAnswer());
        long deal = account.wonDeal("1", "100.00");

        receiveAll();
        pass(Duration.ofMinutes(30));

        assertThat(books.invoices()).extracting(BookedInvoice::reference).containsExactly("PD-" + deal);
        assertThat(vendor.shown(deal, "Factuurstatus")).hasValue("Verstuurd");
    }

    @Test
    void aSpentDayParksPipedriveAndNothingIsLost() {
        long deal = account.wonDeal("1", "100.00");
        vendor.habits().dailyTokens(vendor.tokensSpent() + 3);
        receiveAll();
        pass(Duration.ofMinutes(5));
        assertThat(books.invoices()).isEmpty();
        assertThat(pipeline.attention()).hasSize(1);

        vendor.habits().dailyTokens(30_000);
        pass(Duration.ofHours(2));

        assertThat(books.sent()).containsExactly("PD-" + deal);
        assertThat(pipeline.attention()).isEmpty();
    }

    private void receiveAll() {
        vendor.takeDeliveries()
                .forEach(delivery -> assertThat(
                                pipeline.receive(pipedrive, delivery.request()).status())
                        .isEqualTo(200));
    }

    /** The two clocks go together; the engine's alarms are on ours. */
    private void pass(Duration time) {
        account.vendorClock.advance(time);
        store.pass(time);
    }
}
