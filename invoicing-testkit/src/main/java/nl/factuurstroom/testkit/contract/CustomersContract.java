package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules K1 to K4 of {@link Customers}: the part of {@link AccountingGatewayContract} that is about customers. */
public abstract class CustomersContract extends AccountingGatewayHooks {

    private static final Party JANSEN = Party.builder(Party.Kind.COMPANY, "Jansen Installatie B.V.")
            .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
            .kvkNumber(KvkNumber.of("68750110"))
            .vatNumber(VatNumber.strict("NL123456782B90"))
            .email("administratie@janseninstallatie.nl")
            .build();

    @Test
    @DisplayName("K1: a customer is found by each of its facts")
    public final void foundByEachFact() {
        var id = addCustomer(JANSEN, KnownCustomer.State.ACTIVE);
        addCustomer(other(), KnownCustomer.State.ACTIVE);

        assertThat(find(query(JANSEN.kvkNumber(), null, null, null))).containsExactly(id);
        assertThat(find(query(null, JANSEN.vatNumber(), null, null))).containsExactly(id);
        assertThat(find(query(null, null, JANSEN.email(), null))).containsExactly(id);
        assertThat(find(query(null, null, null, JANSEN.name()))).containsExactly(id);
        assertThat(find(CustomerQuery.byIds(Set.of(id)))).containsExactly(id);
    }

    @Test
    @DisplayName("K1: all that match any fact are returned, each once")
    public final void allMatchesAreReturned() {
        var first = addCustomer(JANSEN, KnownCustomer.State.ACTIVE);
        var second = addCustomer(
                JANSEN.toBuilder().name("Jansen Installatie BV").vatNumber(null).build(), KnownCustomer.State.ACTIVE);

        var found = find(query(JANSEN.kvkNumber(), JANSEN.vatNumber(), JANSEN.email(), JANSEN.name()));

        assertThat(found).containsExactlyInAnyOrder(first, second);
    }

    @Test
    @DisplayName("K1: nobody matches: an empty list")
    public final void nobodyMatches() {
        addCustomer(other(), KnownCustomer.State.ACTIVE);

        assertThat(find(query(JANSEN.kvkNumber(), JANSEN.vatNumber(), JANSEN.email(), JANSEN.name())))
                .isEmpty();
    }

    @Test
    @DisplayName("K1: a name alone is no match: the postal code must fit")
    public final void nameNeedsItsPostalCode() {
        addCustomer(
                JANSEN.toBuilder()
                        .address(Address.of("Kade 1", "9711 AA", "Groningen", CountryCode.NL))
                        .build(),
                KnownCustomer.State.ACTIVE);

        assertThat(find(query(null, null, null, JANSEN.name()))).isEmpty();
    }

    @Test
    @DisplayName("K1: texts with quotes, ampersands and accents are looked up as they are")
    public final void awkwardNamesAreLookedUp() {
        var party = JANSEN.toBuilder()
                .name("'t Hoekje & Zn. – Café")
                .kvkNumber(null)
                .vatNumber(null)
                .build();
        var id = addCustomer(party, KnownCustomer.State.ACTIVE);

        assertThat(find(query(null, null, null, party.name()))).containsExactly(id);
    }

    @Test
    @DisplayName("K1: facts come back as facts, not as they were typed")
    public final void factsComeBackNormalised() {
        var id = addCustomer(JANSEN, KnownCustomer.State.ACTIVE);

        var customer = known(id);

        assertThat(customer.name()).isEqualTo(JANSEN.name());
        assertThat(customer.kvkNumber()).isEqualTo(JANSEN.kvkNumber());
        assertThat(customer.vatNumber()).isEqualTo(JANSEN.vatNumber());
        assertThat(customer.email()).isEqualTo(JANSEN.email());
        assertThat(customer.country()).isEqualTo(CountryCode.NL);
        assertThat(customer.state()).isEqualTo(KnownCustomer.State.ACTIVE);
    }

    @Test
    @DisplayName("K2: a customer is created with all its facts and can be invoiced")
    public final void createdWithAllFacts() {
        var created = customers().create(new NewCustomer(JANSEN, "4711"));

        assertThat(created.state()).isEqualTo(KnownCustomer.State.ACTIVE);
        assertThat(created.kvkNumber()).isEqualTo(JANSEN.kvkNumber());
        assertThat(created.vatNumber()).isEqualTo(JANSEN.vatNumber());
        assertThat(created.country()).isEqualTo(CountryCode.NL);
        assertThat(created.email()).isEqualTo(JANSEN.email());
        passTime(gateway().behaviour().searchLag());
        assertThat(find(query(JANSEN.kvkNumber(), null, null, null))).containsExactly(created.id());
    }

    @Test
    @DisplayName("K2: after a lost answer the customer made for this very request is found")
    public final void createdIsFoundAfterALostAnswer() {
        var customer = new NewCustomer(JANSEN, "4711");
        customers().find(CustomerQuery.byIds(Set.of()));
        loseNextAnswer();

        assertThatThrownBy(() -> customers().create(customer)).isInstanceOf(OutcomeUnknownException.class);
        passTime(gateway().behaviour().searchLag());

        assertThat(customers().findCreated(customer))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo(JANSEN.name()));
        assertThat(customersNamed(JANSEN.name())).isEqualTo(1);
    }

    @Test
    @DisplayName("K2: creating twice with one key makes one customer")
    public final void oneKeyMakesOneCustomer() {
        assumeTrue(refusesASecondCustomerWithTheKey(), "these books have no field of ours that is unique");
        var customer = new NewCustomer(JANSEN, "4711");
        var first = customers().create(customer);
        passTime(gateway().behaviour().searchLag());

        try {
            assertThat(customers().create(customer).id()).isEqualTo(first.id());
        } catch (InvoicingException refused) {
            assertThat(refused).isInstanceOf(RejectedException.class);
        }

        assertThat(customersNamed(JANSEN.name())).isEqualTo(1);
    }

    @Test
    @DisplayName("K3: what was never created is not found by its key")
    public final void neverCreatedIsNotFound() {
        addCustomer(other(), KnownCustomer.State.ACTIVE);

        assertThat(customers().findCreated(new NewCustomer(JANSEN, "4711"))).isEmpty();
    }

    @Test
    @DisplayName("K2: a refusal and a limit are told apart, and nothing is created")
    public final void troubleWithCreateIsToldApart() {
        var customer = new NewCustomer(JANSEN, "4711");

        refuseNext();
        assertThatThrownBy(() -> customers().create(customer)).isInstanceOf(RejectedException.class);
        limitNext();
        assertThatThrownBy(() -> customers().create(customer)).isInstanceOf(TransientException.class);

        assertThat(customersNamed(JANSEN.name())).isZero();
    }

    @Test
    @DisplayName("K4: a prospect becomes a customer that can be invoiced")
    public final void prospectBecomesCustomer() {
        assumeTrue(knowsProspects(), "these books know customers only");
        var id = addCustomer(JANSEN, KnownCustomer.State.PROSPECT);
        var prospect = known(id);
        assertThat(prospect.state()).isEqualTo(KnownCustomer.State.PROSPECT);

        var activated = customers().activate(prospect);
        customers().activate(prospect);

        assertThat(activated.state()).isEqualTo(KnownCustomer.State.ACTIVE);
        assertThat(known(id).state()).isEqualTo(KnownCustomer.State.ACTIVE);
    }

    @Test
    @DisplayName("K4: a blocked customer says so")
    public final void blockedCustomerSaysSo() {
        assumeTrue(knowsBlockedCustomers(), "these books can't block a customer");
        var id = addCustomer(JANSEN, KnownCustomer.State.BLOCKED);

        assertThat(known(id).state()).isEqualTo(KnownCustomer.State.BLOCKED);
    }

    private Customers customers() {
        return gateway().customers();
    }

    private KnownCustomer known(CustomerId id) {
        passTime(gateway().behaviour().searchLag());
        var found = customers().find(CustomerQuery.byIds(Set.of(id)));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private java.util.List<CustomerId> find(CustomerQuery query) {
        passTime(gateway().behaviour().searchLag());
        return customers().find(query).stream().map(KnownCustomer::id).toList();
    }

    private static CustomerQuery query(
            @javax.annotation.Nullable KvkNumber kvk,
            @javax.annotation.Nullable VatNumber vat,
            @javax.annotation.Nullable String email,
            @javax.annotation.Nullable String name) {
        return new CustomerQuery(
                Set.of(),
                kvk,
                vat,
                email,
                name,
                name == null ? null : JANSEN.address().postalCode());
    }

    private static Party other() {
        return Party.builder(Party.Kind.COMPANY, "Bakker & Zn.")
                .address(Address.of("Markt 1", "6811 CG", "Arnhem", CountryCode.NL))
                .kvkNumber(KvkNumber.of("12345678"))
                .email("info@bakker.nl")
                .build();
    }
}
