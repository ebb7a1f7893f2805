package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.factuurstroom.Guards;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.testkit.fake.Weather;
import nl.factuurstroom.testkit.fake.Weather.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that went back becomes one credit note per refund, or waits for a person. */
class RefundsTest {

    private static final Money WHOLE = Money.eur("665.50");

    private static Rig crediting() {
        return crediting(builder -> builder);
    }

    private static Rig crediting(UnaryOperator<PipelineBuilder> changes) {
        return new Rig(builder -> changes.apply(builder.refunds(RefundPolicy.creditNote())));
    }

    private static void refund(Rig rig, String id, String amount) {
        rig.source.refunded(rig.source.ref("1"), id, Money.eur(amount));
        rig.pipeline.receive(rig.source, rig.source.refundWebhook(id));
        rig.settle();
    }

    private static List<String> attention(Rig rig) {
        return rig.pipeline.attention().stream().map(item -> item.code()).toList();
    }

    @Test
    void byDefaultARefundWaitsForAPerson() {
        var rig = new Rig();
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "665.50");

        assertThat(attention(rig)).containsExactly("MONEY_RETURNED");
        assertThat(rig.books.creditNotes()).isEmpty();
    }

    @Test
    void aRestoredStoreDoesNotCreditAgainWhatItKnowsAsNotDone() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        rig.books.weather(Weather.then("credit", Kind.LIMITED));
        refund(rig, "re_1", "665.50");
        var restore = rig.store.backup();
        rig.store.pass(Duration.ofHours(1));

        restore.run();
        rig.clock.advance(Duration.ofHours(1));
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-C1");
        assertThat(rig.books.creditNotes()).hasSize(1);
    }

    @Test
    void aWholeRefundMirrorsTheInvoiceAndIsSentOnce() {
        var rig = crediting();
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "665.50");
        rig.pipeline.receive(rig.source, rig.source.refundWebhook("re_1"));
        rig.store.pass(Duration.ofDays(1));

        assertThat(rig.books.creditNotes()).singleElement().satisfies(note -> {
            assertThat(note.total()).isEqualTo(WHOLE.negated());
            assertThat(note.state()).isEqualTo(BookedInvoice.State.FINAL);
        });
        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-C1");
        assertThat(rig.books.isSettled("HS-1-C1")).isTrue();
        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void figuresCrmAndRemindersKnowThatNothingIsOwedAnyMore() {
        var mailer = new nl.factuurstroom.testkit.fake.FakeMailer(java.time.Clock.systemUTC());
        var rig = crediting(builder -> builder.reminders(Reminders.after(7, mailer)));
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofDays(40));

        var figures = rig.pipeline.insights();
        assertThat(figures.revenue().get("EUR")).isEqualTo(Money.zeroEur());
        assertThat(figures.invoiced().get("EUR")).isEqualTo(Money.zeroEur());
        assertThat(figures.outstanding().get("EUR")).isEqualTo(Money.zeroEur());
        assertThat(figures.counts()).containsEntry("credited", 1L);
        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.CREDITED);
        assertThat(mailer.sent()).isEmpty();
    }

    @Test
    void aPaidSaleThatIsRefundedShowsAsCreditedNotAsPaid() {
        var rig = crediting();
        var paid = new PaymentReceived(WHOLE, LocalDate.of(2026, 11, 24), "ideal", "pi_1");
        rig.win(rig.sale("1").toBuilder().payment(paid).build());
        rig.store.pass(Duration.ofMinutes(20));

        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.CREDITED);
        assertThat(rig.books.creditNotes()).hasSize(1);
    }

    @Test
    void severalPartsNeverExceedTheInvoice() {
        var rig = crediting();
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "100.01");
        refund(rig, "re_2", "333.33");
        refund(rig, "re_3", "300.00");
        refund(rig, "re_4", "232.16");
        rig.store.pass(Duration.ofHours(1));

        assertThat(rig.books.creditNotes())
                .extracting(BookedInvoice::total)
                .containsExactly(Money.eur("-100.01"), Money.eur("-333.33"), Money.eur("-232.16"));
        assertThat(attention(rig)).containsExactly("REFUND_DOES_NOT_FIT");
        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.CREDITED);
        assertThat(rig.pipeline.insights().revenue().get("EUR")).isEqualTo(Money.zeroEur());
    }

    @ParameterizedTest
    @CsvSource({
        "credit, LIMITED", "credit, ANSWER_LOST", "credit, REQUEST_LOST", "credit, LATE", "credit, UNCLEAR_DONE",
        "issue, ANSWER_LOST", "issue, REQUEST_LOST", "issue, LATE", "settle, ANSWER_LOST", "settle, REQUEST_LOST",
        "settle, LATE", "refund, LIMITED", "readInvoices, LIMITED"
    })
    void isMadeAndSentOnceWhateverBecomesOfAnAnswer(String call, Kind kind) {
        var rig = crediting();
        rig.win(rig.sale("1"));
        rig.books.weather(Weather.then(call, kind));
        rig.source.weather(Weather.then(call, kind));

        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.books.creditNotes()).hasSize(1);
        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-C1");
        assertThat(rig.books.isSettled("HS-1-C1")).isTrue();
        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void aRefundThatComesBeforeTheInvoiceWaitsForIt() {
        var rig = crediting(builder -> builder.settle(Duration.ofMinutes(30)));
        rig.source.won(rig.sale("1"));
        refund(rig, "re_1", "65.50");
        rig.pipeline.receive(rig.source, rig.source.webhook("1"));
        rig.store.pass(Duration.ofMinutes(5));
        var early = rig.books.creditNotes();

        rig.store.pass(Duration.ofHours(2));

        assertThat(early).isEmpty();
        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-C1");
        assertThat(rig.books.creditNotes()).extracting(BookedInvoice::total).containsExactly(Money.eur("-65.50"));
    }

    @Test
    void aRefundOfASaleThatIsNeverInvoicedIsLetGo() {
        var rig = crediting();
        refund(rig, "re_1", "665.50");

        rig.store.pass(Duration.ofDays(5));

        assertThat(attention(rig)).isEmpty();
        assertThat(rig.pipeline.journal(rig.source.ref("1"))).last().asString().contains("NEVER_INVOICED");
    }

    @Test
    void aRefundThatFailedBeforeItWasReadIsNotCredited() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        rig.source.refunded(rig.source.ref("1"), "re_1", WHOLE);
        var told = rig.source.refundWebhook("re_1");
        rig.source.refundFails("re_1");

        rig.pipeline.receive(rig.source, told);
        rig.pipeline.receive(rig.source, rig.source.refundWebhook("re_1"));
        rig.store.pass(Duration.ofHours(1));

        assertThat(rig.books.creditNotes()).isEmpty();
    }

    @Test
    void thatARefundFailedMayBeToldFirst() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        rig.source.refunded(rig.source.ref("1"), "re_1", WHOLE);
        var told = rig.source.refundWebhook("re_1");
        rig.source.refundFails("re_1");
        var failed = rig.source.refundWebhook("re_1");

        rig.pipeline.receive(rig.source, failed);
        rig.pipeline.receive(rig.source, told);
        rig.store.pass(Duration.ofHours(1));

        assertThat(rig.books.creditNotes()).isEmpty();
        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void aRefundThatFailsAfterItsCreditNoteIsShown() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofMinutes(5));
        rig.source.refundFails("re_1");

        rig.pipeline.receive(rig.source, rig.source.refundWebhook("re_1"));
        rig.pipeline.receive(rig.source, rig.source.refundWebhook("re_1"));
        rig.settle();

        assertThat(attention(rig)).containsExactly("REFUND_UNDONE");
        rig.pipeline.abandon(rig.pipeline.attention().get(0).id(), "Anna");
        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void thatTheSourceShowsTheRefundTooIsNoNews() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofMinutes(5));
        rig.source.lost(rig.source.ref("1"));

        rig.pipeline.receive(rig.source, rig.source.webhook("1"));
        rig.store.pass(Duration.ofMinutes(5));

        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void moreCreditNotesInAnHourThanInvoicesMayBePauseThePipeline() {
        var rig = crediting(builder -> builder.guards(new Guards(2, null)));
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "10.00");
        refund(rig, "re_2", "10.00");
        refund(rig, "re_3", "10.00");

        assertThat(rig.books.creditNotes()).hasSize(2);
        assertThat(rig.pipeline.paused())
                .hasValueSatisfying(why -> assertThat(why).contains("2 credit notes"));
        rig.pipeline.resume();
        rig.store.pass(Duration.ofMinutes(5));
        assertThat(rig.books.creditNotes()).hasSize(3);
    }

    @Test
    void aCreditedSaleCanBeErased() {
        var rig = crediting();
        rig.win(rig.sale("1"));
        refund(rig, "re_1", "665.50");
        rig.store.pass(Duration.ofDays(4000));

        rig.pipeline.erase(rig.source.ref("1"), "Anna");

        assertThat(attention(rig)).isEmpty();
    }

    @Test
    void draftsStayDraftsAndARefundOfADraftWaitsForAPerson() {
        var rig = crediting(builder -> builder.delivery(Delivery.draftOnly()));
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "665.50");

        assertThat(attention(rig)).containsExactly("REFUND_OF_DRAFT");
        assertThat(rig.books.creditNotes()).isEmpty();
    }

    @Test
    void aCreditNoteWaitsForApprovalAsItsInvoiceDid() {
        var rig = crediting(builder -> builder.delivery(Delivery.approved()));
        rig.win(rig.sale("1"));
        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.store.pass(Duration.ofMinutes(1));

        refund(rig, "re_1", "665.50");
        var waiting = rig.pipeline.attention().get(0);
        rig.pipeline.approve(waiting.id(), "Anna");
        rig.store.pass(Duration.ofMinutes(1));

        assertThat(waiting.code()).isEqualTo("APPROVAL");
        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-C1");
    }

    @Test
    void anAbandonedCreditNoteLeavesItsShareToOthers() {
        var rig = crediting(
                builder -> builder.delivery(Delivery.approved(tax -> tax.gross().signum() < 0)));
        rig.win(rig.sale("1"));
        refund(rig, "re_1", "665.50");

        rig.pipeline.abandon(rig.pipeline.attention().get(0).id(), "Anna");
        refund(rig, "re_2", "665.50");

        assertThat(attention(rig)).containsExactly("APPROVAL");
        assertThat(rig.books.creditNotes()).extracting(BookedInvoice::reference).containsExactly("HS-1-C1", "HS-1-C2");
    }

    @Test
    void aPartIsSpreadOverTheRates() {
        var rig = crediting();
        var sale = rig.sale("1");
        var low = sale.lines().get(0).toBuilder().rateClass(RateClass.REDUCED).build();
        rig.win(sale.toBuilder().lines(List.of(sale.lines().get(0), low)).build());

        refund(rig, "re_1", "126.50");
        rig.store.pass(Duration.ofMinutes(5));

        // 665.50 at 21 % and 599.50 at 9 %: a tenth of each.
        assertThat(rig.books.creditNotes()).extracting(BookedInvoice::total).containsExactly(Money.eur("-126.50"));
        assertThat(rig.pipeline.journal(rig.source.ref("1")))
                .anySatisfy(line -> assertThat(line)
                        .contains("STANDARD")
                        .contains("EUR -55.00 = EUR -11.55")
                        .contains("REDUCED")
                        .contains("EUR -55.00 = EUR -4.95"));
    }

    @Test
    void aSaleInInstalmentsWaitsForAPerson() {
        var days = List.of(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 12, 15));
        var rig = crediting(builder -> builder.instalments(
                (Sale sale) -> java.util.Optional.of(nl.factuurstroom.tax.InstalmentPlan.of(days, 50, 50))));
        rig.win(rig.sale("1"));

        refund(rig, "re_1", "100.00");

        assertThat(attention(rig)).contains("REFUND_OF_PARTS");
    }

    @Test
    void creditNotesNeedBooksAndASourceThatCan() {
        var rig = new Rig();
        var builder = rig.standard().refunds(RefundPolicy.creditNote()).accountingGateway(new OnlyInvoices(rig.books));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't make credit notes");
    }
}
