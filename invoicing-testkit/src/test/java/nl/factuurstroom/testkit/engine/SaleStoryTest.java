package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.money.Money;
import org.junit.jupiter.api.Test;

/** The way of one sale, undisturbed. */
class SaleStoryTest {

    @Test
    void aWonSaleBecomesASentInvoiceAndTheCrmIsTold() {
        var rig = new Rig();

        rig.win(rig.sale("1"));

        assertThat(rig.books.finals()).singleElement().satisfies(invoice -> {
            assertThat(invoice.reference()).isEqualTo("HS-1");
            assertThat(invoice.total()).isEqualTo(Money.eur("665.50"));
        });
        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.crm.shows(rig.source.ref("1"))).satisfies(update -> {
            assertThat(update.status()).isEqualTo(CrmUpdate.Status.INVOICED);
            assertThat(update.invoiceNumber())
                    .isEqualTo(rig.books.finals().get(0).number());
        });
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void theSameWebhookThreeTimesGivesOneInvoice() {
        var rig = new Rig();
        var sale = rig.sale("1");
        rig.source.won(sale);

        for (int i = 0; i < 3; i++) {
            rig.pipeline.receive(rig.source, rig.source.webhook("1", "1"));
            rig.settle();
        }

        assertThat(rig.books.invoices()).hasSize(1);
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aPaymentIsFollowedUntilPaidAndTold() {
        var rig = new Rig();
        rig.win(rig.sale("1"));

        rig.books.pay("HS-1", Money.eur("200"));
        rig.store.pass(Duration.ofMinutes(20));
        var partly = rig.crm.shows(rig.source.ref("1"));
        rig.books.pay("HS-1", Money.eur("465.50"));
        rig.store.pass(Duration.ofMinutes(20));

        assertThat(partly.status()).isEqualTo(CrmUpdate.Status.PARTLY_PAID);
        assertThat(partly.paid()).isEqualTo(Money.eur("200"));
        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.PAID);
        assertThat(rig.pipeline.insights().outstanding().get("EUR")).isEqualTo(Money.zeroEur());
        assertThat(rig.pipeline.insights().revenue().get("EUR")).isEqualTo(Money.eur("550"));
    }

    @Test
    void anInvoiceSettledByACreditNoteIsNotPaid() {
        var rig = new Rig();
        rig.win(rig.sale("1"));

        rig.books.credit("HS-1");
        rig.store.pass(Duration.ofMinutes(20));

        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.CREDITED);
    }

    @Test
    void aKnownCustomerCostsTwoCallsToTheBooksBeforeItsNumberIsRead() {
        var rig = new Rig();
        rig.win(rig.sale("1"));
        rig.books.forgetCalls();

        rig.win(rig.sale("2"));

        assertThat(rig.books.calls()).containsExactly("book", "issue", "readInvoices");
    }

    @Test
    void numbersOfManyInvoicesAreReadInOneCall() {
        var rig = new Rig();
        rig.win(rig.sale("0"));
        rig.books.forgetCalls();
        for (int i = 1; i <= 10; i++) {
            rig.source.won(rig.sale("" + i));
            rig.pipeline.receive(rig.source, rig.source.webhook("" + i));
        }

        rig.settle();

        assertThat(rig.books.finals()).hasSize(11);
        assertThat(rig.books.calls("readInvoices")).isEqualTo(1);
        assertThat(rig.source.calls("read")).isEqualTo(2);
    }

    @Test
    void aLatePayerIsRemindedOnceOnAWorkingDay() {
        var mailer = new Object() {
            nl.factuurstroom.testkit.fake.FakeMailer sender;
        };
        var rig = new Rig(builder -> {
            mailer.sender = new nl.factuurstroom.testkit.fake.FakeMailer(java.time.Clock.systemUTC());
            return builder.reminders(Reminders.after(7, mailer.sender));
        });
        rig.win(rig.sale("1"));

        rig.store.pass(Duration.ofDays(40));

        assertThat(mailer.sender.sent()).singleElement().satisfies(reminder -> {
            assertThat(reminder.open()).isEqualTo(Money.eur("665.50"));
            assertThat(reminder.dueDate()).isEqualTo("2026-12-08");
        });
        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.OVERDUE);
    }

    @Test
    void whoPaidJustBeforeIsNotReminded() {
        var sender = new nl.factuurstroom.testkit.fake.FakeMailer(java.time.Clock.systemUTC());
        var rig = new Rig(builder -> builder.reminders(Reminders.after(7, sender)));
        rig.books.pollEvery(Duration.ofDays(30));
        rig.win(rig.sale("1"));

        rig.store.pass(Duration.ofDays(20));
        rig.books.pay("HS-1", Money.eur("665.50"));
        rig.store.pass(Duration.ofDays(20));

        assertThat(sender.sent()).isEmpty();
    }

    @Test
    void aCentOfDifferenceLeavesTheDraftForAPerson() {
        var rig = new Rig();
        rig.books.surcharge(Money.eur("0.01"));

        rig.win(rig.sale("1"));

        assertThat(rig.books.invoices())
                .singleElement()
                .extracting(BookedInvoice::state)
                .isEqualTo(BookedInvoice.State.DRAFT);
        assertThat(rig.books.sent()).isEmpty();
        assertThat(rig.pipeline.attention())
                .singleElement()
                .extracting(AttentionItem::code)
                .isEqualTo("BOOKS_DIFFER_FROM_SALE");
    }

    @Test
    void whatHappenedCanBeReadBack() {
        var rig = new Rig();

        rig.win(rig.sale("1"));

        assertThat(rig.pipeline.journal(rig.source.ref("1")))
                .extracting(line -> line.split(" {2}")[1])
                .containsExactly(
                        "RECEIVED",
                        "READ",
                        "CUSTOMER_CREATED",
                        "VAT_DECIDED",
                        "CONFIRMED",
                        "BOOKED",
                        "ISSUED",
                        "NUMBERED",
                        "CRM_TOLD");
    }
}
