package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.testkit.fake.FakeMailer;
import nl.factuurstroom.testkit.fake.Weather;
import nl.factuurstroom.testkit.fake.Weather.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sales that are paid already, and sales that become several invoices. */
class PartsAndPaymentsTest {

    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 12, 15), LocalDate.of(2027, 1, 15));

    private static Rig inThirds() {
        return new Rig(builder -> builder.instalments(sale -> Optional.of(InstalmentPlan.of(DAYS, 30, 40, 30))));
    }

    @Test
    void aSaleInInstalmentsBecomesOneInvoicePerPartOnItsOwnDate() {
        var rig = inThirds();
        rig.win(rig.sale("1"));
        var first = rig.books.sent();

        rig.store.pass(Duration.ofDays(60));

        assertThat(first).containsExactly("HS-1");
        assertThat(rig.books.sent()).containsExactly("HS-1", "HS-1-2", "HS-1-3");
        assertThat(rig.books.finals()).extracting(BookedInvoice::invoiceDate).containsExactlyElementsOf(DAYS);
        assertThat(rig.books.finals().stream().map(BookedInvoice::total).reduce(Money.zeroEur(), Money::plus))
                .isEqualTo(Money.eur("665.50"));
    }

    @Test
    void aSaleThatChangesBeforeItsFirstPartIsSplitAnew() {
        var rig = new Rig(builder -> builder.settle(Duration.ofMinutes(5))
                .instalments(sale -> Optional.of(InstalmentPlan.of(DAYS, 30, 40, 30))));
        rig.source.won(rig.sale("1"));
        rig.pipeline.receive(rig.source, rig.source.webhook("1"));
        rig.store.pass(Duration.ofMinutes(1));
        var doubled = rig.sale("1").lines().get(0).toBuilder().quantity("8").build();

        rig.source.won(
                rig.sale("1").toBuilder().lines(List.of(doubled)).version("2").build());
        rig.store.pass(Duration.ofDays(60));

        assertThat(rig.books.finals().stream().map(BookedInvoice::total).reduce(Money.zeroEur(), Money::plus))
                .isEqualTo(Money.eur("1331"));
    }

    @Test
    void aSaleThatChangesAfterItsFirstPartWaitsForAPerson() {
        var rig = inThirds();
        rig.win(rig.sale("1"));

        rig.source.won(rig.sale("1").toBuilder().version("2").build());
        rig.store.pass(Duration.ofDays(60));

        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.pipeline.attention()).extracting(item -> item.code()).contains("DEAL_DIFFERS");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FAIR", "LIMITED", "ANSWER_LOST", "REQUEST_LOST", "LATE", "UNCLEAR_DONE"})
    void moneyThatCameInBeforeIsRegisteredOnceAndNobodyIsReminded(Kind kind) {
        var mailer = new FakeMailer(java.time.Clock.systemUTC());
        var rig = new Rig(builder -> builder.reminders(Reminders.after(7, mailer)));
        rig.books.weather(Weather.then("registerPayment", kind));
        var paid = new PaymentReceived(Money.eur("665.50"), LocalDate.of(2026, 11, 24), "ideal", "pi_1");

        rig.win(rig.sale("1").toBuilder().payment(paid).build());
        rig.store.pass(Duration.ofDays(40));

        assertThat(rig.pipeline.insights().outstanding().get("EUR")).isEqualTo(Money.zeroEur());
        assertThat(rig.crm.shows(rig.source.ref("1")).status()).isEqualTo(CrmUpdate.Status.PAID);
        assertThat(mailer.sent()).isEmpty();
    }

    @Test
    void aPaymentThatThePollPassesOverBeforeTheNumberIsKnownIsReadAfterwards() {
        var rig = new Rig(builder -> builder, books -> books.pollEvery(Duration.ofMillis(500)));
        rig.win(rig.sale("1"));
        rig.source.won(rig.sale("2"));
        rig.pipeline.receive(rig.source, rig.source.webhook("2"));
        for (int i = 0; i < 100 && !rig.books.sent().contains("HS-2"); i++) {
            rig.store.pass(Duration.ofMillis(100));
        }

        rig.books.pay("HS-2", Money.eur("665.50"));
        rig.store.pass(Duration.ofMinutes(5));

        assertThat(rig.crm.shows(rig.source.ref("2")).status()).isEqualTo(CrmUpdate.Status.PAID);
        assertThat(rig.pipeline.insights().outstanding().get("EUR")).isEqualTo(Money.eur("665.50"));
    }
}
