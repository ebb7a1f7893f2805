package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts the calls that the README states. */
class StripeCallsTest {

    private final StripeFixture stripe = new StripeFixture(
            settings -> settings.untaxed(RateClass.STANDARD).stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER));

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void aCheckoutCostsOneCallToReadAndOneToAskAgain() throws IOException {
        stripe.found(Objects.requireNonNull(checkout(1).paymentIntentId()));

        assertThat(life(checkout(1).paymentIntentId()))
                .containsExactly("/v1/checkout/sessions", "/v1/payment_intents/{id}");
        assertThat(Files.readString(Path.of("README.md"))).contains("a Checkout sale costs 2 calls in steady state");
    }

    @Test
    void anInvoiceCostsTwoCallsAndItsPaymentIntentTwoMore() {
        stripe.found(Objects.requireNonNull(invoice().invoiceId()));
        var sold = invoice();

        assertThat(life(sold.invoiceId())).containsExactly("/v1/invoices/{id}", "/v1/invoices/{id}");
        stripe.vendor().forgetCalls();
        stripe.found(Objects.requireNonNull(sold.paymentIntentId()));

        assertThat(stripe.paths()).containsExactly("/v1/checkout/sessions", "/v1/invoice_payments");
    }

    @Test
    void aPaymentIntentOfItsOwnCostsFourCalls() {
        assertThat(life(stripe.vendor().payment(5000).pay().paymentIntentId()))
                .containsExactly(
                        "/v1/checkout/sessions",
                        "/v1/invoice_payments",
                        "/v1/payment_intents/{id}",
                        "/v1/payment_intents/{id}");
    }

    @Test
    void aHundredLinesMoreCostOneCallMore() {
        stripe.found(Objects.requireNonNull(checkout(1).paymentIntentId()));

        assertThat(life(checkout(100).paymentIntentId())).hasSize(3);
    }

    @Test
    void aProductIsReadOnceAnHourAndARateOnceADay() {
        stripe.found(Objects.requireNonNull(invoice().invoiceId()));
        stripe.ourClock().advance(java.time.Duration.ofHours(2));

        assertThat(life(invoice().invoiceId()))
                .containsExactlyInAnyOrder("/v1/invoices/{id}", "/v1/products/{id}", "/v1/invoices/{id}");
        stripe.ourClock().advance(java.time.Duration.ofDays(2));

        assertThat(life(invoice().invoiceId())).contains("/v1/tax_rates/{id}");
    }

    @Test
    void aQuietPollIsOneCall() {
        var catchUp = stripe.stripe().paymentSucceeded().catchUp().orElseThrow();
        var cursor = catchUp.changedSince(null).cursor();
        stripe.vendor().forgetCalls();

        catchUp.changedSince(cursor);

        assertThat(stripe.paths()).containsExactly("/v1/events");
    }

    /** Read, and asked again before booking. */
    private List<String> life(@Nullable String id) {
        stripe.vendor().forgetCalls();
        stripe.found(Objects.requireNonNull(id));
        stripe.reader().wonStates(Set.of(stripe.ref(id)));
        return stripe.paths().stream()
                .map(path -> path.replaceAll("/(pi|in|cs_live|prod|txr)_[^/]+", "/{id}"))
                .toList();
    }

    private Sold checkout(int lines) {
        var order = stripe.vendor().checkout();
        for (int i = 0; i < lines; i++) {
            order.line("Onderhoud", 1, 10000, Tax.NL_21);
        }
        return order.pay();
    }

    private Sold invoice() {
        return stripe.vendor().invoice().line("Plus", 1, 5000, Tax.NL_21).pay();
    }
}
