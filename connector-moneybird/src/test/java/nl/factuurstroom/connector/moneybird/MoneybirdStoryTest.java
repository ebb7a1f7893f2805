package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.fake.FakeCrm;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.fake.FakeVies;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a sale into Moneybird, with a real pipeline around the connector. */
class MoneybirdStoryTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final InMemoryStore store = InMemoryStore.at(books.clock);
    private final FakeSource source = new FakeSource("crm", books.clock).pollEvery(Duration.ZERO);
    private final FakeCrm crm = new FakeCrm(books.clock);

    @AfterEach
    void close() {
        books.close();
    }

    private InvoicingPipeline started(Moneybird moneybird) {
        var pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .vatNumberValidator(new FakeVies(books.clock))
                .accountingGateway(moneybird)
                .delivery(Delivery.email())
                .crmUpdater(crm)
                .store(store)
                .build();
        pipeline.start();
        store.pass(Duration.ofMinutes(1));
        simulator.forgetCalls();
        return pipeline;
    }

    private Sale.Builder sale(String id, Party buyer) {
        return Sale.builder(source.ref(id))
                .reference("HS-" + id)
                .title("Deal " + id)
                .buyer(buyer)
                .line(line("Advies", "4", "137.50", RateClass.STANDARD))
                .wonAt(books.clock.instant())
                .version("1");
    }

    private static SaleLine line(String description, String quantity, String price, RateClass rateClass) {
        return SaleLine.builder(description)
                .quantity(quantity)
                .unitPrice(Money.eur(price))
                .kind(SupplyKind.SERVICE)
                .rateClass(rateClass)
                .build();
    }

    private static Party baker() {
        return Party.builder(Party.Kind.COMPANY, "Bakkerij De Vries B.V.")
                .address(Address.of("Dorpsstraat 1", "1234 AB", "Utrecht", CountryCode.NL))
                .kvkNumber(KvkNumber.of("68750110"))
                .email("facturen@devries.example")
                .sourceId("crm:company:1")
                .build();
    }

    private void win(InvoicingPipeline pipeline, Sale.Builder sale) {
        var won = sale.build();
        source.won(won);
        pipeline.receive(source, source.webhook(won.ref().id()));
        store.pass(Duration.ofSeconds(10));
    }

    @Test
    void aNewCustomerIsMadeAndItsInvoiceSent() {
        var pipeline = started(books.connected());

        win(pipeline, sale("1", baker()).line(line("Boek", "3", "9.95", RateClass.REDUCED)));

        assertThat(pipeline.attention()).isEmpty();
        assertThat(simulator.contacts()).hasSize(1);
        assertThat(simulator.invoices()).singleElement().satisfies(invoice -> {
            assertThat(invoice.path("state").asText()).isEqualTo("open");
            assertThat(invoice.path("total_price_incl_tax").asText()).isEqualTo("698.04");
        });
        assertThat(simulator.mails())
                .extracting(MoneybirdSimulator.Mail::to)
                .containsExactly("facturen@devries.example");
        assertThat(crm.shows(source.ref("1"))).satisfies(update -> {
            assertThat(update.status()).isEqualTo(CrmUpdate.Status.INVOICED);
            assertThat(update.invoiceNumber()).isEqualTo("2026-0001");
        });
    }

    @Test
    void aCustomerThatTheBooksKnowCostsThreeCallsAndLaterTwo() {
        books.customer(books.connected(), java.util.Map.of("chamber_of_commerce", "68750110"));
        var pipeline = started(books.connected());

        win(pipeline, sale("1", baker()));
        int first = simulator.calls().size();
        win(pipeline, sale("2", baker()));

        assertThat(simulator.mails()).hasSize(2);
        assertThat(first).isEqualTo(3);
        assertThat(simulator.calls().size() - first).isEqualTo(2);
    }

    @Test
    void aServiceToABelgianCompanyIsOnTheRightRateWithItsText() {
        var pipeline = started(books.connected());
        var belgian = Party.builder(Party.Kind.COMPANY, "Frituur Peeters BV")
                .address(Address.of("Markt 1", "2000", "Antwerpen", CountryCode.of("BE")))
                .vatNumber(VatNumber.strict("BE0428759497"))
                .email("peeters@frituur.example")
                .build();

        win(pipeline, sale("1", belgian));

        assertThat(pipeline.attention()).isEmpty();
        var details = simulator.invoices().get(0).path("details");
        assertThat(details.get(1).path("tax_rate_id").asText()).isEqualTo(simulator.taxRate(VatTreatment.EU_SERVICES));
        assertThat(details.get(details.size() - 1).path("description").asText().toLowerCase(java.util.Locale.ROOT))
                .contains("btw verlegd");
    }

    @Test
    void aWrongRateWaitsForAPersonAndTheNextSaleGoesOn() {
        var wrong = books.settings().taxRate(VatTreatment.EU_SERVICES, simulator.taxRate(VatTreatment.EXPORT));
        var pipeline = started(books.connected(wrong));
        var belgian = Party.builder(Party.Kind.COMPANY, "Frituur Peeters BV")
                .address(Address.of("Markt 1", "2000", "Antwerpen", CountryCode.of("BE")))
                .vatNumber(VatNumber.strict("BE0428759497"))
                .email("peeters@frituur.example")
                .build();

        win(pipeline, sale("1", belgian));
        win(pipeline, sale("2", baker()));

        assertThat(pipeline.attention())
                .extracting(AttentionItem::text)
                .anyMatch(text -> text.contains("moneybird.tax-rate.intra-eu-services"));
        assertThat(simulator.invoices())
                .extracting(i -> i.path("reference").asText())
                .containsExactly("HS-2");
    }

    @ParameterizedTest
    @CsvSource({"POST,/contacts.json", "GET,/contacts.json", "POST,/sales_invoices.json", "PATCH,/send_invoice.json"})
    void aLostAnswerAnywhereGivesOneCustomerOneInvoiceAndOneMail(String method, String path) {
        var pipeline = started(books.connected());
        simulator.failNext(call -> call.method().equals(method) && call.path().endsWith(path), Fault.loseAnswer());

        win(pipeline, sale("1", baker()));
        store.pass(Duration.ofMinutes(30));

        assertThat(simulator.contacts()).hasSize(1);
        assertThat(simulator.invoices()).hasSize(1);
        assertThat(simulator.mails()).hasSize(1);
        assertThat(simulator.invoices().get(0).path("state").asText()).isEqualTo("open");
        assertThat(crm.shows(source.ref("1")).invoiceNumber()).isEqualTo("2026-0001");
    }

    @Test
    void aLimitIsWaitedForAndNothingIsLost() {
        var pipeline = started(books.connected());
        simulator.limitFor(Duration.ofMinutes(3));

        win(pipeline, sale("1", baker()));
        assertThat(simulator.invoices()).isEmpty();
        store.pass(Duration.ofMinutes(30));

        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void moneyIsFollowedAndTheCrmTold() {
        var pipeline = started(books.connected());
        win(pipeline, sale("1", baker()));
        var id = simulator.invoices().get(0).path("id").asText();

        simulator.pay(id, "65.50", java.time.LocalDate.of(2026, 11, 24));
        store.pass(Duration.ofMinutes(20));
        var partly = crm.shows(source.ref("1"));
        simulator.pay(id, "600.00", java.time.LocalDate.of(2026, 11, 25));
        store.pass(Duration.ofMinutes(20));

        assertThat(partly.status()).isEqualTo(CrmUpdate.Status.PARTLY_PAID);
        assertThat(crm.shows(source.ref("1")).status()).isEqualTo(CrmUpdate.Status.PAID);
    }

    @Test
    void aWebhookOfThePaymentIsActedOnAtOnce() {
        var hook = simulator.addWebhook(URI.create("https://host.example/webhooks/moneybird"), "payment");
        var moneybird = books.connected(
                books.settings().webhookSecret(hook.path("secret").asText()));
        var pipeline = started(moneybird);
        win(pipeline, sale("1", baker()));
        simulator.pay(simulator.invoices().get(0).path("id").asText(), "665.50", java.time.LocalDate.of(2026, 11, 24));

        var answers = List.copyOf(simulator.takeWebhooks()).stream()
                .map(push -> pipeline.receive(moneybird, push))
                .toList();
        store.pass(Duration.ofSeconds(30));

        assertThat(answers).isNotEmpty().allMatch(answer -> answer.status() == 200);
        assertThat(crm.shows(source.ref("1")).status()).isEqualTo(CrmUpdate.Status.PAID);
    }

    @Test
    void creditedIsNotPaid() {
        simulator.tellsCreditInvoice(false);
        var pipeline = started(books.connected());
        win(pipeline, sale("1", baker()));
        simulator.credit(simulator.invoices().get(0).path("id").asText());

        store.pass(Duration.ofMinutes(20));

        assertThat(crm.shows(source.ref("1")).status()).isEqualTo(CrmUpdate.Status.CREDITED);
    }
}
