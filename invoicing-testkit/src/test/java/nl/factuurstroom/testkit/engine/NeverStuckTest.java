package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.fake.Weather;
import nl.factuurstroom.testkit.fake.Weather.Kind;
import org.junit.jupiter.api.Test;

/** Stories that single seeds of the simulation told: a sale that was held up, forgotten or made too much of. */
class NeverStuckTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static List<String> codes(Rig rig) {
        return rig.pipeline.attention().stream().map(AttentionItem::code).toList();
    }

    private static void lose(Rig rig, SaleRef ref) {
        rig.source.lost(ref);
        rig.pipeline.receive(rig.source, rig.source.webhook(ref.id()));
    }

    @Test
    void aSaleThatStopsBeforeItCreatesItsCustomerHoldsNobodyUp() {
        var eightCalls = List.of(new CallBudget("minute", 8, Duration.ofMinutes(1)));
        var rig = new Rig(builder -> builder, books -> books.budgets(eightCalls));
        rig.clock.advance(Duration.ofMinutes(1));
        // The search for the customer takes the last call of this minute, so that its creation must wait.
        for (int call = 0; call < 7; call++) {
            rig.books.find(Set.of("none"));
        }
        rig.win(rig.sale("1"));
        lose(rig, rig.source.ref("1"));
        rig.win(rig.sale("2"));

        rig.store.pass(HALF_AN_HOUR);

        assertThat(rig.books.sent()).containsExactly("HS-2");
        assertThat(rig.books.fakeCustomers().all()).hasSize(1);
    }

    @Test
    void aSaleThatIsLostWhileTheBooksRefuseCallsIsNotInvoicedWhenTheyTakeThemAgain() {
        var rig = new Rig();
        rig.books.weather(Weather.then("book", Kind.LIMITED));
        rig.win(rig.sale("1"));

        lose(rig, rig.source.ref("1"));
        rig.store.pass(HALF_AN_HOUR);

        assertThat(rig.books.invoices()).isEmpty();
    }

    @Test
    void whatIsWonWhileTheFirstPollFailsIsFoundHoweverLongThatTakes() {
        Consumer<FakeSource> awayAtTheStart = source -> source.weather(call -> Kind.UNREACHABLE);
        var rig = new Rig(builder -> builder, books -> {}, awayAtTheStart);
        rig.store.pass(HALF_AN_HOUR);
        rig.source.won(rig.sale("1"));
        rig.store.pass(Duration.ofHours(8));

        rig.source.weather(Weather.fair());
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void anEditAfterBookingIsNoticedThoughItsWebhookNeverCame() {
        var rig = new Rig();
        rig.win(rig.sale("1"));

        rig.store.pass(Duration.ofMinutes(1));
        rig.source.won(rig.sale("1").toBuilder().version("2").build());
        rig.store.pass(HALF_AN_HOUR);

        assertThat(codes(rig)).containsExactly("DEAL_DIFFERS");
    }

    @Test
    void aRestoredStoreDoesNotBookAgainWhatItKnowsAsNotDone() {
        var rig = new Rig();
        rig.books.weather(Weather.then("book", Kind.LIMITED));
        rig.win(rig.sale("1"));
        var restore = rig.store.backup();
        rig.store.pass(HALF_AN_HOUR);

        rig.pipeline.close();
        restore.run();
        rig.clock.advance(HALF_AN_HOUR);
        rig.standard().build().start();
        rig.store.pass(Duration.ofHours(2));

        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.books.invoices()).hasSize(1);
    }

    @Test
    void aPaidSaleThatIsLostAtTheCrmIsAPersonsMatter() {
        var shop = new Shop();
        shop.deal("1", "1.00");

        lose(shop.rig, shop.rig.source.ref("1"));
        shop.rig.settle();

        assertThat(codes(shop.rig)).containsExactly("PAID_NOT_WON");
        assertThat(shop.rig.books.invoices()).isEmpty();
    }

    @Test
    void aPaymentIsRememberedWhenTheDealIsReadAgain() {
        var shop = new Shop();
        shop.deal("1", "332.75");
        var doubled =
                shop.rig.sale("1").lines().get(0).toBuilder().quantity("2").build();

        shop.rig.win(shop.rig.sale("1").toBuilder()
                .lines(List.of(doubled))
                .version("2")
                .build());
        shop.rig.store.pass(HALF_AN_HOUR);

        assertThat(shop.rig.books.sent()).containsExactly("HS-1");
        assertThat(shop.rig.books.calls("registerPayment")).isEqualTo(1);
    }

    /** A CRM, and a payment provider that knows which deal was paid. */
    private static final class Shop {

        private final FakeSource payments = new FakeSource("pay", SettableClock.at("2026-11-24T09:00:00Z"));
        private final Rig rig = new Rig(builder -> builder.trigger(payments));

        /** A deal of EUR 665.50, and a payment of it. */
        void deal(String id, String paid) {
            rig.books.weather(call -> call.equals("book") ? Kind.LIMITED : Kind.FAIR);
            rig.win(rig.sale(id));
            var deal = rig.sale(id);
            var payment = Sale.builder(payments.ref("pi_" + id))
                    .reference(deal.reference())
                    .title(deal.title())
                    .buyer(deal.buyer())
                    .lines(deal.lines())
                    .wonAt(deal.wonAt())
                    .version("1")
                    .alias(rig.source.ref(id))
                    .payment(new PaymentReceived(Money.eur(paid), LocalDate.of(2026, 11, 24), "ideal", "pi_" + id))
                    .build();
            payments.won(payment);
            rig.pipeline.receive(payments, payments.webhook("pi_" + id));
            rig.settle();
            rig.books.weather(Weather.fair());
        }
    }
}
