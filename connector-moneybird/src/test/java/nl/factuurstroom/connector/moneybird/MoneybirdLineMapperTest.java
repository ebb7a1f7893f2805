package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewDetail;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneybirdLineMapperTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final Moneybird moneybird = books.connected();
    private final KnownCustomer customer = books.customer(moneybird);

    @AfterEach
    void close() {
        books.close();
    }

    private List<NewDetail> details(TaxResult tax) {
        return mapper(Drafts.draft("HS-1", customer, tax)).details();
    }

    private MoneybirdLineMapper mapper(InvoiceDraft draft) {
        return mapper(draft, books.settings());
    }

    private MoneybirdLineMapper mapper(InvoiceDraft draft, MoneybirdSettings.Builder settings) {
        var built = settings.build();
        var connection = new nl.factuurstroom.connector.support.AccountConnection();
        return new MoneybirdLineMapper(
                draft, new MoneybirdBooks(built, new MoneybirdApi(built, connection), books.clock));
    }

    private static TaxResult one(SaleLine.Builder line, String net, String vat) {
        return Drafts.tax(
                List.of(Drafts.line(line, net, VatTreatment.STANDARD, 21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, net, vat)));
    }

    @Test
    void quantityAndPriceStandWhereTheyGiveTheAmount() {
        var details =
                details(one(SaleLine.builder("Uren").quantity("12.5").unitPrice(Money.eur("80")), "1000.00", "210.00"));

        assertThat(details.get(1).amount()).isEqualTo("12.5");
        assertThat(details.get(1).price()).isEqualTo("80.00");
        assertThat(details.get(1).description()).isEqualTo("Uren");
    }

    @Test
    void aPriceThatTwoDecimalsCannotHoldBecomesOneAmountWithTheQuantityInTheText() {
        var details = details(
                one(SaleLine.builder("Klikken").quantity("1000").unitPrice(Money.eur("0.0125")), "12.50", "2.63"));

        assertThat(details.get(1).amount()).isEqualTo("1");
        assertThat(details.get(1).price()).isEqualTo("12.50");
        assertThat(details.get(1).description()).isEqualTo("1000 × Klikken");
    }

    @Test
    void aDiscountIsInThePriceOnceAndNamedInTheText() {
        var details = details(one(
                SaleLine.builder("Kast")
                        .quantity("2")
                        .unitPrice(Money.eur("100"))
                        .discount(new LineDiscount.Percent(Percentage.of("12.5"))),
                "175.00",
                "36.75"));

        assertThat(details.get(1).price()).isEqualTo("87.50");
        assertThat(details.get(1).description()).isEqualTo("Kast (inclusief 12,5 % korting)");
    }

    @Test
    void pricesAgreedWithVatAreGivenWithVat() {
        var line = SaleLine.builder("Boek").quantity("3").unitPrice(Money.eur("9.99"));
        // 29.97 with 21 % in it: 24.77 and 5.20, though 21 % of 24.77 would be 5.20 too; 10.00 is the case that
        // differs.
        var tax = Drafts.tax(
                List.of(
                        Drafts.line(line, "24.77", VatTreatment.STANDARD, 21),
                        Drafts.line(
                                SaleLine.builder("Pen").unitPrice(Money.eur("10")), "8.26", VatTreatment.STANDARD, 21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "33.03", "6.94")));
        var ten = Drafts.tax(
                List.of(Drafts.line(
                        SaleLine.builder("Pen").unitPrice(Money.eur("10")), "8.26", VatTreatment.STANDARD, 21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "8.26", "1.74")));

        assertThat(mapper(Drafts.draft("HS-1", customer, ten)).inclusive()).isTrue();
        assertThat(details(ten).get(1).price()).isEqualTo("10.00");
        assertThat(mapper(Drafts.draft("HS-1", customer, tax)).inclusive()).isFalse();
    }

    @Test
    void whatDoesNotAddUpWithVatGoesToTheLargestLine() {
        var tax = Drafts.tax(
                List.of(
                        Drafts.line(
                                SaleLine.builder("Klein").unitPrice(Money.eur("1")), "0.83", VatTreatment.STANDARD, 21),
                        Drafts.line(
                                SaleLine.builder("Groot").unitPrice(Money.eur("9")),
                                "7.43",
                                VatTreatment.STANDARD,
                                21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "8.26", "1.75")));

        var details = details(tax);

        assertThat(details.get(1).price()).isEqualTo("1.00");
        assertThat(details.get(2).price()).isEqualTo("9.01");
    }

    @Test
    void everyDraftComesToOurCentsInMoneybird() {
        var random = new Random(4711);
        for (int i = 0; i < 60; i++) {
            var lines = new ArrayList<TaxedLine>();
            var base = Money.zeroEur();
            for (int l = 0; l < 1 + random.nextInt(5); l++) {
                var net = Money.ofMinorUnits(1 + random.nextInt(100_000), base.currency());
                var quantity = Integer.toString(1 + random.nextInt(12));
                lines.add(Drafts.line(
                        SaleLine.builder("Regel").quantity(quantity).unitPrice(Money.eur("1")),
                        net.amount().toPlainString(),
                        VatTreatment.STANDARD,
                        21));
                base = base.plus(net);
            }
            // VAT off by up to a cent from 21 % of the base, as with prices that hold VAT.
            var vat = Percentage.of(21).of(base).rounded();
            if (random.nextBoolean()) {
                var gross = base.plus(vat).plus(Money.eur("0.01"));
                vat = gross.minus(Money.of(
                        gross.amount().divide(new java.math.BigDecimal("1.21"), 2, java.math.RoundingMode.HALF_UP),
                        gross.currency()));
                base = gross.minus(vat);
                var first = lines.get(0);
                var rest = lines.stream().skip(1).map(TaxedLine::net).reduce(Money.zeroEur(), Money::plus);
                lines.set(
                        0, new TaxedLine(first.line(), base.minus(rest), first.treatment(), first.rate(), first.why()));
            }
            var tax = Drafts.tax(
                    lines,
                    List.of(Drafts.group(
                            VatTreatment.STANDARD,
                            21,
                            base.amount().toPlainString(),
                            vat.amount().toPlainString())));

            assertThat(moneybird.book(Drafts.draft("HS-" + i, customer, tax)).total())
                    .isEqualTo(tax.gross());
        }
    }

    @Test
    void aPeriodStandsOnTheLineAndDefersTheRevenue() {
        var details = details(one(
                SaleLine.builder("Onderhoud")
                        .unitPrice(Money.eur("100"))
                        .period(new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30))),
                "100.00",
                "21.00"));

        assertThat(details.get(1).period()).isEqualTo("20261101..20261130");
        assertThat(details.get(1).description()).isEqualTo("Onderhoud (01-11-2026 t/m 30-11-2026)");
    }

    @Test
    void headAndLegalTextsAreLinesWithoutAnAmount() {
        var tax = Drafts.tax(
                List.of(Drafts.line(
                        SaleLine.builder("Advies").unitPrice(Money.eur("100")), "100.00", VatTreatment.EU_SERVICES, 0)),
                List.of(Drafts.group(VatTreatment.EU_SERVICES, 0, "100.00", "0.00")),
                "Btw verlegd",
                "Btw-id afnemer: BE0428759497");

        var printed = details(tax);
        var left = mapper(Drafts.draft("HS-1", customer, tax), books.settings().printLegalTexts(false))
                .details();

        assertThat(printed).extracting(NewDetail::price).containsExactly("0.00", "100.00", "0.00");
        assertThat(printed.get(0).description()).isEqualTo("Offerte 2026-118");
        assertThat(printed.get(2).description()).isEqualTo("Btw verlegd\nBtw-id afnemer: BE0428759497");
        assertThat(printed)
                .extracting(NewDetail::taxRateId)
                .containsOnly(books.simulator.taxRate(VatTreatment.EU_SERVICES));
        assertThat(left).hasSize(2);
    }

    @Test
    void bothPaymentsOfAnInvoiceWithAGAccountStandInThePaymentConditionsWhateverElseIsPrinted() {
        var tax = SampleDrafts.withGAccount(Drafts.hundred(), "36.30", "84.70", "HS-1");
        var draft = Drafts.draft("HS-1", customer, tax);

        var details = mapper(draft, books.settings().printLegalTexts(false)).details();

        assertThat(details).extracting(NewDetail::description).containsExactly("Offerte 2026-118", "Advies");
        assertThat(mapper(draft).details()).as("said once").hasSize(2);
        moneybird.book(draft);
        assertThat(books.simulator.invoices().get(0).path("payment_conditions").asText())
                .contains(
                        "Te betalen op G-rekening NL20INGB0001234567: EUR 36.30",
                        "op rekening NL91ABNA0417164300: EUR 84.70",
                        "beide onder vermelding van HS-1",
                        "overeenkomst C-7, periode 2026-10-01 – 2026-10-31, werk Brug Noord");
    }

    @Test
    void linesGoToTheirLedgerAccountProjectAndProduct() {
        var omzet = books.simulator.ledgerAccount("Omzet");
        var other = books.simulator.ledgerAccount("Ongecategoriseerde inkomsten");
        var product = books.simulator.addProduct("SKU1", "Iets", "5.00");
        var settings = books.settings()
                .ledgerAccount(omzet)
                .ledgerAccount("boeken", other)
                .project("77")
                .project("boeken", "78");
        var tax = Drafts.tax(
                List.of(
                        Drafts.line(
                                SaleLine.builder("Boek")
                                        .unitPrice(Money.eur("10"))
                                        .productGroup("boeken")
                                        .sku("SKU1"),
                                "10.00",
                                VatTreatment.STANDARD,
                                21),
                        Drafts.line(
                                SaleLine.builder("Pen")
                                        .unitPrice(Money.eur("1"))
                                        .sku("SKU9"),
                                "1.00",
                                VatTreatment.STANDARD,
                                21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "11.00", "2.31")));

        var details = mapper(Drafts.draft("HS-1", customer, tax), settings).details();

        assertThat(details).extracting(NewDetail::ledgerAccountId).containsExactly(null, other, omzet);
        assertThat(details).extracting(NewDetail::productId).containsExactly(null, product, null);
        assertThat(details).extracting(NewDetail::projectId).containsExactly(null, "78", "77");
        assertThat(books.simulator.calls("GET", "products")).hasSize(1);
    }

    @Test
    void aTreatmentWithoutRateStopsAndSaysWhichLineToAdd() {
        var settings = books.bare().taxRate(VatTreatment.REDUCED, books.simulator.taxRate(VatTreatment.REDUCED));

        assertThatThrownBy(() -> mapper(Drafts.draft("HS-1", customer, Drafts.hundred()), settings)
                        .details())
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.field()).contains("moneybird.tax-rate.standard"))
                .hasMessageContaining("moneybird.tax-rate.standard=" + books.simulator.taxRate(VatTreatment.STANDARD)
                        + "  (21% btw)");
    }
}
