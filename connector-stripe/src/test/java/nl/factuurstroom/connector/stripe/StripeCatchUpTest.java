package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StripeCatchUpTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final StripeFixture stripe = new StripeFixture();

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void theFirstPollTellsNothingOfThePast() {
        sell();

        assertThat(catchUp().changedSince(null).refs()).isEmpty();
    }

    @Test
    void aDayWithoutWebhooksIsMadeUpForWithOneRefPerSale() {
        var cursor = catchUp().changedSince(null).cursor();
        stripe.clock().advance(Duration.ofHours(20));
        var sold = sell();
        stripe.vendor().loseWebhooks();

        var changes = catchUp().changedSince(cursor);

        assertThat(changes.refs()).containsExactly(ref(sold.paymentIntentId()));
        assertThat(changes.more()).isFalse();
    }

    @Test
    void aQuietShopIsNotToldTheSameSaleForEver() {
        var cursor = catchUp().changedSince(null).cursor();
        sell();
        cursor = catchUp().changedSince(cursor).cursor();

        var next = catchUp().changedSince(cursor);
        var later = catchUp().changedSince(next.cursor());

        assertThat(next.refs()).isEmpty();
        assertThat(later.refs()).isEmpty();
        assertThat(later.cursor()).isEqualTo(next.cursor());
    }

    @Test
    void unpaidCheckoutsAreNotTold() {
        var cursor = catchUp().changedSince(null).cursor();
        stripe.vendor()
                .checkout()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .delayed("sepa_debit")
                .pay();

        assertThat(catchUp().changedSince(cursor).refs()).isEmpty();
    }

    @Test
    void moneyThatWentBackIsTold() {
        var sold = sell();
        var cursor = catchUp().changedSince(null).cursor();
        stripe.clock().advance(Duration.ofDays(1));
        var refund = stripe.vendor().refund(sold, 2100);
        var dispute = stripe.vendor().dispute(sold);

        assertThat(catchUp().changedSince(cursor).returned())
                .extracting(Signal.MoneyReturned::correctionId)
                .containsExactlyInAnyOrder(refund, dispute);
    }

    @Test
    void aBackfillFindsEverySaleOfItsDaysOnce() {
        stripe.clock().set(java.time.Instant.parse("2026-11-22T12:00:00Z"));
        sell();
        stripe.clock().set(java.time.Instant.parse("2026-11-23T23:30:00Z"));
        var checkout = sell();
        var bare = stripe.vendor().payment(5000).pay();
        var invoice = stripe.vendor().invoice().line("Plus", 1, 5000, Tax.NL_21).pay();
        var subscription = stripe.vendor()
                .checkout()
                .subscription()
                .line("Plus", 1, 5000, Tax.NL_21)
                .pay();
        stripe.vendor()
                .checkout()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .delayed("sepa_debit")
                .pay();

        var refs = catchUp().wonBetween(TODAY, TODAY);

        assertThat(refs)
                .containsExactlyInAnyOrder(
                        ref(checkout.paymentIntentId()),
                        ref(bare.paymentIntentId()),
                        ref(invoice.invoiceId()),
                        ref(subscription.invoiceId()));
    }

    @Test
    void aBackfillReadsOnly() {
        sell();

        catchUp().wonBetween(TODAY, TODAY);

        assertThat(stripe.vendor().calls()).allMatch(call -> call.method().equals("GET"));
    }

    private Sold sell() {
        return stripe.vendor().checkout().line("Onderhoud", 1, 10000, Tax.NL_21).pay();
    }

    private CatchUp catchUp() {
        return stripe.stripe().paymentSucceeded().catchUp().orElseThrow();
    }

    private SaleRef ref(@Nullable String id) {
        return stripe.ref(Objects.requireNonNull(id));
    }
}
