package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_21;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_21_INCLUSIVE;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_9;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.NL_9_INCLUSIVE;
import static nl.factuurstroom.testkit.simulator.StripeOrder.Tax.REVERSE_CHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.simulator.StripeOrder;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StripeSaleReaderTest {

    private @Nullable StripeFixture stripe;

    @AfterEach
    void close() {
        if (stripe != null) {
            stripe.close();
        }
    }

    @Test
    void aCheckoutIsReadWithLinesDiscountShippingAndPayment() {
        var sold = order().line("Onderhoud website", 2, 10000, NL_21)
                .line("Handboek", 1, 5000, NL_9)
                .coupon(10)
                .shipping(1000, NL_21)
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isFalse();
        assertThat(sale.lines()).hasSize(3);
        assertThat(sale.lines().get(0)).satisfies(line -> {
            assertThat(line.description()).isEqualTo("Onderhoud website");
            assertThat(line.quantity()).isEqualByComparingTo("2");
            assertThat(line.unitPrice()).isEqualTo(Money.eur("100.00"));
            assertThat(line.discount()).isEqualTo(new LineDiscount.Amount(Money.eur("20.00")));
            assertThat(line.rateClass()).isEqualTo(RateClass.STANDARD);
            assertThat(line.facts().statedRate()).isEqualTo(Percentage.of(21));
        });
        assertThat(sale.lines().get(1).rateClass()).isEqualTo(RateClass.REDUCED);
        assertThat(sale.lines().get(2).description()).isEqualTo("Verzendkosten");
        assertThat(sale.lines().get(2).unitPrice()).isEqualTo(Money.eur("10.00"));
        assertThat(sale.payment())
                .isEqualTo(new PaymentReceived(
                        Money.eur("278.95"), LocalDate.of(2026, 11, 24), "ideal", sold.paymentIntentId()));
        assertThat(sale.wonAt()).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void feesAreNeitherReadNorInvoiced() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();

        var sale = found(sold.paymentIntentId());

        assertThat(Objects.requireNonNull(sale.payment()).amount()).isEqualTo(Money.eur("121.00"));
        assertThat(fixture().vendor().calls())
                .noneMatch(call -> call.uri().toString().contains("balance_transaction"));
    }

    @Test
    void allIdsOfACheckoutAreTheSameSale() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();

        var byIntent = found(sold.paymentIntentId());
        var bySession = found(sold.sessionId());

        assertThat(byIntent.aliases()).containsExactlyInAnyOrder(ref(sold.sessionId()), ref(sold.chargeId()));
        assertThat(bySession.aliases()).containsExactlyInAnyOrder(ref(sold.paymentIntentId()), ref(sold.chargeId()));
        assertThat(bySession.reference()).isEqualTo(byIntent.reference());
        assertThat(bySession.lines()).isEqualTo(byIntent.lines());
    }

    @Test
    void allIdsOfASubscriptionAreTheSameSale() {
        start(settings -> settings.stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER));
        var sold = order().subscription().line("Abonnement", 1, 5000, NL_21).pay();

        var byIntent = found(sold.paymentIntentId());
        var byInvoice = found(sold.invoiceId());
        var bySession = found(sold.sessionId());

        assertThat(byIntent.aliases()).contains(ref(sold.invoiceId()), ref(sold.chargeId()));
        assertThat(byInvoice.aliases()).contains(ref(sold.paymentIntentId()));
        assertThat(bySession.aliases()).contains(ref(sold.invoiceId()), ref(sold.paymentIntentId()));
        assertThat(byInvoice.lines()).isEqualTo(byIntent.lines()).isEqualTo(bySession.lines());
        assertThat(byInvoice.reference())
                .isEqualTo(byIntent.reference())
                .isEqualTo(bySession.reference())
                .isEqualTo("7FE1103A-0001");
    }

    @Test
    void pricesThatIncludeVatStayAsTheBuyerSawThem() {
        var sold = order().line("Consult", 2, 12100, NL_21_INCLUSIVE)
                .line("Boek", 1, 1090, NL_9_INCLUSIVE)
                .coupon(10)
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("121.00"));
        assertThat(sale.lines().get(0).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("24.20")));
        assertThat(total(sale)).isEqualTo(Money.eur("227.61"));
    }

    @Test
    void mixedPricesAddUpToWhatWasPaid() {
        var sold = order().line("Consult", 1, 12100, NL_21_INCLUSIVE)
                .line("Onderhoud", 3, 3333, NL_21)
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(total(sale)).isEqualTo(Objects.requireNonNull(sale.payment()).amount());
    }

    @Test
    void taxThatStripeRoundedPerLineMakesNoDifferenceOfACent() {
        var order = order();
        for (int i = 0; i < 7; i++) {
            order.line("Bout " + i, 1, 35, NL_21);
        }
        var sold = order.pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(total(sale)).isEqualTo(Money.eur("2.94"));
        assertThat(Objects.requireNonNull(sale.payment()).amount()).isEqualTo(Money.eur("2.94"));
    }

    @Test
    void reverseChargeIsAFactAboutTheRateAndNoMore() {
        var sold = order().business("Muster GmbH")
                .buyer("Muster GmbH", "rechnung@muster.example", "DE")
                .taxId("eu_vat", "DE136695976")
                .line("Beratung", 1, 10000, REVERSE_CHARGE)
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isFalse();
        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("100.00"));
        assertThat(sale.lines().get(0).rateClass()).isEqualTo(RateClass.STANDARD);
        assertThat(sale.buyer().isCompany()).isTrue();
        assertThat(String.valueOf(sale.buyer().vatNumber())).isEqualTo("DE136695976");
    }

    @Test
    void aForeignRateLeavesTheDutchRateClassOpen() {
        var sold = order().line("Boek", 1, 1000, new Tax("DE", "19", false, "standard_rated"))
                .pay();

        assertThat(found(sold.paymentIntentId()).lines().get(0).rateClass()).isNull();
    }

    @Test
    void aRateWithoutACountryIsTheSellersOwn() {
        var sold = order().line("Boek", 1, 1000, new Tax(null, "9", true, "reduced_rated"))
                .pay();

        assertThat(found(sold.paymentIntentId()).lines().get(0).rateClass()).isEqualTo(RateClass.REDUCED);
    }

    @Test
    void aDutchRateThatDoesNotExistWaitsForAPerson() {
        var sold = order().line("Boek", 1, 1000, new Tax("NL", "6", false, "reduced_rated"))
                .pay();

        assertThat(unusable(sold.paymentIntentId())).contains("'Boek'").contains("6 %");
    }

    @Test
    void withoutTaxInformationTheSaleWaits() {
        var sold = order().line("Workshop", 1, 10000, null).pay();

        assertThat(unusable(sold.paymentIntentId()))
                .contains("line 'Workshop' has no tax information")
                .contains("vat_rate");
    }

    @Test
    void withoutTaxInformationTheConfiguredClassIsInThePrice() {
        start(settings -> settings.untaxed(RateClass.STANDARD));
        var sold = order().line("Workshop", 1, 12100, null).pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(sale.lines().get(0).rateClass()).isEqualTo(RateClass.STANDARD);
        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("121.00"));
    }

    @Test
    void aTaxThatStripeDoesNotCollectIsNoInformation() {
        var sold = order().line("Workshop", 1, 10000, new Tax("NL", "0", false, "not_collecting"))
                .pay();

        assertThat(unusable(sold.paymentIntentId())).contains("no tax information");
    }

    @Test
    void metadataOfTheProductSayWhatItIs() {
        var sold = order().line(
                        "Boek",
                        1,
                        1090,
                        null,
                        Map.of("vat_rate", "laag", "supply_kind", "goederen", "sku", "B-1", "product_group", "boeken"))
                .pay();

        var line = found(sold.paymentIntentId()).lines().get(0);

        assertThat(line.rateClass()).isEqualTo(RateClass.REDUCED);
        assertThat(line.kind()).isEqualTo(SupplyKind.GOODS);
        assertThat(line.sku()).isEqualTo("B-1");
        assertThat(line.productGroup()).isEqualTo("boeken");
    }

    @Test
    void metadataThatContradictTheTaxWaitForAPerson() {
        var sold =
                order().line("Boek", 1, 1000, NL_21, Map.of("vat_rate", "laag")).pay();

        assertThat(unusable(sold.paymentIntentId())).contains("REDUCED").contains("STANDARD");
    }

    @Test
    void metadataThatMeanNothingWaitForAPerson() {
        var sold = order().line("Boek", 1, 1000, NL_21, Map.of("supply_kind", "boek"))
                .pay();

        assertThat(unusable(sold.paymentIntentId())).contains("supply_kind").contains("'boek'");
    }

    @Test
    void theBuyerIsTheOneWhoTypedIntoTheCheckout() {
        var sold = order().buyer("Sanne Bakker", "factuur@bakkerij.example", "NL")
                .business("Voorbeeld Bakkerij B.V.")
                .taxId("eu_vat", "NL001234567B01")
                .customField("kvk", "12345678")
                .customField("po_number", "4500123")
                .line("Onderhoud", 1, 10000, NL_21)
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.buyer().kind()).isEqualTo(Party.Kind.COMPANY);
        assertThat(sale.buyer().name()).isEqualTo("Voorbeeld Bakkerij B.V.");
        assertThat(sale.buyer().contactName()).isEqualTo("Sanne Bakker");
        assertThat(sale.buyer().email()).isEqualTo("factuur@bakkerij.example");
        assertThat(sale.buyer().kvkNumber()).isEqualTo(KvkNumber.of("12345678"));
        assertThat(String.valueOf(sale.buyer().vatNumber())).isEqualTo("NL001234567B01");
        assertThat(sale.buyer().address().postalCode()).isEqualTo("3511 AB");
        assertThat(sale.buyer().language()).isEqualTo("nl");
        assertThat(sale.buyer().sourceId()).startsWith("stripe/default-live:customer:cus_");
        assertThat(sale.purchaseOrder()).isEqualTo("4500123");
    }

    @Test
    void aNameAloneIsAPrivatePerson() {
        var sold = order().line("Boek", 1, 1000, NL_9).guest().pay();

        var buyer = found(sold.paymentIntentId()).buyer();

        assertThat(buyer.kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
        assertThat(buyer.name()).isEqualTo("Sanne Voorbeeld");
        assertThat(buyer.sourceId()).isNull();
    }

    @Test
    void goodsGoWhereTheBuyerSaidTheyGo() {
        var sold = order().line("Stoel", 1, 10000, NL_21)
                .editSession(session -> ((ObjectNode) session.get("collected_information"))
                        .putObject("shipping_details")
                        .putObject("address")
                        .put("country", "BE")
                        .put("postal_code", "2000"))
                .pay();

        var shipTo = Objects.requireNonNull(found(sold.paymentIntentId()).shipTo());

        assertThat(shipTo.country().value()).isEqualTo("BE");
        assertThat(shipTo.postalCode()).isEqualTo("2000");
    }

    @Test
    void deliveryFollowsTheGoodsWhenItsTaxIsTheirs() {
        var sold = order().line("Stoel", 1, 10000, NL_21).shipping(1000, NL_21).pay();
        var mixed = order().line("Stoel", 1, 10000, NL_21)
                .line("Boek", 1, 1000, NL_9)
                .shipping(1000, NL_21)
                .pay();

        assertThat(found(sold.paymentIntentId()).lines().get(1).kind()).isEqualTo(SupplyKind.SHIPPING);
        assertThat(found(mixed.paymentIntentId()).lines().get(2).kind()).isNull();
    }

    @Test
    void aWrongKvkNumberWaitsUntilTheSellerCorrectsIt() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .customField("kvk", "1234567")
                .pay();

        assertThat(unusable(sold.paymentIntentId())).contains("'1234567'").contains("metadata 'kvk'");
        fixture()
                .vendor()
                .edit(
                        Objects.requireNonNull(sold.paymentIntentId()),
                        intent -> ((ObjectNode) intent.get("metadata")).put("kvk", "12345678"));

        assertThat(found(sold.paymentIntentId()).buyer().kvkNumber()).isEqualTo(KvkNumber.of("12345678"));
    }

    @Test
    void wordsInTheFieldForTheKvkNumberMakeNoCompany() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .customField("kvk", "n.v.t.")
                .pay();

        assertThat(found(sold.paymentIntentId()).buyer().kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
    }

    @Test
    void aDelayedPaymentIsWonWhenItSettles() {
        var sold =
                order().line("Onderhoud", 1, 10000, NL_21).delayed("sepa_debit").pay();

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.NotWon.class);
        fixture().vendor().settle(sold);

        var payment = Objects.requireNonNull(found(sold.paymentIntentId()).payment());
        assertThat(payment.method()).isEqualTo("sepa_debit");
    }

    @Test
    void aDelayedPaymentThatFailsIsNotWon() {
        var sold =
                order().line("Onderhoud", 1, 10000, NL_21).delayed("sepa_debit").pay();
        fixture().vendor().fail(sold);

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void aBarePaymentIsOneLineWithoutTaxInformation() {
        start(settings -> settings.untaxed(RateClass.STANDARD));
        var sold = fixture()
                .vendor()
                .payment(50000)
                .description("Aanbetaling offerte 2026-114")
                .pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.title()).isEqualTo("Aanbetaling offerte 2026-114");
        assertThat(sale.lines()).hasSize(1);
        assertThat(sale.lines().get(0).description()).isEqualTo("Aanbetaling offerte 2026-114");
        assertThat(total(sale)).isEqualTo(Money.eur("500.00"));
        assertThat(sale.buyer().name()).isEqualTo("Sanne Voorbeeld");
        assertThat(sale.aliases()).containsExactly(ref(sold.chargeId()));
    }

    @Test
    void aBarePaymentMayBringItsRateAsMetadata() {
        var sold = fixture().vendor().payment(10900).metadata("vat_rate", "9").pay();

        assertThat(found(sold.paymentIntentId()).lines().get(0).rateClass()).isEqualTo(RateClass.REDUCED);
    }

    @Test
    void aBarePaymentIsReadWithTheLinesThatItsSellerGave() {
        var sold = fixture()
                .vendor()
                .payment(24200)
                .editIntent(intent -> {
                    var items = ((ObjectNode) intent.get("amount_details")).putObject("line_items");
                    items.put("object", "list").put("has_more", false).put("url", "/v1/x");
                    var item = items.putArray("data").addObject();
                    item.put("id", "uli_1").put("object", "payment_intent_amount_details_line_item");
                    item.put("product_name", "Fietstas").put("product_code", "TAS-1");
                    item.put("quantity", 2).put("unit_cost", 10000);
                    item.putObject("tax").put("total_tax_amount", 4200);
                })
                .pay();

        var line = found(sold.paymentIntentId()).lines().get(0);

        assertThat(line.description()).isEqualTo("Fietstas");
        assertThat(line.sku()).isEqualTo("TAS-1");
        assertThat(line.quantity()).isEqualByComparingTo("2");
        assertThat(line.unitPrice()).isEqualTo(Money.eur("100.00"));
        assertThat(line.rateClass()).isEqualTo(RateClass.STANDARD);
    }

    @Test
    void barePaymentsAreNoSalesWhereTheyWereSwitchedOff() {
        start(settings -> settings.paymentIntents(false));
        var sold = fixture().vendor().payment(10900).pay();

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void anInvoiceOfStripesOwnWaitsAsAlreadyInvoiced() {
        var sold =
                fixture().vendor().invoice().line("Abonnement", 1, 5000, NL_21).pay();

        assertThat(found(sold.invoiceId()).invoicedAs()).isEqualTo("7FE1103A-0001");
        assertThat(found(sold.paymentIntentId()).invoicedAs()).isEqualTo("7FE1103A-0001");
    }

    @Test
    void anInvoiceOfStripesOwnMayBePassedOver() {
        start(settings -> settings.stripeInvoices(StripeInvoices.SKIP));
        var sold =
                fixture().vendor().invoice().line("Abonnement", 1, 5000, NL_21).pay();

        assertThat(read(sold.invoiceId()))
                .isEqualTo(new Reading.NotWon("Stripe invoiced it already, as 7FE1103A-0001"));
    }

    @Test
    void anInvoiceIsReadWithDiscountPeriodAndCredit() {
        start(settings -> settings.stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER));
        var sold = fixture()
                .vendor()
                .invoice()
                .line("Plus (per maand)", 1, 5000, NL_21)
                .line("Ongebruikte tijd", 1, -1000, NL_21)
                .coupon(10)
                .editInvoice(invoice -> ((ObjectNode) invoice.at("/lines/data/0/period"))
                        .put("start", 1795683600)
                        .put("end", 1798275600))
                .pay();

        var sale = found(sold.invoiceId());

        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("50.00"));
        assertThat(sale.lines().get(0).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("5.00")));
        assertThat(Objects.requireNonNull(sale.lines().get(0).period()).from()).isEqualTo("2026-11-26");
        assertThat(Objects.requireNonNull(sale.lines().get(0).period()).to()).isEqualTo("2026-12-26");
        assertThat(sale.lines().get(1).quantity()).isEqualByComparingTo("-1");
        assertThat(sale.lines().get(1).unitPrice()).isEqualTo(Money.eur("9.00"));
        assertThat(Objects.requireNonNull(sale.payment()).amount()).isEqualTo(Money.eur("43.56"));
    }

    @Test
    void anInvoiceThatIsNotPaidIsNotWon() {
        var sold = fixture()
                .vendor()
                .invoice()
                .line("Abonnement", 1, 5000, NL_21)
                .delayed("sepa_debit")
                .pay();

        assertThat(read(sold.invoiceId())).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void anInvoicePaidFromABalanceWaitsForAPerson() {
        var sold =
                fixture().vendor().invoice().line("Abonnement", 1, 5000, NL_21).pay();
        fixture().vendor().edit(Objects.requireNonNull(sold.invoiceId()), invoice -> invoice.put("amount_paid", 1000));

        assertThat(unusable(sold.invoiceId())).contains("EUR 10.00 was paid");
    }

    @Test
    void aCheckoutWhoseInvoiceIsStillBeingMadeIsNotWonYet() {
        var sold = order().invoiceCreation().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture().vendor().edit(Objects.requireNonNull(sold.sessionId()), session -> {
            session.putNull("invoice");
            ((ObjectNode) session.get("invoice_creation")).put("enabled", true);
        });

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void aPaymentCapturedInPartWaitsForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture()
                .vendor()
                .edit(Objects.requireNonNull(sold.paymentIntentId()), intent -> intent.put("amount_received", 5000));

        assertThat(unusable(sold.paymentIntentId())).contains("EUR 121.00").contains("EUR 50.00");
    }

    @Test
    void linesThatDoNotAddUpWaitForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture()
                .vendor()
                .edit(
                        Objects.requireNonNull(sold.sessionId()),
                        session -> ((ObjectNode) session.at("/line_items/data/0")).put("amount_total", 12000));

        assertThat(unusable(sold.paymentIntentId())).contains("EUR 120.00").contains("EUR 121.00");
    }

    @Test
    void aCurrencyThatBooksDoNotKnowWaitsForAPerson() {
        var sold = order().currency("usdc").line("Onderhoud", 1, 10000, NL_21).pay();

        assertThat(unusable(sold.paymentIntentId())).contains("usdc");
    }

    @Test
    void aCurrencyWithoutDecimalsIsReadRight() {
        var sold = order().currency("jpy").line("Onderhoud", 1, 12000, NL_21).pay();

        assertThat(found(sold.paymentIntentId()).lines().get(0).unitPrice()).isEqualTo(Money.of("12000", "JPY"));
    }

    @Test
    void aCurrencyThatStripeCountsInItsOwnWayStillAddsUp() {
        var sold = order().currency("isk").line("Onderhoud", 3, 33300, NL_21).pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.pricesIncludeVat())
                .as("ISK has no decimals in the books")
                .isTrue();
        assertThat(total(sale)).isEqualTo(Objects.requireNonNull(sale.payment()).amount());
    }

    @Test
    void aPaymentInAnotherCurrencyWaitsForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture()
                .vendor()
                .edit(Objects.requireNonNull(sold.paymentIntentId()), intent -> intent.put("currency", "usd"));

        assertThat(unusable(sold.paymentIntentId())).contains("is in eur but was paid in usd");
    }

    @Test
    void aBuyerWithoutAnyNameWaitsForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .guest()
                .editSession(session -> session.putNull("customer_details"))
                .pay();
        fixture().vendor().edit(Objects.requireNonNull(sold.chargeId()), charge -> charge.putNull("billing_details"));

        assertThat(unusable(sold.paymentIntentId())).contains("names no buyer");
    }

    @Test
    void aWholeRefundBeforeTheInvoiceEndsTheSale() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture().vendor().refund(sold, 12100);

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void aPartialRefundBeforeTheInvoiceWaitsForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture().vendor().refund(sold, 2100);

        assertThat(unusable(sold.paymentIntentId())).contains("refunded for EUR 21.00 of EUR 121.00");
    }

    @Test
    void aDisputeBeforeTheInvoiceWaitsForAPerson() {
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();
        fixture().vendor().dispute(sold);

        assertThat(unusable(sold.paymentIntentId())).contains("disputed");
    }

    @Test
    void aDealWhoseIdIsNoIdWaitsForAPerson() {
        start(settings -> settings.dealReference("hubspot", "12345", "deal_id", ""));
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .metadata("deal_id", "1|2")
                .pay();

        assertThat(unusable(sold.paymentIntentId())).contains("deal");
    }

    @Test
    void aChargeOfTheOldInterfaceWaitsForAPerson() {
        assertThat(unusable("ch_3SxOld")).contains("ch_3SxOld");
    }

    @Test
    void anIdOfAnotherAccountOrModeIsGone() {
        fixture().vendor().inAccount("acct_1Other");
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();

        assertThat(read(sold.paymentIntentId())).isInstanceOf(Reading.Gone.class);
        assertThat(read(sold.sessionId())).isInstanceOf(Reading.Gone.class);
        assertThat(read("something")).isInstanceOf(Reading.Gone.class);
    }

    @Test
    void aConnectedAccountIsReadWithItsName() {
        start(settings -> settings.connectedAccount("acct_1Ours"));
        fixture().vendor().inAccount("acct_1Ours");
        var sold = order().line("Onderhoud", 1, 10000, NL_21).pay();

        assertThat(found(sold.paymentIntentId()).ref().account()).isEqualTo("acct_1Ours-live");
        assertThat(fixture().vendor().calls())
                .allSatisfy(call -> assertThat(call.header("Stripe-Account")).contains("acct_1Ours"));
    }

    @Test
    void moreThanTenLinesAreAllRead() {
        var order = order();
        for (int i = 1; i <= 120; i++) {
            order.line("Regel " + i, 1, 1000, NL_21);
        }
        var sold = order.pay();

        var sale = found(sold.paymentIntentId());

        assertThat(sale.lines()).hasSize(120);
        assertThat(sale.lines().get(119).description()).isEqualTo("Regel 120");
        assertThat(fixture().vendor().calls("GET", "/line_items")).hasSize(2);
    }

    @Test
    void moreThanTenLinesOfAnInvoiceAreAllRead() {
        start(settings -> settings.stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER));
        var order = fixture().vendor().invoice();
        for (int i = 1; i <= 12; i++) {
            order.line("Regel " + i, 1, 1000, NL_21);
        }
        var sold = order.pay();

        assertThat(found(sold.invoiceId()).lines()).hasSize(12);
    }

    @Test
    void aDealThatThePaymentNamesIsTheSameSale() {
        start(settings -> settings.dealReference("hubspot", "12345", "deal_id", ""));
        var sold = order().line("Onderhoud", 1, 10000, NL_21)
                .intentMetadata("deal_id", "18640")
                .pay();

        assertThat(found(sold.paymentIntentId()).aliases()).contains(new SaleRef("hubspot", "12345", "18640"));
    }

    @Test
    void aDealMayBeNamedByTheClientReference() {
        start(settings -> settings.dealReference("hubspot", "12345", "client_reference_id", "hubspot-deal-"));
        var named = order().line("Onderhoud", 1, 10000, NL_21)
                .clientReference("hubspot-deal-18640")
                .pay();
        var other = order().line("Onderhoud", 1, 10000, NL_21)
                .clientReference("cart-18640")
                .pay();

        assertThat(found(named.paymentIntentId()).aliases()).contains(new SaleRef("hubspot", "12345", "18640"));
        assertThat(found(other.paymentIntentId()).aliases())
                .extracting(SaleRef::source)
                .containsOnly("stripe");
    }

    private StripeFixture fixture() {
        if (stripe == null) {
            stripe = new StripeFixture();
        }
        return stripe;
    }

    private void start(java.util.function.UnaryOperator<StripeSettings.Builder> settings) {
        stripe = new StripeFixture(settings);
    }

    private StripeOrder order() {
        return fixture().vendor().checkout();
    }

    private Sale found(@Nullable String id) {
        return fixture().found(Objects.requireNonNull(id));
    }

    private String unusable(@Nullable String id) {
        return fixture().unusable(Objects.requireNonNull(id));
    }

    private Reading read(@Nullable String id) {
        return fixture().read(Objects.requireNonNull(id));
    }

    private SaleRef ref(@Nullable String id) {
        return fixture().ref(Objects.requireNonNull(id));
    }

    /** What the lines come to; with VAT only where prices include it. */
    private static Money total(Sale sale) {
        var sum = Money.zero(sale.currency());
        for (var line : sale.lines()) {
            sum = sum.plus(line.unitPrice().times(line.quantity()));
            if (line.discount() instanceof LineDiscount.Amount discount) {
                sum = sum.minus(discount.amount());
            }
        }
        return sum;
    }
}
