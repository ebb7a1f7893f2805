package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_21;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_21_INCLUSIVE;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_9;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.simulator.StripeOrder;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sales at a simulated Stripe become invoices in fake books, by a whole pipeline. */
class StripePipelineTest {

    private @Nullable StripeFixture fixture;
    private @Nullable InvoicingPipeline pipeline;
    private @Nullable InMemoryStore store;
    private @Nullable FakeBooks books;

    @AfterEach
    void close() {
        if (pipeline != null) {
            pipeline.close();
        }
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void aPaidCheckoutBecomesOneInvoiceOfWhatWasPaid() {
        start(settings -> settings);
        order().line("Onderhoud", 3, 3333, NL_21)
                .line("Boek", 1, 1500, NL_9)
                .coupon(10)
                .shipping(500, NL_21)
                .pay();

        deliver(webhooks());

        assertThat(books().finals())
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.total()).isEqualTo(Money.eur("129.66")));
        assertThat(pipeline().attention()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eventsTwiceAndInAnyOrderGiveOneInvoicePerSale(long seed) {
        start(settings ->
                settings.stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER).untaxed(RateClass.STANDARD));
        vendor().copiesPerEvent(2);
        order().line("Consult", 1, 12100, NL_21_INCLUSIVE).pay();
        order().invoiceCreation().line("Onderhoud", 1, 10000, NL_21).pay();
        order().subscription().line("Plus", 1, 5000, NL_21).pay();
        vendor().invoice().line("Plus", 1, 5000, NL_21).pay();
        vendor().payment(12100).pay();
        var later =
                order().line("Onderhoud", 1, 20000, NL_21).delayed("sepa_debit").pay();
        vendor().settle(later);
        var webhooks = webhooks();
        Collections.shuffle(webhooks, new Random(seed));

        for (WebhookRequest webhook : webhooks) {
            assertThat(receive(webhook).status()).isEqualTo(200);
            store().pass(Duration.ofSeconds(1));
        }
        store().pass(Duration.ofMinutes(1));

        assertThat(books().finals())
                .extracting(BookedInvoice::total)
                .containsExactlyInAnyOrder(
                        Money.eur("121.00"),
                        Money.eur("121.00"),
                        Money.eur("60.50"),
                        Money.eur("60.50"),
                        Money.eur("121.00"),
                        Money.eur("242.00"));
        assertThat(books().invoices()).as("no draft left over").hasSize(6);
        assertThat(pipeline().attention()).isEmpty();
    }

    @Test
    void aDayWithoutWebhooksIsMadeUpFor() {
        start(settings -> settings);
        store().pass(Duration.ofMinutes(6));
        for (int i = 0; i < 3; i++) {
            order().line("Onderhoud", 1, 10000, NL_21).pay();
        }
        vendor().loseWebhooks();

        store().pass(Duration.ofMinutes(20));

        assertThat(books().finals()).hasSize(3);
    }

    @Test
    void aDelayedPaymentIsInvoicedWhenItSettles() {
        start(settings -> settings);
        var sold =
                order().line("Onderhoud", 1, 10000, NL_21).delayed("sepa_debit").pay();
        deliver(webhooks());
        assertThat(books().invoices()).isEmpty();

        vendor().settle(sold);
        deliver(webhooks());

        assertThat(books().finals()).hasSize(1);
    }

    @Test
    void aRefundWaitsForAPerson() {
        start(settings -> settings);
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        deliver(webhooks());

        vendor().refund(sold, 2100);
        deliver(webhooks());

        assertThat(pipeline().attention())
                .singleElement()
                .satisfies(item -> assertThat(item.toString()).contains("refund of EUR 21.00"));
        assertThat(books().finals()).hasSize(1);
    }

    @Test
    void refundsBecomeCreditNotesWhenTheHostWantsThat() {
        start(settings -> settings, builder -> builder.refunds(RefundPolicy.creditNote()));
        vendor().copiesPerEvent(2);
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .line("Boek", 1, 1000, NL_9)
                .pay();
        deliver(webhooks());
        store().pass(Duration.ofHours(1));

        vendor().refund(sold, 2100);
        deliver(webhooks());
        vendor().refund(sold, 11090);
        deliver(webhooks());
        store().pass(Duration.ofHours(1));

        assertThat(books().creditNotes())
                .extracting(BookedInvoice::total)
                .containsExactly(Money.eur("-21.00"), Money.eur("-110.90"));
        assertThat(books().sent()).hasSize(3);
        assertThat(pipeline().attention()).isEmpty();
    }

    @Test
    void aRefundThatFailedIsNotCredited() {
        start(settings -> settings, builder -> builder.refunds(RefundPolicy.creditNote()));
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        deliver(webhooks());

        var refund = vendor().refund(sold, 12100);
        vendor().failRefund(refund);
        deliver(webhooks());
        store().pass(Duration.ofHours(1));

        assertThat(books().creditNotes()).isEmpty();
        assertThat(pipeline().attention()).isEmpty();
    }

    @Test
    void aDisputeIsNeverCreditedByItself() {
        start(settings -> settings, builder -> builder.refunds(RefundPolicy.creditNote()));
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        deliver(webhooks());

        vendor().dispute(sold);
        deliver(webhooks());
        store().pass(Duration.ofHours(1));

        assertThat(books().creditNotes()).isEmpty();
        assertThat(pipeline().attention()).extracting(AttentionItem::code).containsExactly("MONEY_RETURNED");
    }

    @Test
    void anInvoiceOfStripesOwnIsNotSentAgain() {
        start(settings -> settings);
        vendor().invoice().line("Plus", 1, 5000, NL_21).pay();

        deliver(webhooks());

        assertThat(books().invoices()).isEmpty();
        assertThat(pipeline().attention())
                .extracting(AttentionItem::toString)
                .anyMatch(item -> item.contains("already invoiced as 7FE1103A-0001"));
    }

    @Test
    void testModeLeavesNothingBehind() {
        start(settings -> settings);
        vendor().testMode();
        order().line("Onderhoud", 1, 10000, NL_21).pay();

        for (WebhookRequest webhook : webhooks()) {
            assertThat(receive(webhook).status()).isEqualTo(200);
        }
        store().pass(Duration.ofMinutes(1));

        assertThat(books().invoices()).isEmpty();
        assertThat(pipeline().attention()).isEmpty();
    }

    @Test
    void aForgedWebhookLeavesNothingBehind() {
        start(settings -> settings);
        vendor().rollSecret("whsec_ofSomebodyElse");
        vendor().endRoll();
        order().line("Onderhoud", 1, 10000, NL_21).pay();

        for (WebhookRequest webhook : webhooks()) {
            assertThat(receive(webhook).status()).isEqualTo(401);
        }

        assertThat(books().invoices()).isEmpty();
    }

    @Test
    void anUndisturbedCheckoutCostsTwoCalls() {
        start(settings -> settings);
        order().line("Onderhoud", 1, 10000, NL_21).pay();
        deliver(webhooks());
        order().line("Onderhoud", 1, 10000, NL_21).pay();
        var webhooks = webhooks();
        vendor().forgetCalls();

        webhooks.forEach(this::receive);
        store().pass(Duration.ofSeconds(30));

        assertThat(books().finals()).hasSize(2);
        assertThat(fixture().paths().stream().filter(path -> !path.equals("/v1/events")))
                .hasSize(2);
    }

    private void start(UnaryOperator<StripeSettings.Builder> settings) {
        start(settings, builder -> builder);
    }

    private void start(UnaryOperator<StripeSettings.Builder> settings, UnaryOperator<PipelineBuilder> more) {
        fixture = new StripeFixture(settings);
        store = InMemoryStore.at(fixture.clock());
        books = new FakeBooks(fixture.clock());
        var standard = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(fixture.stripe().paymentSucceeded())
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .accountingGateway(books)
                .delivery(Delivery.email())
                .store(store);
        pipeline = more.apply(standard).build();
        pipeline.start();
        store.runDue();
    }

    private void deliver(List<WebhookRequest> webhooks) {
        webhooks.forEach(webhook -> assertThat(receive(webhook).status()).isEqualTo(200));
        store().pass(Duration.ofSeconds(30));
    }

    private WebhookResponse receive(WebhookRequest webhook) {
        return pipeline().receive(fixture().stripe(), webhook);
    }

    private List<WebhookRequest> webhooks() {
        return new ArrayList<>(vendor().takeWebhooks(StripeFixture.URL));
    }

    private StripeOrder order() {
        return vendor().checkout();
    }

    private nl.factuurstroom.testkit.simulator.StripeSimulator vendor() {
        return fixture().vendor();
    }

    private StripeFixture fixture() {
        return Objects.requireNonNull(fixture);
    }

    private InvoicingPipeline pipeline() {
        return Objects.requireNonNull(pipeline);
    }

    private InMemoryStore store() {
        return Objects.requireNonNull(store);
    }

    private FakeBooks books() {
        return Objects.requireNonNull(books);
    }
}
