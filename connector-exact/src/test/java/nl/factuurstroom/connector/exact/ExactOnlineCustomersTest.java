package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.customer.Resolution;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactOnlineCustomersTest extends WithExactSimulator {

    private static final Party JANSEN = Party.builder(Party.Kind.COMPANY, "Jansen Installatie B.V.")
            .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
            .kvkNumber(KvkNumber.of("68750110"))
            .vatNumber(VatNumber.strict("NL123456782B90"))
            .email("Administratie@JansenInstallatie.nl")
            .phone("033 1234567")
            .language("nl")
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NL123456782B90",
                "NL 123456782B90",
                "nl123456782b90",
                "NL1234.56.782.B90",
                "NL 1234.56.782.B.90",
                "NL123456782.B90",
                "NL 123456782 B90",
                "123456782B90"
            })
    void aVatIdIsFoundHoweverItWasTyped(String typed) {
        simulator.addAccount("Jansen", Map.of("VATNumber", typed, "Country", "NL"));

        var query = new CustomerQuery(Set.of(), null, JANSEN.vatNumber(), null, null, null);

        assertThat(exact.customers().find(query))
                .singleElement()
                .extracting(KnownCustomer::vatNumber)
                .isEqualTo(JANSEN.vatNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"68750110", "6875 0110", "68.750.110", "68 750 110"})
    void aKvkNumberIsFoundHoweverItWasTyped(String typed) {
        simulator.addAccount("Jansen", Map.of("ChamberOfCommerce", typed));

        var query = new CustomerQuery(Set.of(), JANSEN.kvkNumber(), null, null, null, null);

        assertThat(exact.customers().find(query)).hasSize(1);
    }

    @Test
    void everyFactIsAskedInOneCall() {
        simulator.forgetCalls();

        exact.customers()
                .find(new CustomerQuery(
                        Set.of(),
                        JANSEN.kvkNumber(),
                        JANSEN.vatNumber(),
                        JANSEN.email(),
                        JANSEN.name(),
                        JANSEN.address().postalCode()));

        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void nothingAskedCostsNoCall() {
        simulator.forgetCalls();

        assertThat(exact.customers().find(CustomerQuery.byIds(Set.of()))).isEmpty();

        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void moreThanAPageOfNamesakesIsReadToTheEnd() {
        for (int i = 0; i < 70; i++) {
            simulator.addAccount("J. Jansen", Map.of("Postcode", "10%02d AA".formatted(i)));
        }

        var query = new CustomerQuery(Set.of(), null, null, null, "J. Jansen", "1069AA");

        assertThat(exact.customers().find(query)).hasSize(1);
    }

    @Test
    void twoAccountsOfOneCompanyStopForAPerson() {
        simulator.addAccount("Jansen Installatie B.V.", Map.of("ChamberOfCommerce", "68750110"));
        simulator.addAccount("Jansen Installatie BV", Map.of("ChamberOfCommerce", "6875 0110"));

        assertThat(CustomerResolver.inBooks().resolve(JANSEN, exact.customers()))
                .isInstanceOf(Resolution.Ambiguous.class);
    }

    @Test
    void aCustomerIsMadeWithTheCodeOfItsKey() {
        var created = exact.customers().create(new NewCustomer(JANSEN, "42424242424242"));

        assertThat(simulator.accounts()).singleElement().satisfies(account -> {
            assertThat(account.id()).isEqualTo(created.id().value());
            assertThat(account.code()).isEqualTo("42424242424242");
            assertThat(account.status()).isEqualTo("C");
            assertThat(account.kvkNumber()).isEqualTo("68750110");
            assertThat(account.vatNumber()).isEqualTo("NL123456782B90");
            assertThat(account.country()).isEqualTo("NL");
        });
    }

    @Test
    void aCustomerMadeByALateCallIsTakenOver() {
        var customer = new NewCustomer(JANSEN, "4711");
        var first = exact.customers().create(customer);

        assertThat(exact.customers().create(customer).id()).isEqualTo(first.id());
        assertThat(simulator.accounts()).hasSize(1);
    }

    @Test
    void aCodeOfSomebodyElseIsRefused() {
        simulator.addAccount("Bakker", Map.of("Code", "4711"));
        var customer = new NewCustomer(JANSEN, "4711");

        assertThat(exact.customers().findCreated(customer)).isEmpty();
        assertThatThrownBy(() -> exact.customers().create(customer))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("4711");
    }

    @Test
    void activatingLeavesOutTheCode() {
        var prospect = customer(Map.of("Status", "P", "Code", "25"));

        exact.customers().activate(prospect);

        assertThat(simulator.accounts()).singleElement().satisfies(account -> {
            assertThat(account.status()).isEqualTo("C");
            assertThat(account.code()).isEqualTo("25");
        });
    }

    @Test
    void activatingSurvivesALostAnswer() {
        var prospect = customer(Map.of("Status", "P"));
        simulator.failNext(Fault.loseAnswer());

        assertThat(exact.customers().activate(prospect).state()).isEqualTo(KnownCustomer.State.ACTIVE);
    }

    @Test
    void activatingThatIsRefusedOrLimitedSaysSo() {
        var prospect = customer(Map.of("Status", "P"));

        simulator.failNext(refusal(400, "Ongeldig: Status"));
        assertThatThrownBy(() -> exact.customers().activate(prospect)).isInstanceOf(RejectedException.class);
        simulator.failNext(Fault.status(429, ""));
        assertThatThrownBy(() -> exact.customers().activate(prospect)).isInstanceOf(TransientException.class);
    }

    @Test
    void findingSurvivesALostAnswerAndTellsLimitsAndRefusals() {
        var query = CustomerQuery.byIds(Set.of(new CustomerId("3f6c1b7e-52d8-4e0b-9d0a-6b1f2c7e9a10")));

        simulator.failNext(Fault.loseAnswer());
        assertThat(exact.customers().find(query)).isEmpty();
        simulator.failNext(Fault.status(429, ""));
        assertThatThrownBy(() -> exact.customers().find(query)).isInstanceOf(TransientException.class);
        simulator.failNext(refusal(400, "This $filter parameter is not supported for this resource"));
        assertThatThrownBy(() -> exact.customers().find(query)).isInstanceOf(RejectedException.class);
    }
}
