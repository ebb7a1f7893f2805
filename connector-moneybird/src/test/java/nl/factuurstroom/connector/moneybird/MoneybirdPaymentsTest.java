package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.accounting.PaymentStatus.State;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneybirdPaymentsTest {

    private static final LocalDate DAY = SampleDrafts.TODAY;

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final Moneybird moneybird = books.connected();
    private final KnownCustomer customer = books.customer(moneybird);

    @AfterEach
    void close() {
        books.close();
    }

    private BookedInvoice issued(String reference) {
        var draft = moneybird.book(SampleDrafts.one(reference, customer));
        return moneybird.issue(new IssueRequest(draft, DAY, null)).invoice();
    }

    private List<BookedInvoice> issued(int count) {
        simulator.limit(100_000);
        var invoices = new ArrayList<BookedInvoice>();
        for (int i = 0; i < count; i++) {
            invoices.add(issued("HS-" + i));
        }
        return invoices;
    }

    private PaymentStatus status(BookedInvoice invoice) {
        return moneybird
                .payments(new PaymentQuery(List.of(invoice), null))
                .statuses()
                .get(0);
    }

    private int callsOf(Runnable action) {
        int before = simulator.calls().size();
        action.run();
        return simulator.calls().size() - before;
    }

    @Test
    void aQuietPollIsOneCallHoweverManyInvoicesAreOpen() {
        var invoices = issued(30);
        books.clock.advance(Duration.ofMinutes(1));
        var first = moneybird.payments(new PaymentQuery(invoices, null)).cursor();
        books.clock.advance(Duration.ofMinutes(15));
        var second = moneybird.payments(new PaymentQuery(invoices, first)).cursor();
        books.clock.advance(Duration.ofMinutes(15));

        int calls = callsOf(() -> assertThat(
                        moneybird.payments(new PaymentQuery(invoices, second)).statuses())
                .isEmpty());

        assertThat(calls).isEqualTo(1);
    }

    @Test
    void followingAnInvoiceToItsPaymentTakesLessThanATenthOfACall() {
        var invoices = issued(120);
        books.clock.advance(Duration.ofMinutes(1));
        simulator.forgetCalls();
        var cursor = moneybird.payments(new PaymentQuery(invoices, null)).cursor();
        var paid = new ArrayList<PaymentStatus>();
        for (int poll = 0; poll < 4; poll++) {
            books.clock.advance(Duration.ofMinutes(15));
            for (int i = poll * 30; i < poll * 30 + 30; i++) {
                simulator.pay(invoices.get(i).id().value(), "1210.00", DAY);
            }
            var changes = moneybird.payments(new PaymentQuery(invoices, cursor));
            paid.addAll(changes.statuses().stream().filter(s -> s.settled()).toList());
            cursor = changes.cursor();
        }

        assertThat(paid).extracting(PaymentStatus::state).containsOnly(State.PAID);
        assertThat(paid.stream().map(PaymentStatus::id).distinct()).hasSize(120);
        assertThat(simulator.calls().size()).isLessThan(12);
    }

    @Test
    void twoChangesWithinOneSecondAreBothSeen() {
        var invoice = issued("HS-1");
        var cursor =
                moneybird.payments(new PaymentQuery(List.of(invoice), null)).cursor();
        simulator.pay(invoice.id().value(), "1210.00", DAY);

        var changes = moneybird.payments(new PaymentQuery(List.of(invoice), cursor));

        assertThat(changes.statuses()).extracting(PaymentStatus::state).containsExactly(State.PAID);
    }

    @Test
    void anInvoiceThatCameIntoViewLateIsReadOnceThoughItsPaymentWasBeforeTheCursor() {
        var old = issued("HS-1");
        var late = issued("HS-2");
        simulator.pay(late.id().value(), "1210.00", DAY);
        books.clock.advance(Duration.ofMinutes(1));
        simulator.pay(old.id().value(), "10.00", DAY);
        var cursor = moneybird.payments(new PaymentQuery(List.of(old), null)).cursor();
        books.clock.advance(Duration.ofMinutes(15));
        cursor = moneybird.payments(new PaymentQuery(List.of(old), cursor)).cursor();
        books.clock.advance(Duration.ofMinutes(15));

        var changes = moneybird.payments(new PaymentQuery(List.of(old, late), cursor));

        assertThat(changes.statuses()).extracting(PaymentStatus::id).containsExactly(late.id());
    }

    @Test
    void afterARestartTheFirstPollStaysCheap() {
        var invoices = issued(20);
        books.clock.advance(Duration.ofMinutes(1));
        var cursor = moneybird.payments(new PaymentQuery(invoices, null)).cursor();
        books.clock.advance(Duration.ofDays(1));
        var restarted = books.connected();

        int calls = callsOf(() -> restarted.payments(new PaymentQuery(invoices, cursor)));

        assertThat(calls).isLessThanOrEqualTo(2);
    }

    @Test
    void aPaymentThatNamesItsCreditNoteIsCredit() {
        var invoice = issued("HS-1");
        simulator.credit(invoice.id().value());

        int calls = callsOf(() -> assertThat(status(invoice).state()).isEqualTo(State.CREDITED));

        assertThat(calls).isEqualTo(1);
    }

    @Test
    void aPaymentThatDoesNotSayIsLookedUpAmongTheCreditNotes() {
        simulator.tellsCreditInvoice(false);
        var credited = issued("HS-1");
        var byHand = issued("HS-2");
        simulator.credit(credited.id().value());
        simulator.payByHand(byHand.id().value(), "1210.00", DAY);

        assertThat(status(credited).state()).isEqualTo(State.CREDITED);
        assertThat(status(byHand).state()).isEqualTo(State.PAID);
    }

    @Test
    void aCreditNoteAfterPaymentDoesNotUndoThePayment() {
        simulator.tellsCreditInvoice(false);
        var invoice = issued("HS-1");
        simulator.pay(invoice.id().value(), "1210.00", DAY);
        var other = issued("HS-2");
        simulator.payByHand(other.id().value(), "1210.00", DAY);

        var statuses = moneybird
                .payments(new PaymentQuery(List.of(invoice, other), null))
                .statuses();

        assertThat(statuses).extracting(PaymentStatus::state).containsOnly(State.PAID);
    }

    @Test
    void partOfTheMoneyIsPartlyPaidAndTakenBackIsOpen() {
        var invoice = issued("HS-1");
        simulator.pay(invoice.id().value(), "10.01", DAY);
        assertThat(status(invoice)).satisfies(s -> {
            assertThat(s.state()).isEqualTo(State.PARTLY_PAID);
            assertThat(s.open()).isEqualTo(Money.eur("1199.99"));
            assertThat(s.settledOn()).isEqualTo(DAY);
        });

        simulator.removeLastPayment(invoice.id().value());

        assertThat(status(invoice).state()).isEqualTo(State.OPEN);
        assertThat(status(invoice).open()).isEqualTo(Money.eur("1210.00"));
    }

    @Test
    void whatIsPaidTooMuchIsPaid() {
        var invoice = issued("HS-1");
        simulator.pay(invoice.id().value(), "1300.00", DAY);

        assertThat(status(invoice).state()).isEqualTo(State.PAID);
        assertThat(status(invoice).open().isZero()).isTrue();
    }

    @Test
    void uncollectibleIsWrittenOff() {
        var invoice = issued("HS-1");
        simulator.writeOff(invoice.id().value());

        assertThat(status(invoice).state()).isEqualTo(State.WRITTEN_OFF);
    }

    @Test
    void lateAndRemindedAreOpenStill() {
        var reminding = simulator.addWorkflow("Streng", 14, true);
        var own = books.connected(books.settings().workflow(reminding));
        var draft = own.book(SampleDrafts.one("HS-1", customer));
        var invoice = own.issue(new IssueRequest(draft, DAY, null)).invoice();
        books.clock.advance(Duration.ofDays(20));
        simulator.passTime();

        assertThat(simulator.invoice(invoice.id().value()).path("state").asText())
                .isEqualTo("reminded");
        assertThat(status(invoice).state()).isEqualTo(State.OPEN);
    }

    @Test
    void anInvoiceThatIsGoneIsLeftOut() {
        var invoice = issued("HS-1");
        var gone = new BookedInvoice(
                new nl.factuurstroom.accounting.InvoiceId("1"),
                "HS-9",
                invoice.customer(),
                BookedInvoice.State.FINAL,
                invoice.total(),
                "2026-9",
                DAY,
                DAY);

        assertThat(moneybird
                        .payments(new PaymentQuery(List.of(invoice, gone), null))
                        .statuses())
                .extracting(PaymentStatus::id)
                .containsExactly(invoice.id());
    }

    @Test
    void aForeignCursorMeansReadingAfresh() {
        var invoice = issued("HS-1");

        assertThat(moneybird
                        .payments(new PaymentQuery(List.of(invoice), "something else"))
                        .statuses())
                .hasSize(1);
    }

    @Test
    void otherPeoplesInvoicesCostNoCall() {
        var invoice = issued("HS-1");
        books.clock.advance(Duration.ofMinutes(1));
        var cursor =
                moneybird.payments(new PaymentQuery(List.of(invoice), null)).cursor();
        books.clock.advance(Duration.ofMinutes(15));
        var settled =
                moneybird.payments(new PaymentQuery(List.of(invoice), cursor)).cursor();
        books.customer(moneybird, Map.of("company_name", "Een ander"));
        issued("HS-2");

        int calls = callsOf(() -> moneybird.payments(new PaymentQuery(List.of(invoice), settled)));

        assertThat(calls).isEqualTo(1);
    }
}
