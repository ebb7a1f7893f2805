package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of request that we make fits the vendor's own specification. */
class MoneybirdSpecTest {

    private final SimulatedBooks books = new SimulatedBooks();

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void everyRequestFitsThePublishedSpecification() {
        var spec = PublishedSpec.find();
        assumeTrue(spec.isPresent(), "the vendor's specification is not here: ../../shared/apis/moneybird");
        everything(books.connected(books.settings()
                .workflow(books.simulator.defaultWorkflow())
                .documentStyle(books.simulator.documentStyle())
                .ledgerAccount(books.simulator.ledgerAccount("Omzet"))
                .project("77")
                .paymentDays(8)));

        var faults = books.simulator.calls().stream()
                .flatMap(call -> spec.get().faults(call).stream())
                .distinct()
                .toList();

        assertThat(faults).isEmpty();
        assertThat(books.simulator.calls().stream()
                        .map(call -> call.method() + " " + call.path().replaceAll("[0-9]+", "#"))
                        .distinct())
                .hasSize(25);
    }

    @Test
    void aRequestThatDoesNotFitIsSeen() {
        var spec = PublishedSpec.find();
        assumeTrue(spec.isPresent(), "the vendor's specification is not here: ../../shared/apis/moneybird");
        var call = new nl.factuurstroom.testkit.simulator.Call(
                "POST",
                URI.create("/api/v2/123/contacts.json?x=1"),
                java.util.Map.of(),
                "{\"contact\":{\"email\":\"a@b.example\",\"country\":5}}",
                books.clock.instant());

        assertThat(spec.get().faults(call)).hasSize(3);
    }

    private static void credits(Moneybird moneybird, KnownCustomer customer) {
        var invoice = SampleDrafts.one("HS-5", customer);
        var issued = moneybird
                .issue(new IssueRequest(moneybird.book(invoice), SampleDrafts.TODAY, null))
                .invoice();
        for (var draft :
                List.of(Drafts.part(issued, invoice, 1, "12.10"), Drafts.part(issued, invoice, 2, "1197.90"))) {
            var note = moneybird.credit(draft);
            moneybird.findCredits(draft);
            var issuedNote = moneybird
                    .issue(new IssueRequest(note, SampleDrafts.TODAY, null))
                    .invoice();
            moneybird.settle(
                    issuedNote, issued, new Refund("re_1", Money.eur("12.10"), SampleDrafts.TODAY, Refund.State.SENT));
            moneybird.isSettled(issuedNote);
        }
    }

    private void everything(Moneybird moneybird) {
        var party = Party.builder(Party.Kind.COMPANY, "Jansen B.V.")
                .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
                .kvkNumber(KvkNumber.of("68750110"))
                .vatNumber(VatNumber.strict("NL123456782B90"))
                .email("administratie@jansen.example")
                .contactName("P. Jansen")
                .phone("030-1234567")
                .build();
        var person = Party.builder(Party.Kind.PRIVATE_PERSON, "Jan de Wit").build();
        var customers = moneybird.customers();
        var customer = customers.create(new NewCustomer(party, "1"));
        var other = customers.create(new NewCustomer(person, "2"));
        customers.findCreated(new NewCustomer(party, "1"));
        customers.find(new CustomerQuery(Set.of(), null, party.vatNumber(), party.email(), party.name(), "3811 AB"));
        customers.find(CustomerQuery.byIds(Set.of(customer.id())));
        customers.find(CustomerQuery.byIds(Set.of(customer.id(), other.id())));
        books.simulator.addProduct("SKU1", "Iets", "5.00");
        var line = SaleLine.builder("Advies")
                .quantity("2.5")
                .unitPrice(Money.eur("40"))
                .sku("SKU1")
                .period(new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)));
        var paid = new PaymentReceived(Money.eur("121.00"), SampleDrafts.TODAY, "ideal", "pi_1");
        var tax = Drafts.tax(
                List.of(Drafts.line(line, "100.00", VatTreatment.STANDARD, 21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "100.00", "21.00")),
                "Een wettelijke tekst");
        var draft = moneybird.book(Drafts.draft("HS-1", customer, tax, null, paid));
        moneybird.find(Set.of("HS-1", "HS-2"));
        var issued = moneybird
                .issue(new IssueRequest(draft, SampleDrafts.TODAY.plusDays(1), "inkoop@jansen.example"))
                .invoice();
        moneybird.registerPayment(issued, paid);
        moneybird.read(Set.of(issued.id()));
        books.simulator.tellsCreditInvoice(false);
        var second = moneybird.book(SampleDrafts.one("HS-2", customer));
        moneybird.issue(new IssueRequest(second, SampleDrafts.TODAY, null));
        books.simulator.credit(second.id().value());
        var cursor = moneybird
                .payments(new PaymentQuery(List.of(issued, second), null))
                .cursor();
        books.clock.advance(Duration.ofMinutes(15));
        moneybird.payments(new PaymentQuery(List.of(issued, second), cursor));
        moneybird.deleteDraft(moneybird.book(SampleDrafts.one("HS-3", customer)));
        credits(moneybird, customer);
        books.connected(books.settings().remindersByUs(true)).book(SampleDrafts.one("HS-4", customer));
        moneybird.check();
        // Nobody listens there: the request counts.
        catchThrowable(() -> moneybird.createWebhook(URI.create("http://127.0.0.1:9/webhooks/moneybird")));
    }
}
