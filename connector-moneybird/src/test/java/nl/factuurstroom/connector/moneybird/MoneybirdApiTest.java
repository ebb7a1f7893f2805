package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewContact;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewDetail;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewInvoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewPayment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Sending;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoneybirdApiTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final MoneybirdApi api = api(MoneybirdSimulator.TOKEN, CallMeter.none());
    private final String contactId = simulator.addContact(
            Map.of("company_name", "Bakkerij Smit B.V.", "send_invoices_to_email", "a@smit.example"));

    /** Every call that goes out, and whether it may be sent twice. */
    enum Endpoint {
        ADMINISTRATIONS(true),
        CONTACT(true),
        CONTACTS_BY_ID(true),
        CONTACTS_LIKE(true),
        CONTACT_BY_CUSTOMER_ID(true),
        CREATE_CONTACT(false),
        INVOICE(true),
        INVOICES_BY_ID(true),
        INVOICES(true),
        VERSIONS(true),
        CREATE_DRAFT(false),
        CHANGE_DATE(true),
        SEND(false),
        DELETE(true),
        REGISTER_PAYMENT(false),
        TAX_RATES(true),
        LEDGER_ACCOUNTS(true),
        WORKFLOWS(true),
        DOCUMENT_STYLES(true),
        PRODUCTS(true),
        DEFAULT_IDENTITY(true),
        VERIFICATIONS(true);

        final boolean repeatable;

        Endpoint(boolean repeatable) {
            this.repeatable = repeatable;
        }
    }

    @AfterEach
    void close() {
        books.close();
    }

    private MoneybirdApi api(String token, CallMeter meter) {
        var connection = new AccountConnection();
        connection.connect(new AccountContext(books.clock, TokenStore.inMemory(), meter));
        return new MoneybirdApi(books.bare().accessToken(token).build(), connection);
    }

    private Object call(Endpoint endpoint, String invoiceId) {
        return switch (endpoint) {
            case ADMINISTRATIONS -> api.administrations();
            case CONTACT -> api.contact(contactId).orElseThrow();
            case CONTACTS_BY_ID -> api.contactsById(List.of(contactId));
            case CONTACTS_LIKE -> api.contactsLike("smit");
            case CONTACT_BY_CUSTOMER_ID -> api.contactByCustomerId("1").orElseThrow();
            case CREATE_CONTACT -> api.createContact(newContact());
            case INVOICE -> api.invoice(invoiceId).orElseThrow();
            case INVOICES_BY_ID -> api.invoicesById(List.of(invoiceId));
            case INVOICES -> api.invoices("state:draft");
            case VERSIONS -> api.versions("state:draft");
            case CREATE_DRAFT -> api.createDraft(newInvoice());
            case CHANGE_DATE -> api.changeDate(invoiceId, LocalDate.of(2026, 11, 25));
            case SEND -> api.send(invoiceId, new Sending("Email", null));
            case DELETE -> {
                api.delete(invoiceId);
                yield "gone";
            }
            case REGISTER_PAYMENT -> {
                api.registerPayment(invoiceId, new NewPayment(LocalDate.of(2026, 11, 24), "121.00", "pi_1"));
                yield "paid";
            }
            case TAX_RATES -> api.taxRates();
            case LEDGER_ACCOUNTS -> api.ledgerAccounts();
            case WORKFLOWS -> api.workflows();
            case DOCUMENT_STYLES -> api.documentStyles();
            case PRODUCTS -> api.products();
            case DEFAULT_IDENTITY -> api.defaultIdentity();
            case VERIFICATIONS -> api.verifications();
        };
    }

    private String invoiceFor(Endpoint endpoint) {
        var id = String.valueOf(api.createDraft(newInvoice()).id());
        if (endpoint == Endpoint.REGISTER_PAYMENT) {
            simulator.sendByHand(id);
        }
        simulator.forgetCalls();
        return id;
    }

    private NewInvoice newInvoice() {
        var line = new NewDetail(
                "Advies", "1", "100.00", simulator.taxRate(VatTreatment.STANDARD), null, null, null, null, 0);
        return new NewInvoice(
                contactId, "HS-1", LocalDate.of(2026, 11, 24), "EUR", false, null, null, null, null, List.of(line));
    }

    private static NewContact newContact() {
        return new NewContact(
                "Nieuw B.V.",
                null,
                null,
                null,
                null,
                null,
                "NL",
                null,
                "Email",
                "900000000000001",
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void works(Endpoint endpoint) {
        var invoice = invoiceFor(endpoint);

        assertThat(call(endpoint, invoice)).isNotNull();
        assertThat(simulator.calls()).hasSize(1).allSatisfy(call -> {
            assertThat(call.path()).startsWith("/api/v2/").endsWith(".json");
            assertThat(call.header("authorization")).contains("Bearer " + MoneybirdSimulator.TOKEN);
        });
    }

    @ParameterizedTest
    @EnumSource
    void isRefused(Endpoint endpoint) {
        var invoice = invoiceFor(endpoint);
        simulator.failNext(SimulatedBooks.refused());

        var refused = catchThrowableOfType(RejectedException.class, () -> call(endpoint, invoice));

        assertThat(refused).hasMessageContaining("contact must exist");
        assertThat(refused.field()).contains("contact");
        assertThat(refused.vendorCode()).contains("blank");
    }

    @ParameterizedTest
    @EnumSource
    void isLimited(Endpoint endpoint) {
        var invoice = invoiceFor(endpoint);
        simulator.failNext(books.limited(200));

        var limited = catchThrowableOfType(TransientException.class, () -> call(endpoint, invoice));

        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(200));
        assertThat(limited.accountWide()).isTrue();
        assertThat(simulator.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void losesTheAnswer(Endpoint endpoint) {
        var invoice = invoiceFor(endpoint);
        simulator.failNext(Fault.loseAnswer());

        if (endpoint.repeatable) {
            assertThat(call(endpoint, invoice)).isNotNull();
            assertThat(simulator.calls()).hasSize(2);
        } else {
            assertThatThrownBy(() -> call(endpoint, invoice))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.answered()).isFalse());
            assertThat(simulator.calls()).hasSize(1);
        }
    }

    @Test
    void readsEveryPageOfALongList() {
        for (int i = 0; i < 204; i++) {
            simulator.addContact(Map.of("company_name", "Klant " + i));
        }
        simulator.forgetCalls();

        assertThat(api.contactsLike("klant")).hasSize(204);
        assertThat(simulator.calls())
                .extracting(call -> call.query("page").orElse(""))
                .containsExactly("1", "2", "3");
    }

    @Test
    void asksForAHundredIdsAtMostBecauseMoreAreCutOff() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 130; i++) {
            ids.add(simulator.addContact(Map.of("company_name", "Klant " + i)));
        }
        simulator.forgetCalls();

        assertThat(api.contactsById(ids)).hasSize(130);
        assertThat(simulator.calls("POST", "contacts/synchronization")).hasSize(2);
    }

    @Test
    void readsTheCountFromTheHeaderThatHoldsIt() {
        var readings = new ArrayList<List<Object>>();
        var meter = new CallMeter() {
            @Override
            public void called() {}

            @Override
            public void observed(String budget, int limit, int remaining, @Nullable Instant resetsAt) {
                readings.add(List.of(budget, limit, remaining, String.valueOf(resetsAt)));
            }
        };

        api(MoneybirdSimulator.TOKEN, meter).workflows();

        assertThat(readings).containsExactly(List.of("five-minutes", 150, 149, "2026-11-24T09:05:00Z"));
    }

    @Test
    void aTokenWithoutTheSettingsScopeIsToldSo() {
        var limited = api(MoneybirdSimulator.TOKEN_WITHOUT_SETTINGS, CallMeter.none());

        assertThat(limited.workflows()).isNotEmpty();
        assertThatThrownBy(limited::products)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("scope")
                .hasMessageNotContaining(MoneybirdSimulator.TOKEN_WITHOUT_SETTINGS);
    }

    @Test
    void anUnknownTokenIsToldWithoutBeingShown() {
        var unknown = api("secret-of-yesterday", CallMeter.none());

        assertThatThrownBy(unknown::workflows)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("moneybird.access-token")
                .hasMessageNotContaining("secret-of-yesterday");
    }

    @Test
    void whatIsNotThereIsEmptyAndNoError() {
        assertThat(api.contact("1")).isEmpty();
        assertThat(api.contactByCustomerId("900000000000009")).isEmpty();
        assertThat(api.invoice("1")).isEmpty();
        assertThat(api.invoicesById(Set.of("1"))).isEmpty();
    }

    @Test
    void theMonthlyLimitOfTheFreePlanConcernsTheAccount() {
        simulator.reachPlanLimit(true);

        assertThatThrownBy(() -> api.createDraft(newInvoice()))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.accountWide()).isTrue())
                .hasMessageContaining("plan");
    }

    @Test
    void anUnreadableAnswerToABookingIsNotTakenForANo() {
        simulator.failNext(new Fault.ReplaceAnswer(nl.factuurstroom.testkit.simulator.Answer.json(201, "<html>")));

        assertThatThrownBy(() -> api.createDraft(newInvoice()))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.answered()).isTrue());
    }
}
