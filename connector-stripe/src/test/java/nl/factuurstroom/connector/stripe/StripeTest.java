package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.Test;

class StripeTest {

    @Test
    void aRefundAndADisputeTellHowMuchWentBack() {
        try (var stripe = new StripeFixture()) {
            var sold = stripe.vendor()
                    .checkout()
                    .line("Onderhoud", 1, 10000, Tax.NL_21)
                    .pay();
            var refund = stripe.vendor().refund(sold, 2100);
            var dispute = stripe.vendor().dispute(sold);

            assertThat(stripe.stripe().returned(refund)).isEqualTo(Money.eur("21.00"));
            assertThat(stripe.stripe().returned(refund + ":undone")).isEqualTo(Money.eur("21.00"));
            assertThat(stripe.stripe().returned(dispute)).isEqualTo(Money.eur("121.00"));
            assertThat(catchThrowable(() -> stripe.stripe().returned("pi_1")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void accountAndBudgetFollowTheSettings() {
        var stripe = Stripe.of(StripeSettings.builder()
                .apiKey("rk_test_1")
                .testMode(true)
                .connectedAccount("acct_1")
                .limitPerSecond(10)
                .build());

        assertThat(stripe.account()).isEqualTo(new AccountId("stripe", "acct_1-test"));
        assertThat(stripe.budgets()).isEqualTo(List.of(new CallBudget("second", 10, Duration.ofSeconds(1))));
    }
}
