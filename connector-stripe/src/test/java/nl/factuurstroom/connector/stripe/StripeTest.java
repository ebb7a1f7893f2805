package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.Test;

class StripeTest {

    @Test
    void aWellConfiguredAccountHasNoFindings() {
        try (var stripe = new StripeFixture()) {
            assertThat(stripe.stripe().check()).isEmpty();
        }
    }

    @Test
    void everyMissingRightIsReportedAtOnce() {
        try (var stripe = new StripeFixture()) {
            stripe.vendor().forbid("checkout/sessions");
            stripe.vendor().forbid("invoice_payments");
            stripe.vendor().forbid("webhook_endpoints");

            var findings = stripe.stripe().check();

            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                    .extracting(Finding::message)
                    .anyMatch(message -> message.contains("rak_checkout_sessions_read"))
                    .anyMatch(message -> message.contains("rak_invoice_payments_read"))
                    .hasSize(2);
            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == Finding.Severity.WARNING)
                    .hasSize(1);
        }
    }

    @Test
    void anEndpointThatTellsTooLittleIsReported() {
        try (var stripe = new StripeFixture()) {
            stripe.vendor().endpointEvents("checkout.session.completed", "invoice.paid");

            assertThat(stripe.stripe().check())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message())
                            .contains("payment_intent.succeeded")
                            .contains("refund.created")
                            .doesNotContain("invoice.paid"));
        }
    }

    @Test
    void anUnreachableVendorIsAWarning() {
        try (var stripe = new StripeFixture()) {
            for (int i = 0; i < 9; i++) {
                stripe.vendor().failNext(Fault.dropRequest());
            }

            assertThat(stripe.stripe().check())
                    .isNotEmpty()
                    .allMatch(finding -> finding.severity() == Finding.Severity.WARNING);
        }
    }

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
                .callsPerSecond(10)
                .build());

        assertThat(stripe.account()).isEqualTo(new AccountId("stripe", "acct_1-test"));
        assertThat(stripe.budgets()).isEqualTo(List.of(new CallBudget("second", 10, Duration.ofSeconds(1))));
    }

    @Test
    void aKeyOfTestModeIsRefusedUnlessItIsMeant() {
        assertThat(catchThrowable(
                        () -> StripeSettings.builder().apiKey("sk_test_1").build()))
                .hasMessageContaining("test mode");
        assertThat(catchThrowable(() -> StripeSettings.builder()
                        .apiKey("sk_live_1")
                        .testMode(true)
                        .build()))
                .hasMessageContaining("live");
        assertThat(catchThrowable(() -> StripeSettings.builder().apiKey("pk_live_1")))
                .hasMessageContaining("publishable");
    }

    @Test
    void missingAndContradictingSettingsAreNamedTogether() {
        assertThat(catchThrowable(() ->
                        StripeSettings.builder().pollInterval(Duration.ZERO).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apiKey is missing")
                .hasMessageContaining("webhookSecrets");
    }

    @Test
    void secretsStayOutOfEveryText() {
        var settings = StripeSettings.builder()
                .apiKey("sk_live_verySecret")
                .webhookSecrets("whsec_alsoSecret")
                .baseUri(URI.create("https://api.stripe.com"))
                .build();

        assertThat(settings.toString()
                        + Stripe.of(settings)
                        + Stripe.of(settings).paymentSucceeded())
                .doesNotContain("verySecret")
                .doesNotContain("alsoSecret");
    }
}
