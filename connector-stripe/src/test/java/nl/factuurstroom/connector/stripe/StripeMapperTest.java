package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import nl.factuurstroom.connector.stripe.StripeJson.IntentJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoiceJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ItemsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.RateJson;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import org.junit.jupiter.api.Test;

/** Stripe's own shapes, as its documentation and type definitions show them. */
class StripeMapperTest {

    private static final RateJson NL_21 =
            new RateJson("txr_1SxA21B7WZ01zgkW", "NL", BigDecimal.valueOf(21), BigDecimal.valueOf(21), false);

    private final StripeLines lines = new StripeLines(rate -> NL_21);

    @Test
    void aWholeCheckoutSession() {
        var session = Payloads.read("session-expanded.json", SessionJson.class);

        var sale = sale(
                settings -> settings.dealReference("hubspot", "12345", "client_reference_id", "hubspot-deal-"),
                StripePurchase.of(session),
                lines(session));

        assertThat(sale.reference()).isEqualTo("ST-3SxK1aB7WZ01zgkW0aBcDeFg");
        assertThat(sale.pricesIncludeVat()).isFalse();
        assertThat(sale.lines())
                .extracting(SaleLine::description)
                .containsExactly("Onderhoud website", "Handboek", "Verzendkosten");
        assertThat(sale.lines())
                .extracting(SaleLine::rateClass)
                .containsExactly(RateClass.STANDARD, RateClass.REDUCED, RateClass.STANDARD);
        assertThat(sale.lines())
                .extracting(SaleLine::discount)
                .containsExactly(
                        new LineDiscount.Amount(Money.eur("20.00")), new LineDiscount.Amount(Money.eur("5.00")), null);
        assertThat(sale.payment())
                .isEqualTo(new PaymentReceived(
                        Money.eur("278.95"), LocalDate.of(2026, 11, 26), "ideal", "pi_3SxK1aB7WZ01zgkW0aBcDeFg"));
        assertThat(sale.buyer().kind()).isEqualTo(Party.Kind.COMPANY);
        assertThat(sale.buyer().contactName()).isNull();
        assertThat(sale.buyer().phone()).isEqualTo("+31301234567");
        assertThat(sale.aliases())
                .containsExactlyInAnyOrder(
                        ref(session.id()),
                        ref("ch_3SxK1aB7WZ01zgkW0hIjKlMn"),
                        new SaleRef("hubspot", "12345", "18640"));
    }

    @Test
    void aBarePaymentIntent() {
        var intent = Payloads.read("payment-intent-without-session.json", IntentJson.class);

        var sale = sale(
                settings -> settings.untaxed(RateClass.STANDARD),
                new StripePurchase(null, null, intent),
                lines.of(intent));

        assertThat(sale.title()).isEqualTo("Aanbetaling offerte 2026-114");
        assertThat(sale.buyer().name()).isEqualTo("Voorbeeld Bakkerij B.V.");
        assertThat(sale.buyer().email()).isEqualTo("factuur@bakkerij.example");
        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("500.00"));
    }

    @Test
    void aPaidInvoiceOfASubscription() {
        var invoice = Payloads.read("invoice-paid-with-payments.json", InvoiceJson.class);

        var sale = sale(
                settings -> settings.stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER)
                        .dealReference("hubspot", "12345", "deal_id", ""),
                new StripePurchase(null, invoice, null),
                lines(invoice));

        assertThat(sale.reference()).isEqualTo("7FE1103A-0004");
        assertThat(sale.lines()).singleElement().satisfies(line -> {
            assertThat(line.unitPrice()).isEqualTo(Money.eur("50.00"));
            assertThat(line.discount()).isEqualTo(new LineDiscount.Amount(Money.eur("5.00")));
            assertThat(line.rateClass()).isEqualTo(RateClass.STANDARD);
            assertThat(line.recurrence()).as("each period has its own invoice").isNull();
            assertThat(Objects.requireNonNull(line.period()).from()).isEqualTo("2026-11-26");
        });
        assertThat(sale.aliases()).contains(new SaleRef("hubspot", "12345", "18640"));
        assertThat(Objects.requireNonNull(sale.payment()).amount()).isEqualTo(Money.eur("54.45"));
    }

    @Test
    void linesOfEveryKind() {
        var items = Objects.requireNonNull(
                Payloads.read("line-items.response.json", ItemsJson.class).data());

        var mapped =
                saleLines(settings -> settings, items.stream().map(lines::of).toList());

        assertThat(mapped.faults()).isEmpty();
        assertThat(mapped.includeVat()).as("one of them holds VAT").isTrue();
        assertThat(mapped.lines()).extracting(SaleLine::rateClass).doesNotContainNull();
    }

    @Test
    void anUnevenPriceOfOneBecomesOneOfAll() {
        var line = new StripeLine(
                "Uren",
                new BigDecimal("3"),
                null,
                1000,
                1000,
                0,
                List.of(),
                null,
                null,
                false,
                Map.of("vat_rate", "0"),
                null,
                null);

        var mapped = saleLines(settings -> settings, List.of(line)).lines().get(0);

        assertThat(mapped.description()).isEqualTo("3 × Uren");
        assertThat(mapped.quantity()).isEqualByComparingTo("1");
        assertThat(mapped.unitPrice()).isEqualTo(Money.eur("10.00"));
    }

    @Test
    void aPriceBelowTheCentIsKept() {
        var line = new StripeLine(
                "Kilowattuur",
                new BigDecimal("1000"),
                new BigDecimal("1.25"),
                1250,
                1250,
                0,
                List.of(),
                null,
                null,
                false,
                Map.of("vat_rate", "0"),
                null,
                null);

        var mapped = saleLines(settings -> settings, List.of(line)).lines().get(0);

        assertThat(mapped.quantity()).isEqualByComparingTo("1000");
        assertThat(mapped.unitPrice()).isEqualTo(Money.eur("0.0125"));
    }

    @Test
    void aLongIdStillMakesAShortReferenceAndAlwaysTheSame() {
        var intent = Payloads.json("payment-intent-without-session.json");
        ((com.fasterxml.jackson.databind.node.ObjectNode) intent).put("id", "pi_" + "x".repeat(100));
        var read = Payloads.read(intent, IntentJson.class);

        var one = sale(s -> s.untaxed(RateClass.STANDARD), new StripePurchase(null, null, read), lines.of(read));
        var two = sale(s -> s.untaxed(RateClass.STANDARD), new StripePurchase(null, null, read), lines.of(read));

        assertThat(one.reference())
                .hasSizeLessThanOrEqualTo(30)
                .startsWith("ST-")
                .isEqualTo(two.reference());
    }

    @Test
    void aPaymentOfTheOtherModeIsNotWon() {
        var session = Payloads.read("session-expanded.json", SessionJson.class);
        var settings =
                StripeSettings.builder().apiKey("sk_test_1").testMode(true).build();

        var reading = new StripeMapper(settings, ProductJson::unexpanded).notForUs(StripePurchase.of(session));

        assertThat(reading).contains(new Reading.NotWon("it was paid in live mode"));
    }

    private List<StripeLine> lines(SessionJson session) {
        var all = new ArrayList<StripeLine>();
        Objects.requireNonNull(Objects.requireNonNull(session.line_items()).data())
                .forEach(item -> all.add(lines.of(item)));
        all.add(lines.of(Objects.requireNonNull(session.shipping_cost())));
        return all;
    }

    private List<StripeLine> lines(InvoiceJson invoice) {
        return Objects.requireNonNull(Objects.requireNonNull(invoice.lines()).data()).stream()
                .map(lines::of)
                .toList();
    }

    private static Sale sale(
            UnaryOperator<StripeSettings.Builder> more, StripePurchase purchase, List<StripeLine> lines) {
        var mapper = new StripeMapper(settings(more), ProductJson::unexpanded);
        assertThat(mapper.notForUs(purchase)).isEmpty();
        var reading = mapper.reading(ref(purchase.mainId()), purchase, lines);
        assertThat(reading).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) reading).sale();
    }

    private static StripeSaleLines.Mapped saleLines(
            UnaryOperator<StripeSettings.Builder> more, List<StripeLine> lines) {
        return new StripeSaleLines(settings(more), ProductJson::unexpanded)
                .map(lines, java.util.Currency.getInstance("EUR"));
    }

    private static StripeSettings settings(UnaryOperator<StripeSettings.Builder> more) {
        return more.apply(StripeSettings.builder().apiKey("rk_live_1")).build();
    }

    private static SaleRef ref(String id) {
        return new SaleRef("stripe", "default-live", id);
    }
}
