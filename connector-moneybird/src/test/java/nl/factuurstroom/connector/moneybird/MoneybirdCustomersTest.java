package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.customer.Resolution;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneybirdCustomersTest {

    private static final Party JANSEN = Party.builder(Party.Kind.COMPANY, "Jansen B.V.")
            .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
            .kvkNumber(KvkNumber.of("68750110"))
            .vatNumber(VatNumber.strict("NL123456782B90"))
            .email("administratie@jansen.example")
            .build();

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final Moneybird moneybird = books.connected();

    @AfterEach
    void close() {
        books.close();
    }

    private Resolution resolved() {
        return CustomerResolver.inBooks().resolve(JANSEN, moneybird.customers());
    }

    @Test
    void aHitByKvkNumberEndsTheSearch() {
        simulator.addContact(Map.of("company_name", "Jansen", "chamber_of_commerce", "68750110"));

        assertThat(resolved()).isInstanceOf(Resolution.Known.class);
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void aRememberedCustomerIsOneCallAndSeveralAreOneToo() {
        var first = new CustomerId(simulator.addContact(Map.of("company_name", "Een")));
        var second = new CustomerId(simulator.addContact(Map.of("company_name", "Twee")));

        assertThat(moneybird.customers().find(CustomerQuery.byIds(Set.of(first))))
                .hasSize(1);
        assertThat(moneybird.customers().find(CustomerQuery.byIds(Set.of(first, second))))
                .hasSize(2);
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void aNumberTypedWithDotsIsFoundByTheNameBesideIt() {
        simulator.addContact(Map.of(
                "company_name",
                "Jansen B.V.",
                "chamber_of_commerce",
                "68.75.01.10",
                "zipcode",
                "1000AA",
                "country",
                "NL"));

        assertThat(resolved())
                .isInstanceOfSatisfying(
                        Resolution.Known.class, known -> assertThat(known.by()).isEqualTo("KvK number"));
    }

    @Test
    void aSearchThatBringsUpTooMuchIsComparedFieldByField() {
        simulator.addContact(Map.of("company_name", "Zn", "address1", "Postbus 68750110", "country", "NL"));
        simulator.addContact(Map.of("company_name", "Jansen B.V. en Zonen", "zipcode", "3811AB", "country", "NL"));

        assertThat(resolved()).isInstanceOf(Resolution.Create.class);
        assertThat(simulator.calls()).hasSize(4);
    }

    @Test
    void anArchivedCustomerIsFoundAndHasEnded() {
        var id = simulator.addContact(Map.of("company_name", "Jansen", "chamber_of_commerce", "68750110"));
        simulator.archiveContact(id);

        assertThat(resolved())
                .isInstanceOfSatisfying(
                        Resolution.Known.class,
                        known -> assertThat(known.customer().state()).isEqualTo(KnownCustomer.State.ENDED));
        assertThat(moneybird.customers().find(CustomerQuery.byIds(Set.of(new CustomerId(id)))))
                .extracting(KnownCustomer::state)
                .containsExactly(KnownCustomer.State.ENDED);
    }

    @Test
    void anAddressAmongSeveralIsFoundByEmail() {
        simulator.addContact(Map.of(
                "company_name",
                "Jansen",
                "send_invoices_to_email",
                "directie@jansen.example, Administratie@Jansen.example"));

        assertThat(resolved())
                .isInstanceOfSatisfying(
                        Resolution.Known.class, known -> assertThat(known.by()).isEqualTo("e-mail address"));
    }

    @Test
    void aCustomerWhoseAnswerWasLostIsFoundByItsNumber() {
        var customer = new NewCustomer(JANSEN, "4711");
        simulator.failNext(Fault.loseAnswer());
        assertThatThrownBy(() -> moneybird.customers().create(customer)).isNotNull();

        assertThat(moneybird.customers().findCreated(customer))
                .hasValueSatisfying(found -> assertThat(found.code()).isEqualTo("900000000004711"));
    }

    @Test
    void creatingTheSameCustomerAtOnceGivesOne() throws Exception {
        var customer = new NewCustomer(JANSEN, "4711");
        var threads = Executors.newFixedThreadPool(4);
        Callable<KnownCustomer> create = () -> moneybird.customers().create(customer);

        var made = threads.invokeAll(List.of(create, create, create, create));
        threads.shutdown();

        assertThat(simulator.contacts()).hasSize(1);
        for (var one : made) {
            assertThat(one.get().name()).isEqualTo("Jansen B.V.");
        }
    }

    @Test
    void twoCustomersWithDifferentKeysAreTwo() {
        moneybird.customers().create(new NewCustomer(JANSEN, "1"));
        moneybird
                .customers()
                .create(new NewCustomer(JANSEN.toBuilder().name("Jansen II").build(), "2"));

        assertThat(simulator.contacts()).hasSize(2);
    }

    @Test
    void aNumberThatMoneybirdGivesByItselfIsNeverOurs() {
        simulator.addContact(Map.of("company_name", "Eerste klant"));

        assertThat(moneybird.customers().findCreated(new NewCustomer(JANSEN, "1")))
                .isEmpty();
        assertThat(moneybird.customers().create(new NewCustomer(JANSEN, "1")).name())
                .isEqualTo("Jansen B.V.");
    }

    @Test
    void aRefusedContactSaysWhichField() {
        simulator.failNext(Fault.status(
                422,
                "{\"error\":{\"send_invoices_to_email\":[\"is invalid\"]},\"details\":{\"send_invoices_to_email\":"
                        + "[{\"error\":\"invalid\"}]}}"));

        assertThatThrownBy(() -> moneybird.customers().create(new NewCustomer(JANSEN, "1")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.field()).contains("send_invoices_to_email"));
        assertThat(simulator.contacts()).isEmpty();
    }

    @Test
    void aPrivatePersonHasNoCompanyName() {
        var jan = Party.builder(Party.Kind.PRIVATE_PERSON, "Jan de Wit")
                .address(Address.of("Kade 1", "9711AA", "Groningen", CountryCode.NL))
                .email("jan@wit.example")
                .build();

        var created = moneybird.customers().create(new NewCustomer(jan, "7"));

        assertThat(created.name()).isEqualTo("Jan de Wit");
        assertThat(simulator.contacts().get(0).path("company_name").asText()).isEmpty();
        assertThat(CustomerResolver.inBooks().resolve(jan, moneybird.customers()))
                .isInstanceOf(Resolution.Known.class);
    }
}
