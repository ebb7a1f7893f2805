package nl.factuurstroom.ubl;

import static nl.factuurstroom.ubl.Sales.DATE;
import static nl.factuurstroom.ubl.Sales.goods;
import static nl.factuurstroom.ubl.Sales.invoice;
import static nl.factuurstroom.ubl.Sales.sale;
import static nl.factuurstroom.ubl.Sales.service;
import static nl.factuurstroom.ubl.Sales.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.GAccountTerms;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleFacts;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.ExchangeRate;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxResult;
import org.junit.jupiter.api.Test;

class UblTest {

    @Test
    void writesAnOrdinaryInvoice() {
        var sale = sale(service("4", "137.50")
                        .period(new Period(DATE.minusDays(3), DATE))
                        .build())
                .purchaseOrder("PO-77")
                .build();

        var xml = Ubl.peppolBis().write(invoice(sale).build());

        assertThat(OfficialRules.findings(xml)).isEmpty();
        assertThat(Xml.all(xml, "/*/cbc:ID")).containsExactly("2026-0042");
        assertThat(Xml.all(xml, "/*/cac:OrderReference/cbc:ID")).containsExactly("PO-77");
        assertThat(Xml.all(xml, "//cbc:EndpointID")).containsExactly("68750110", "33012345");
        assertThat(Xml.all(xml, "//cbc:EndpointID/@schemeID")).containsExactly("0106", "0106");
        assertThat(Xml.all(xml, "//cbc:PaymentID")).containsExactly("2026-0042");
        assertThat(Xml.all(xml, "//cac:PaymentMeans//cbc:ID")).containsExactly("NL91ABNA0417164300");
        assertThat(Xml.all(xml, "//cac:LegalMonetaryTotal/*")).containsExactly("550.00", "550.00", "665.50", "665.50");
        assertThat(Xml.all(xml, "//cac:TaxSubtotal/*/text()")).containsExactly("550.00", "115.50");
    }

    @Test
    void showsDiscountsAndShippingWithTheirOwnRates() {
        var sale = sale(
                        goods("Lamp", "3", "100.00")
                                .discount(new LineDiscount.Percent(Percentage.of(10)))
                                .build(),
                        goods("Boek", "2", "25.00").rateClass(RateClass.REDUCED).build(),
                        goods("Verzending", "1", "12.00")
                                .kind(SupplyKind.SHIPPING)
                                .build())
                .discount(new LineDiscount.Amount(Money.eur("20.00")))
                .build();

        var xml = Ubl.nlcius().write(invoice(sale).build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cac:InvoiceLine/cac:Price/cbc:PriceAmount")).containsExactly("100.00", "25.00");
        assertThat(Xml.all(xml, "//cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount"))
                .containsExactly("30.00");
        assertThat(Xml.all(xml, "/*/cac:AllowanceCharge/cbc:ChargeIndicator"))
                .containsExactly("true", "true", "false", "false");
        assertThat(Xml.all(xml, "//cac:LegalMonetaryTotal/*"))
                .containsExactly(
                        "320.00",
                        "312.00",
                        money(tax(sale).gross()),
                        "20.00",
                        "12.00",
                        money(tax(sale).gross()));
    }

    @Test
    void givesPricesWithoutVatWhereTheGrossLeads() {
        var sale = sale(
                        service("3", "10.00").build(),
                        service("7", "19.99")
                                .discount(new LineDiscount.Percent(Percentage.of(5)))
                                .build())
                .pricesIncludeVat(true)
                .build();

        var xml = Ubl.peppolBis().write(invoice(sale).build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cac:InvoiceLine/cbc:LineExtensionAmount"))
                .containsExactlyElementsOf(tax(sale).lines().stream()
                        .map(line -> money(line.net()))
                        .toList());
        assertThat(Xml.all(xml, "//cbc:TaxInclusiveAmount")).containsExactly("162.93");
        assertThat(Xml.all(xml, "//cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount"))
                .hasSize(1);
    }

    @Test
    void creditNoteIsPositiveAndNamesItsOriginal() {
        var sale = sale(service("4", "137.50").build()).build();
        var credit = CreditNote.part(tax(sale), Map.of(0, BigDecimal.ONE), "2026-0007", DATE.minusDays(30));

        var peppol = Ubl.peppolBis()
                .write(invoice(sale, credit)
                        .credits("2026-0007", DATE.minusDays(30))
                        .build());
        var nlcius = Ubl.nlcius()
                .write(invoice(sale, credit)
                        .credits("2026-0007", DATE.minusDays(30))
                        .build());

        assertThat(OfficialRules.errors(peppol)).isEmpty();
        assertThat(OfficialRules.errors(nlcius)).isEmpty();
        assertThat(Xml.all(peppol, "/*/cbc:CreditNoteTypeCode")).containsExactly("381");
        assertThat(Xml.all(peppol, "//cac:BillingReference//cbc:ID")).containsExactly("2026-0007");
        assertThat(Xml.all(peppol, "//cac:PaymentMeans")).isEmpty();
        assertThat(Xml.all(peppol, "//cbc:CreditedQuantity")).containsExactly("1");
        assertThat(Xml.all(peppol, "//cbc:PayableAmount")).containsExactly("166.38");
    }

    @Test
    void instalmentsAddUpAndTheLastShowsTheAdvance() {
        var sale = sale(service("1", "1000.00").build()).build();
        var plan = InstalmentPlan.advance(Money.eur("300.00"), DATE, DATE.plusDays(30));

        var parts = Instalments.split(tax(sale), plan).stream()
                .map(part -> Ubl.peppolBis().write(invoice(sale, part.result()).build()))
                .toList();

        assertThat(parts)
                .allSatisfy(xml -> assertThat(OfficialRules.errors(xml)).isEmpty());
        assertThat(parts.stream().flatMap(xml -> Xml.all(xml, "//cbc:PayableAmount").stream()))
                .containsExactly("363.00", "847.00");
        assertThat(Xml.all(parts.get(1), "//cbc:InvoicedQuantity")).containsExactly("1", "-1");
    }

    @Test
    void instalmentWithoutShareInOneRateLeavesThatRateOut() {
        var sale = sale(
                        service("1", "100.00").build(),
                        service("-1", "20.00").rateClass(RateClass.REDUCED).build())
                .build();
        var plan = InstalmentPlan.advance(Money.eur("10.00"), DATE, DATE.plusDays(30));

        var advance = Instalments.split(tax(sale), plan).get(0).result();
        var xml = Ubl.peppolBis().write(invoice(sale, advance).build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cac:TaxSubtotal/cbc:TaxableAmount")).containsExactly("10.00");
    }

    @Test
    void whatWasPaidBeforeIsTakenOff() {
        var sale = sale(service("1", "100.00").build()).build();

        var part = Ubl.peppolBis().write(invoice(sale).paid(Money.eur("21.00")).build());
        var all = Ubl.nlcius()
                .write(invoice(sale).dueDate(null).paid(Money.eur("121.00")).build());

        assertThat(OfficialRules.errors(part)).isEmpty();
        assertThat(OfficialRules.errors(all)).isEmpty();
        assertThat(Xml.all(part, "//cbc:PrepaidAmount | //cbc:PayableAmount")).containsExactly("21.00", "100.00");
        assertThat(Xml.all(all, "//cbc:PayableAmount")).containsExactly("0.00");
    }

    @Test
    void paymentOfTheSaleCountsUnlessItIsForMoreThanThisInvoice() {
        var payment = new PaymentReceived(Money.eur("121.00"), DATE, "ideal", "tr_1");
        var sale = sale(service("1", "100.00").build()).payment(payment).build();
        var half = Instalments.split(tax(sale), InstalmentPlan.of(List.of(DATE, DATE), 50, 50))
                .get(0);

        assertThat(invoice(sale).build().paid()).isEqualTo(Money.eur("121.00"));
        assertThat(invoice(sale).paid(null).build().paid()).isNull();
        assertThat(invoice(sale, half.result()).build().paid()).isNull();
    }

    @Test
    void foreignCurrencyCarriesTheVatInEuro() {
        var dollar = Currency.getInstance("USD");
        var sale = sale(service("1", "1.00")
                        .unitPrice(new Money(new BigDecimal("1000"), dollar))
                        .build())
                .currency(dollar)
                .build();
        var tax = tax(sale, TaxFacts.none().with(new ExchangeRate(dollar, new BigDecimal("1.1605"), DATE, "ECB")));

        var peppol = Ubl.peppolBis().write(invoice(sale, tax).build());
        var nlcius = Ubl.nlcius().write(invoice(sale, tax).build());

        assertThat(OfficialRules.errors(peppol)).isEmpty();
        assertThat(OfficialRules.errors(nlcius)).isEmpty();
        assertThat(Xml.all(peppol, "/*/cbc:TaxCurrencyCode")).containsExactly("EUR");
        assertThat(Xml.all(peppol, "/*/cac:TaxTotal/cbc:TaxAmount")).containsExactly("210.00", "180.96");
        assertThat(Xml.all(peppol, "//cbc:PaymentMeansCode")).containsExactly("30");
    }

    @Test
    void blockedAccountHasItsOwnPaymentMeansAndAmount() {
        var sale = sale(service("90", "35.00").build()).facts(gAccount()).build();

        var xml = Ubl.nlciusWithGAccount().write(invoice(sale).build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cac:PaymentMeans/cbc:ID")).containsExactly("NORMAL", "GACCOUNT");
        assertThat(Xml.all(xml, "//cac:PaymentTerms/cbc:Amount")).containsExactly("2668.05", "1143.45");
        assertThat(Xml.all(xml, "//cac:PayeeFinancialAccount/cbc:ID"))
                .containsExactly("NL91ABNA0417164300", "NL20INGB0001234567");
    }

    @Test
    void plainProfilesCarryBothAccountsAndTheSplitInTheNote() {
        var sale = sale(service("90", "35.00").build()).facts(gAccount()).build();

        var peppol = Ubl.peppolBis().write(invoice(sale).build());
        var nlcius = Ubl.nlcius().write(invoice(sale).build());

        assertThat(OfficialRules.errors(peppol)).isEmpty();
        assertThat(OfficialRules.errors(nlcius)).isEmpty();
        assertThat(Xml.all(peppol, "//cac:PayeeFinancialAccount/cbc:ID"))
                .containsExactly("NL91ABNA0417164300", "NL20INGB0001234567");
        assertThat(Xml.all(peppol, "/*/cbc:Note").get(0)).contains("G-rekening", "1143.45", "2668.05");
    }

    @Test
    void readersOfOtherLanguagesGetTheReasonInEnglish() {
        var belgian = Party.builder(Party.Kind.COMPANY, "Dupont SA")
                .address(Address.of("Rue Neuve 1", "1000", "Bruxelles", CountryCode.of("BE")))
                .vatNumberFrom("BE0403019261")
                .language("fr")
                .build();
        var sale = sale(service("1", "2400.00").build()).buyer(belgian).build();

        var xml = Ubl.peppolBis().write(invoice(sale).build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cbc:TaxExemptionReason").get(0)).startsWith("Reverse charge");
        assertThat(Xml.all(xml, "//cac:AccountingCustomerParty//cbc:EndpointID"))
                .containsExactly("0403019261");
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        var bare = Party.builder(Party.Kind.COMPANY, "Bakker B.V.")
                .address(Address.of(null, null, null, CountryCode.NL))
                .build();
        var sale = sale(service("1", "100.00").build()).buyer(bare).build();
        var invoice = UblInvoice.of(sale, Sales.SUPPLIER, tax(sale)).build();

        assertThat(Ubl.peppolBis().missing(invoice))
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(' ')))
                .containsExactly("BT-1", "BT-2", "BT-10", "BT-49", "BT-50", "BT-52", "BT-53", "BT-9");
        assertThat(Ubl.nlcius().missing(invoice))
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(' ')))
                .containsExactly("BT-1", "BT-2", "BT-47", "BT-50", "BT-52", "BT-53", "BT-9");
        assertThatThrownBy(() -> Ubl.peppolBis().write(invoice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sale HS-987 can't be written as Peppol BIS Billing 3: BT-1 number")
                .hasMessageContaining("BT-49 the endpoint of buyer 'Bakker B.V.'");
    }

    @Test
    void negativeTotalNeedsTheInvoiceThatItCredits() {
        var sale = sale(service("-1", "100.00").build()).build();

        var missing = Ubl.nlcius().missing(invoice(sale).build());

        assertThat(missing).singleElement().asString().startsWith("BT-25");
    }

    @Test
    void blockedAccountWithoutSplitIsRefused() {
        var sale = sale(service("1", "100.00").build()).build();

        var missing = Ubl.nlciusWithGAccount().missing(invoice(sale).build());

        assertThat(missing).singleElement().asString().startsWith("NL-GA-01");
    }

    @Test
    void selfBilledAndUndecidedSalesAreRefused() {
        var selfBilled = sale(service("1", "100.00").build())
                .facts(SaleFacts.builder().selfBilled(true).build())
                .build();
        var undecided = sale().build();

        assertThatThrownBy(() -> invoice(selfBilled).build()).hasMessageContaining("self-billing");
        assertThat(tax(undecided).decision()).isEqualTo(TaxResult.Decision.HOLD);
        assertThatThrownBy(() -> invoice(undecided).build()).hasMessageContaining("is HOLD");
    }

    @Test
    void governmentIsNamedByItsOin() {
        var city = Sales.BAKKER.toBuilder()
                .name("Gemeente Utrecht")
                .kvkNumber(null)
                .build();
        var sale = sale(service("1", "100.00").build()).buyer(city).build();

        var xml = Ubl.nlcius()
                .write(invoice(sale)
                        .buyerEndpoint("0190", "00000001002220647000")
                        .build());

        assertThat(OfficialRules.errors(xml)).isEmpty();
        assertThat(Xml.all(xml, "//cac:AccountingCustomerParty//cac:PartyLegalEntity/cbc:CompanyID/@schemeID"))
                .isEqualTo(List.of("0190"));
    }

    private static SaleFacts gAccount() {
        return SaleFacts.builder()
                .gAccount(new GAccountTerms(
                        GAccountTerms.Basis.GROSS,
                        Percentage.of(30),
                        null,
                        null,
                        null,
                        "C-12",
                        new Period(DATE.minusDays(30), DATE),
                        "Nieuwbouw Breda"))
                .build();
    }

    private static String money(Money money) {
        return money.amount().toPlainString();
    }
}
