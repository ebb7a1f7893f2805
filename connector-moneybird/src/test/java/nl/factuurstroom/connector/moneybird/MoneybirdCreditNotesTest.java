package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two calls make a credit note: what happens between and after them. */
class MoneybirdCreditNotesTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final Moneybird moneybird = books.connected();

    @AfterEach
    void stop() {
        books.close();
    }

    @Test
    void aWholeCreditNoteNamesItsOriginalAndAsksForNoMoney() {
        var draft = whole();

        var note = moneybird.credit(draft);

        var made = books.simulator.invoice(note.id().value());
        assertThat(made.path("original_sales_invoice_id").asText())
                .isEqualTo(draft.original().id().value());
        assertThat(texts(made))
                .first()
                .asString()
                .contains("Creditfactuur voor factuur " + draft.original().number());
        assertThat(made.path("payment_conditions").asText()).contains("u hoeft niets te doen");
    }

    @Test
    void aPartHasOurLinesInsteadOfTheOriginals() {
        var draft = part();

        var note = moneybird.credit(draft);

        var made = books.simulator.invoice(note.id().value());
        assertThat(note.total()).isEqualTo(Money.eur("-12.10"));
        assertThat(made.path("original_sales_invoice_id").asText())
                .isEqualTo(draft.original().id().value());
        assertThat(texts(made))
                .contains("Terugbetaling op factuur " + draft.original().number())
                .doesNotContain("Advies");
    }

    @Test
    void aCreditNoteSaysWhichPartBelongsToTheBlockedAccount() {
        var customer = books.customer(moneybird);
        var tax = SampleDrafts.withGAccount(Drafts.hundred(), "36.30", "84.70", "HS-1");
        var invoice = Drafts.draft("HS-1", customer, tax);
        var original = moneybird
                .issue(new IssueRequest(moneybird.book(invoice), SampleDrafts.TODAY, null))
                .invoice();

        var whole = moneybird.credit(Drafts.whole(original, invoice));

        assertThat(books.simulator
                        .invoice(whole.id().value())
                        .path("payment_conditions")
                        .asText())
                .contains("u hoeft niets te doen", "EUR -36.30", "EUR -84.70");
    }

    static Stream<Fault> troubleWithTheSecondCall() {
        return Stream.of(
                Fault.loseAnswer(),
                Fault.dropRequest(),
                Fault.status(500, "{}"),
                Fault.status(401, "{}"),
                Fault.status(429, "\"Retry later\""));
    }

    @ParameterizedTest
    @MethodSource("troubleWithTheSecondCall")
    void whatIsHalfMadeIsFinishedWhenItIsLookedFor(Fault fault) {
        for (CreditNoteDraft draft : List.of(whole(), part())) {
            books.simulator.failNext(
                    call -> call.method().equals("PATCH") && !call.path().contains("duplicate"), fault);

            assertThatThrownBy(() -> moneybird.credit(draft)).isInstanceOf(OutcomeUnknownException.class);

            books.clock.advance(Duration.ofMinutes(5));
            assertThat(moneybird.findCredits(draft)).singleElement().satisfies(found -> {
                assertThat(found.reference()).isEqualTo(draft.note().reference());
                assertThat(found.total()).isEqualTo(draft.note().tax().gross());
                assertThat(found.state()).isEqualTo(BookedInvoice.State.DRAFT);
            });
            assertThat(moneybird.findCredits(draft)).hasSize(1);
        }
    }

    @Test
    void whatIsRefusedHalfwayIsRemovedAgain() {
        var draft = whole();
        books.simulator.failNext(
                call -> call.method().equals("PATCH") && !call.path().contains("duplicate"), SimulatedBooks.refused());

        assertThatThrownBy(() -> moneybird.credit(draft))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("removed again");

        assertThat(moneybird.findCredits(draft)).isEmpty();
    }

    @Test
    void moneyThatWentBackIsMarkedWithTheRefund() {
        var draft = whole();
        books.simulator.pay(draft.original().id().value(), "1210.00", SampleDrafts.TODAY);
        var note = moneybird
                .issue(new IssueRequest(moneybird.credit(draft), SampleDrafts.TODAY, null))
                .invoice();

        moneybird.settle(
                note,
                draft.original(),
                new Refund("re_1", Money.eur("1210.00"), SampleDrafts.TODAY, Refund.State.SENT));

        var payment =
                books.simulator.invoice(note.id().value()).path("payments").path(0);
        assertThat(payment.path("transaction_identifier").asText()).isEqualTo("re_1");
        assertThat(moneybird.isSettled(note)).isTrue();
    }

    private CreditNoteDraft whole() {
        var invoice = SampleDrafts.one("HS-" + books.simulator.invoices().size(), books.customer(moneybird));
        return Drafts.whole(issued(invoice), invoice);
    }

    private CreditNoteDraft part() {
        var invoice = SampleDrafts.one("HS-" + books.simulator.invoices().size(), books.customer(moneybird));
        return Drafts.part(issued(invoice), invoice, 1, "12.10");
    }

    private BookedInvoice issued(nl.factuurstroom.accounting.InvoiceDraft invoice) {
        return moneybird
                .issue(new IssueRequest(moneybird.book(invoice), SampleDrafts.TODAY, null))
                .invoice();
    }

    private static List<String> texts(JsonNode invoice) {
        var texts = new ArrayList<String>();
        invoice.path("details")
                .forEach(line -> texts.add(line.path("description").asText()));
        return texts;
    }
}
