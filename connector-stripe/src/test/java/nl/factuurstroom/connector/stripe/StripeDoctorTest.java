package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import nl.factuurstroom.account.Finding;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.Test;

class StripeDoctorTest {

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
    void aListThatIsNotThereProvesNothingAgainstTheKey() {
        try (var stripe = new StripeFixture()) {
            stripe.vendor()
                    .failNext("GET", "invoices", Fault.status(404, "{\"error\":{\"message\":\"no such path\"}}"));

            assertThat(stripe.stripe().check())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
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
}
