package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments by the delta of payment terms and by receivables. */
final class ExactOnlinePaymentsTest extends WithExactSimulator {

    private PaymentChanges poll(List<BookedInvoice> invoices, String cursor) {
        return exact.payments(new PaymentQuery(invoices, cursor));
    }

    /** A cursor that has read all there is. */
    private String caughtUp(List<BookedInvoice> invoices) {
        return poll(invoices, poll(invoices, null).cursor()).cursor();
    }

    @Test
    void aQuietDeltaCostsOneCallWhateverTheNumberOfInvoices() {
        var invoices = new ArrayList<BookedInvoice>();
        for (int i = 0; i < 50; i++) {
            invoices.add(issued("HS-" + i));
        }
        var cursor = caughtUp(invoices);
        simulator.forgetCalls();

        var changes = poll(invoices, cursor);

        assertThat(changes.statuses()).isEmpty();
        assertThat(changes.cursor()).isEqualTo(cursor);
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void theFirstPollReadsAfreshAndTheNextCatchesUp() {
        var invoice = issued("HS-1");

        var first = poll(List.of(invoice), null);
        var second = poll(List.of(invoice), first.cursor());

        assertThat(first.cursor()).isEqualTo("0+");
        assertThat(first.statuses()).hasSize(1);
        assertThat(second.cursor()).matches("[0-9]+");
        assertThat(second.statuses()).extracting(PaymentStatus::state).containsExactly(PaymentStatus.State.OPEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartIsPartlyPaidWhetherTheRowWasSplitOrNot(boolean splits) {
        simulator.splitPartialPayments(splits);
        var invoice = issued("HS-1");
        var cursor = caughtUp(List.of(invoice));
        simulator.payPartly("HS-1", new BigDecimal("200"));

        var partly = poll(List.of(invoice), cursor);
        simulator.pay("HS-1");
        var paid = poll(List.of(invoice), partly.cursor());

        assertThat(partly.statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(PaymentStatus.State.PARTLY_PAID);
            assertThat(status.open()).isEqualTo(Money.eur("1010.00"));
        });
        assertThat(paid.statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(PaymentStatus.State.PAID);
            assertThat(status.open().isZero()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOpensAgainIsTold(boolean splits) {
        simulator.splitPartialPayments(splits);
        var invoice = issued("HS-1");
        simulator.pay("HS-1");
        var cursor = caughtUp(List.of(invoice));
        simulator.reopen("HS-1");

        assertThat(poll(List.of(invoice), cursor).statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(PaymentStatus.State.OPEN);
            assertThat(status.open()).isEqualTo(invoice.total());
        });
    }

    @Test
    void aCreditNoteForTheCustomerIsNotOneForTheInvoice() {
        var invoice = issued("HS-1");
        var other = issued("HS-12");
        simulator.credit("HS-12");
        simulator.pay("HS-1");

        var statuses = poll(List.of(invoice, other), null).statuses();

        assertThat(statuses)
                .extracting(PaymentStatus::state)
                .containsExactly(PaymentStatus.State.PAID, PaymentStatus.State.CREDITED);
    }

    @Test
    void purchasesInTheDeltaAreNotOurs() {
        var invoice = issued("INK-77");
        var cursor = caughtUp(List.of(invoice));

        assertThat(cursor).matches("[0-9]+");
        assertThat(poll(List.of(invoice), "0+").statuses())
                .extracting(PaymentStatus::open)
                .containsExactly(invoice.total());
    }

    @Test
    void longHistoryIsReadOverSeveralPolls() {
        simulator.load("{\"sync/Cashflow/PaymentTerms\":" + history(5500) + "}");
        var invoice = issued("HS-1");
        simulator.pay("HS-1");

        var behind = poll(List.of(invoice), "0+");
        var caughtUp = poll(List.of(invoice), behind.cursor());

        assertThat(behind.cursor()).isEqualTo("5000+");
        assertThat(behind.statuses())
                .as("read afresh while the delta is behind")
                .extracting(PaymentStatus::state)
                .containsExactly(PaymentStatus.State.PAID);
        assertThat(caughtUp.cursor()).matches("[0-9]+");
    }

    private static String history(int rows) {
        var json = new StringBuilder("[");
        for (int i = 1; i <= rows; i++) {
            json.append(i == 1 ? "" : ",")
                    .append("{\"ID\":\"00000000-0000-4000-8000-%012d\"".formatted(i))
                    .append(",\"Timestamp\":")
                    .append(i)
                    .append(",\"LineType\":20,\"InvoiceNumber\":")
                    .append(100 + i)
                    .append(",\"AmountDC\":10,\"Status\":50,\"IsFullyPaid\":true}");
        }
        return json.append("]").toString();
    }

    @Test
    void anAdministrationThatMovedIsReadFromTheStart() {
        var invoice = issued("HS-1");
        var cursor = caughtUp(List.of(invoice));
        simulator.load("{\"system/Divisions\":[{\"Code\":1234567,\"Status\":1,\"Currency\":\"EUR\",\"Current\":true,"
                + "\"DivisionMoveDate\":\"/Date(1795478400000)/\"}]}");
        clock.advance(java.time.Duration.ofDays(2));

        var changes = poll(List.of(invoice), cursor);

        assertThat(changes.statuses()).hasSize(1);
        assertThat(changes.cursor()).endsWith("@1795478400000");
        assertThat(poll(List.of(invoice), changes.cursor()).statuses()).isEmpty();
    }

    @Test
    void aForeignInvoiceIsFollowedInItsOwnCurrency() {
        simulator.addCurrency("USD", new BigDecimal("0.92"));
        exact = connected(settings().currency("USD"));
        var draft = exact.book(InDollars.draft("HS-1", customer()));
        exact.issue(new nl.factuurstroom.accounting.IssueRequest(
                draft, nl.factuurstroom.testkit.contract.SampleDrafts.TODAY, null));
        var invoice = exact.read(java.util.Set.of(draft.id())).get(0);
        simulator.payPartly("HS-1", new BigDecimal("46.00"));

        assertThat(invoice.total()).isEqualTo(Money.of("121.00", "USD"));
        assertThat(poll(List.of(invoice), null).statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(PaymentStatus.State.PARTLY_PAID);
            assertThat(status.open()).isEqualTo(Money.of("71.00", "USD"));
        });
    }

    @Test
    void aReadingThatIsRefusedLimitedOrLostSaysSo() {
        var invoice = issued("HS-1");
        var query = new PaymentQuery(List.of(invoice), null);

        simulator.failNext(Fault.loseAnswer());
        assertThat(exact.payments(query).statuses()).hasSize(1);
        simulator.failNext(Fault.status(429, ""));
        assertThatThrownBy(() -> exact.payments(query)).isInstanceOf(TransientException.class);
        simulator.failNext(refusal(400, "This $filter parameter is not supported for this resource"));
        assertThatThrownBy(() -> exact.payments(query)).isInstanceOf(RejectedException.class);
    }

    @Test
    void aRefusedDeltaIsReplacedByReadingEachInvoice() {
        var invoice = issued("HS-1");
        var cursor = caughtUp(List.of(invoice));
        simulator.pay("HS-1");
        simulator.failNext("GET", "PaymentTerms", refusal(400, "This endpoint isn't part of the licence"));

        var changes = poll(List.of(invoice), cursor);
        poll(List.of(invoice), cursor);

        assertThat(changes.cursor()).isEqualTo(cursor);
        assertThat(changes.statuses()).extracting(PaymentStatus::state).containsExactly(PaymentStatus.State.PAID);
        assertThat(simulator.calls("GET", "PaymentTerms"))
                .as("not asked again today")
                .hasSize(2);
    }

    @Test
    void aRefusedSearchForCreditNotesDoesntStopThePayments() {
        var invoice = issued("HS-1");
        simulator.pay("HS-1");
        simulator.failNext(
                call -> call.query("$filter").orElse("").contains("8021"),
                refusal(400, "This $filter parameter is not supported for this resource"));

        assertThat(poll(List.of(invoice), null).statuses())
                .extracting(PaymentStatus::state)
                .containsExactly(PaymentStatus.State.PAID);
    }

    @Test
    void anUnknownInvoiceIsLeftOut() {
        var draft = exact.book(nl.factuurstroom.testkit.contract.SampleDrafts.one("HS-1", customer()));

        assertThat(poll(List.of(draft), null).statuses()).isEmpty();
        assertThat(poll(List.of(), null).statuses()).isEmpty();
    }
}
