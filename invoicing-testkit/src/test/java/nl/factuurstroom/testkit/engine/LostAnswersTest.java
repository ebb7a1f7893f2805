package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.testkit.fake.Weather;
import nl.factuurstroom.testkit.fake.Weather.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a sale when the other side misbehaves: one invoice, sent once, every time. */
class LostAnswersTest {

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "FAIR",
                "LIMITED",
                "UNREACHABLE",
                "ANSWER_LOST",
                "REQUEST_LOST",
                "LATE",
                "UNCLEAR_DONE",
                "UNCLEAR_NOT_DONE"
            })
    void bookingGivesOneInvoiceWhateverHappensToTheCall(Kind kind) {
        var rig = new Rig();
        rig.books.weather(Weather.then("book", kind));

        rig.win(rig.sale("1"));
        rig.store.pass(Duration.ofMinutes(10));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::state).containsExactly(BookedInvoice.State.FINAL);
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LIMITED", "UNREACHABLE", "ANSWER_LOST", "REQUEST_LOST", "LATE", "UNCLEAR_DONE", "UNCLEAR_NOT_DONE"
            })
    void issuingSendsOnceWhateverHappensToTheCall(Kind kind) {
        var rig = new Rig();
        rig.books.weather(Weather.then("issue", kind));

        rig.win(rig.sale("1"));
        rig.store.pass(Duration.ofMinutes(10));

        assertThat(rig.books.finals()).hasSize(1);
        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.pipeline.attention())
                .as("these books know what they sent")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LIMITED", "UNREACHABLE", "ANSWER_LOST", "REQUEST_LOST", "LATE", "UNCLEAR_DONE", "UNCLEAR_NOT_DONE"
            })
    void aCustomerIsCreatedOnceWhateverHappensToTheCall(Kind kind) {
        var rig = new Rig();
        rig.books.weather(Weather.then("createCustomer", kind));

        rig.win(rig.sale("1"));
        rig.store.pass(Duration.ofMinutes(10));

        assertThat(rig.books.fakeCustomers().all()).hasSize(1);
        assertThat(rig.books.finals()).hasSize(1);
    }

    @Test
    void aRequestIsNotRepeatedBeforeASearchCanProveThatItWasNotDone() {
        var rig = new Rig();
        rig.books.searchLag(Duration.ofMinutes(2));
        rig.books.weather(Weather.then("book", Kind.ANSWER_LOST));

        rig.win(rig.sale("1"));
        rig.store.pass(Duration.ofSeconds(60));
        var meanwhile = rig.books.calls("book");
        rig.store.pass(Duration.ofMinutes(5));

        assertThat(meanwhile).isEqualTo(1);
        assertThat(rig.books.calls("book")).isEqualTo(1);
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aRequestThatIsProcessedLongAfterItsTimeOutLeavesNoSecondInvoice() {
        var rig = new Rig();
        rig.books.processesLateAfter(Duration.ofMinutes(30));
        rig.books.weather(Weather.then("book", Kind.LATE));

        rig.win(rig.sale("1"));
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.books.finals()).hasSize(1);
        assertThat(rig.books.invoices()).hasSize(1);
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aRefusedSaleWaitsForAPersonAndTheOthersGoOn() {
        var rig = new Rig();
        rig.books.surcharge(nl.factuurstroom.money.Money.eur("1"));
        rig.win(rig.sale("1"));
        rig.books.surcharge(nl.factuurstroom.money.Money.zeroEur());

        rig.win(rig.sale("2"));

        assertThat(rig.books.sent()).containsExactly("HS-2");
        assertThat(rig.pipeline.attention()).hasSize(1);
    }

    @Test
    void aCrmThatRefusesNeverStopsPaymentTracking() {
        var rig = new Rig();
        rig.crm.refuses(rig.source.ref("1"), "property 'invoice_number' doesn't exist: create it");
        rig.win(rig.sale("1"));

        rig.books.pay("HS-1", nl.factuurstroom.money.Money.eur("665.50"));
        rig.store.pass(Duration.ofMinutes(20));

        assertThat(rig.pipeline.insights().counts()).containsEntry("paid", 1L);
        assertThat(rig.pipeline.attention()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("CRM_REFUSED");
            assertThat(item.text()).contains("create it");
        });
    }

    @Test
    void aWebhookThatNeverCameIsFoundByThePoll() {
        var rig = new Rig();
        rig.source.won(rig.sale("1"));

        rig.store.pass(Duration.ofMinutes(6));

        assertThat(rig.books.sent()).containsExactly("HS-1");
    }
}
