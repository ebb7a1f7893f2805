package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules G6, G8 and G10: the part of {@link AccountingGatewayContract} that is about payments. */
public abstract class PaymentsContract extends CustomersContract {

    @Nested
    @DisplayName("Following the payment")
    class Payment {

        @Test
        @DisplayName("G6: what nobody paid is open")
        void unpaidIsOpen() {
            var invoice = finalInvoice("CT-1");

            assertThat(statusOf(invoice)).satisfies(status -> {
                assertThat(status.state()).isEqualTo(PaymentStatus.State.OPEN);
                assertThat(status.open()).isEqualTo(invoice.total());
            });
        }

        @Test
        @DisplayName("G6: money for all of it is paid")
        void paidIsPaid() {
            var invoice = finalInvoice("CT-1");
            pay("CT-1");

            assertThat(statusOf(invoice)).satisfies(status -> {
                assertThat(status.state()).isEqualTo(PaymentStatus.State.PAID);
                assertThat(status.open().isZero()).isTrue();
                assertThat(status.settledOn()).isNotNull();
            });
        }

        @Test
        @DisplayName("G6: a part is partly paid, and the rest stays open")
        void partIsPartlyPaid() {
            assumeTrue(supportsPartialPayments(), "these books know no partial payments");
            var invoice = finalInvoice("CT-1");
            payPartly("CT-1", Money.eur("100.00"));

            assertThat(statusOf(invoice)).satisfies(status -> {
                assertThat(status.state()).isEqualTo(PaymentStatus.State.PARTLY_PAID);
                assertThat(status.open()).isEqualTo(invoice.total().minus(Money.eur("100.00")));
            });
        }

        @Test
        @DisplayName("G6: a credited invoice is settled but not paid")
        void creditedIsNotPaid() {
            assumeTrue(supportsCreditNotes(), "these books don't tell a credit note from money");
            var invoice = finalInvoice("CT-1");
            credit("CT-1");

            assertThat(statusOf(invoice)).satisfies(status -> {
                assertThat(status.state()).isEqualTo(PaymentStatus.State.CREDITED);
                assertThat(status.open().isZero()).isTrue();
            });
        }

        @Test
        @DisplayName("G10: from a cursor on, what changed is told: paid, and open again")
        void changesAreToldFromTheCursorOn() {
            var invoice = finalInvoice("CT-1");
            var cursor =
                    gateway().payments(new PaymentQuery(List.of(invoice), null)).cursor();
            pay("CT-1");
            passTime(gateway().behaviour().searchLag());

            var paid = gateway().payments(new PaymentQuery(List.of(invoice), cursor));

            assertThat(paid.statuses())
                    .filteredOn(status -> status.id().equals(invoice.id()))
                    .singleElement()
                    .extracting(PaymentStatus::state)
                    .isEqualTo(PaymentStatus.State.PAID);
            assumeTrue(supportsReopening(), "in these books what is paid stays paid");
            reopen("CT-1");
            passTime(gateway().behaviour().searchLag());
            var reopened = gateway().payments(new PaymentQuery(List.of(invoice), paid.cursor()));
            assertThat(reopened.statuses())
                    .filteredOn(status -> status.id().equals(invoice.id()))
                    .singleElement()
                    .extracting(PaymentStatus::state)
                    .isEqualTo(PaymentStatus.State.OPEN);
        }

        @Test
        @DisplayName("G8: many invoices are read in hardly more calls than one")
        void manyAreReadTogether() {
            var ids = new LinkedHashSet<InvoiceId>();
            for (int i = 0; i < 20; i++) {
                ids.add(booked("CT-" + i).id());
            }
            passTime(gateway().behaviour().searchLag());
            int before = callsMade();

            var read = gateway().read(ids);

            assertThat(read).extracting(BookedInvoice::id).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(callsMade() - before).isLessThanOrEqualTo(2);
        }

        @Test
        @DisplayName("G8: payments of many invoices are asked in hardly more calls than one")
        void manyPaymentsAreAskedTogether() {
            var invoices = List.of(
                    finalInvoice("CT-1"),
                    finalInvoice("CT-2"),
                    finalInvoice("CT-3"),
                    finalInvoice("CT-4"),
                    finalInvoice("CT-5"),
                    finalInvoice("CT-6"));
            pay("CT-4");
            statusOf(invoices.get(0));
            int before = callsMade();

            var answer = gateway().payments(new PaymentQuery(invoices, null));

            assertThat(answer.statuses()).hasSize(6);
            assertThat(answer.statuses())
                    .filteredOn(PaymentStatus::settled)
                    .extracting(PaymentStatus::id)
                    .containsExactly(invoices.get(3).id());
            assertThat(callsMade() - before).isLessThanOrEqualTo(3);
        }
    }

    /** Books {@link SampleDrafts#one} for a customer that is there. */
    protected final BookedInvoice booked(String reference) {
        return gateway().book(SampleDrafts.one(reference, customer()));
    }

    /** Books and issues. */
    protected final IssuedInvoice issued(String reference) {
        var issued = gateway().issue(new IssueRequest(booked(reference), SampleDrafts.TODAY, null));
        passTime(gateway().behaviour().searchLag());
        return issued;
    }

    /** Books, issues and reads, so that the number is known. */
    protected final BookedInvoice finalInvoice(String reference) {
        return readOne(issued(reference).invoice().id());
    }

    /** As the books show it once searches have caught up. */
    protected final BookedInvoice readOne(InvoiceId id) {
        passTime(gateway().behaviour().searchLag());
        var read = gateway().read(Set.of(id));
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    /** Asked afresh, without a cursor. */
    protected final PaymentStatus statusOf(BookedInvoice invoice) {
        passTime(gateway().behaviour().searchLag());
        var statuses =
                gateway().payments(new PaymentQuery(List.of(invoice), null)).statuses();
        assertThat(statuses).hasSize(1);
        return statuses.get(0);
    }
}
