package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.company;
import static nl.factuurstroom.tax.Example.goods;
import static nl.factuurstroom.tax.Example.line;
import static nl.factuurstroom.tax.Example.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.GAccountTerms;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleFacts;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.InstalmentPlan.Instalment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreditAndInstalmentsTest {

    private static final LocalDate DAY = Example.DATE;

    private static TaxResult mixed() {
        return new Example()
                .lines(
                        line("3", "100.00", SupplyKind.GOODS, RateClass.STANDARD),
                        line("7", "10.01", SupplyKind.GOODS, RateClass.REDUCED))
                .result();
    }

    private static TaxResult belgian() {
        return new Example()
                .buyer(company("Dupont SA", "BE", "1000").vatNumber(VatNumber.strict("BE0403019261")))
                .lines(goods("8250.00"), service("2400.00"))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.of("BE"), "1000")))
                .confirmed()
                .result();
    }

    private static TaxResult withGAccount() {
        var terms = new GAccountTerms(
                GAccountTerms.Basis.GROSS,
                Percentage.of(30),
                null,
                null,
                null,
                "C-12",
                new Period(DAY.minusDays(20), DAY),
                "Breda 12");
        return new Example()
                .supplier(Supplier.builder()
                        .name("Bouw B.V.")
                        .vatNumber("NL004495445B01")
                        .iban("NL91ABNA0417164300")
                        .gAccount("NL20INGB0001234567")
                        .build())
                .lines(line("90", "35.00", SupplyKind.SERVICE, RateClass.STANDARD))
                .sale(sale -> sale.facts(SaleFacts.builder().gAccount(terms).build()))
                .result();
    }

    @Nested
    class CreditNotes {

        @Test
        void byAmountAreSpreadOverTheRatesInProportion() {
            // 363.00 at 21 % and 76.38 at 9 %.
            var original = mixed();

            var note = CreditNote.amount(original, List.of(), Money.eur("100.00"), "26000001", DAY);

            assertThat(note.gross()).isEqualTo(Money.eur("-100.00"));
            assertThat(note.groups())
                    .extracting(VatGroup::base)
                    .containsExactly(Money.eur("-68.28"), Money.eur("-15.94"));
            assertThat(note.groups())
                    .extracting(VatGroup::vat)
                    .containsExactly(Money.eur("-14.34"), Money.eur("-1.44"));
            assertThat(note.texts()).first().asString().contains("factuur 26000001");
            assertThat(note.details().boxes())
                    .extracting(box -> box.box())
                    .containsExactlyElementsOf(original.details().boxes().stream()
                            .map(box -> box.box())
                            .toList());
        }

        @Test
        void byAmountNeverTakeMoreThanIsLeft() {
            var original = mixed();
            var first = CreditNote.amount(original, List.of(), Money.eur("400.00"), "26000001", DAY);

            assertThatThrownBy(() -> CreditNote.amount(original, List.of(first), Money.eur("39.39"), "26000001", DAY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("EUR 39.38 is left");
            assertThatThrownBy(() -> CreditNote.amount(original, List.of(), Money.eur("0"), "26000001", DAY))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void mirrorEveryAmount() {
            var original = belgian();

            var credit = original.mirrored();

            assertThat(credit.net()).isEqualTo(original.net().negated());
            assertThat(credit.gross()).isEqualTo(original.gross().negated());
            assertThat(credit.lines())
                    .extracting(TaxedLine::net)
                    .containsExactly(Money.eur("-8250.00"), Money.eur("-2400.00"));
            assertThat(credit.lines().get(0).line().quantity()).isEqualByComparingTo("-1");
            assertThat(credit.groups()).extracting(VatGroup::category).containsExactly("K", "AE");
            assertThat(credit.details().icp())
                    .extracting(TaxDetails.IcpLine::amount)
                    .containsExactly(Money.eur("-8250.00"), Money.eur("-2400.00"));
            assertThat(credit.details().boxes())
                    .containsExactly(new TaxDetails.BoxAmount("3b", Money.eur("-10650.00"), Money.eur("0.00")));
            assertThat(credit.texts()).isEqualTo(original.texts());
            assertThat(credit.mirrored())
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(original);
        }

        @Test
        void referToTheOriginal() {
            var credit = CreditNote.whole(mixed(), "2026-001", DAY);

            assertThat(credit.texts().get(0)).isEqualTo("Creditnota bij factuur 2026-001 van 2026-11-24");
            assertThat(credit.details().textsEnglish().get(0)).contains("Credit note for invoice 2026-001");
            assertThat(credit.gross()).isEqualTo(mixed().gross().negated());
        }

        @Test
        void creditAPartAtTheInvoicedPrice() {
            var credit = CreditNote.part(mixed(), Map.of(1, new BigDecimal("2")), "2026-001", DAY);

            assertThat(credit.net()).isEqualTo(Money.eur("-20.02"));
            assertThat(credit.vat()).isEqualTo(Money.eur("-1.80"));
            assertThat(credit.groups()).extracting(g -> g.rate().toString()).containsExactly("9 %");
            assertThat(credit.details().boxes())
                    .extracting(TaxDetails.BoxAmount::box)
                    .containsExactly("1b");
            assertThat(credit.lines().get(0).line().quantity()).isEqualByComparingTo("-2");
        }

        @Test
        void creditAWholeGroupWithItsOwnVat() {
            var original = new Example()
                    .lines(line("7", "24.95", SupplyKind.GOODS, RateClass.STANDARD))
                    .sale(sale -> sale.pricesIncludeVat(true))
                    .result();

            var credit = CreditNote.part(original, Map.of(0, new BigDecimal("7")), "1", DAY);

            assertThat(credit.gross()).isEqualTo(Money.eur("-174.65"));
            assertThat(credit.vat()).isEqualTo(Money.eur("-30.31"));
        }

        @Test
        void creditAPartOfALineWithAnAmountOff() {
            var discounted = SaleLine.builder("Chair")
                    .quantity("4")
                    .unitPrice(Money.eur("10.00"))
                    .discount(new LineDiscount.Amount(Money.eur("4.00")))
                    .kind(SupplyKind.GOODS)
                    .rateClass(RateClass.STANDARD)
                    .build();

            var credit = CreditNote.part(new Example().lines(discounted).result(), Map.of(0, BigDecimal.ONE), "1", DAY);

            assertThat(credit.net()).isEqualTo(Money.eur("-9.00"));
            assertThat(credit.lines().get(0).line().unitPrice()).isEqualTo(Money.eur("9.00"));
            assertThat(credit.lines().get(0).line().discount()).isNull();
        }

        @Test
        void neverCreditMoreThanWasSold() {
            assertThatThrownBy(() -> CreditNote.part(mixed(), Map.of(0, new BigDecimal("4")), "1", DAY))
                    .hasMessageContaining("at most 3");
            assertThatThrownBy(() -> CreditNote.part(mixed(), Map.of(0, new BigDecimal("-1")), "1", DAY))
                    .hasMessageContaining("at most 3");
            assertThatThrownBy(() -> CreditNote.part(mixed(), Map.of(2, BigDecimal.ONE), "1", DAY))
                    .hasMessageContaining("no line 2");
            assertThatThrownBy(() -> CreditNote.part(mixed(), Map.of(-1, BigDecimal.ONE), "1", DAY))
                    .hasMessageContaining("no line -1");
        }

        @Test
        void keepTheRateOfExchange() {
            var original = new Example()
                    .lines(SaleLine.builder("Work")
                            .unitPrice(Money.of("4000.00", "USD"))
                            .kind(SupplyKind.SERVICE)
                            .rateClass(RateClass.STANDARD)
                            .build())
                    .facts(TaxFacts.none()
                            .with(new ExchangeRate(Currency.getInstance("USD"), new BigDecimal("1.1250"), DAY, "ECB")))
                    .result();

            assertThat(original.mirrored().details().vatInEuro().vat()).isEqualTo(Money.eur("-746.67"));
            assertThat(CreditNote.part(original, Map.of(0, new BigDecimal("1")), "1", DAY)
                            .details()
                            .vatInEuro()
                            .vat())
                    .isEqualTo(Money.eur("-746.67"));
        }

        @Test
        void useTheSameRatioForTheGAccount() {
            var original = withGAccount();

            var whole = original.mirrored();
            var part = CreditNote.part(original, Map.of(0, new BigDecimal("30")), "1", DAY);

            assertThat(original.texts()).anyMatch(text -> text.contains("EUR 1143.45") && text.contains("C-12"));
            assertThat(whole.details().gAccount().blocked()).isEqualTo(Money.eur("-1143.45"));
            assertThat(whole.details().gAccount().normal()).isEqualTo(Money.eur("-2668.05"));
            assertThat(whole.texts()).anyMatch(text -> text.contains("EUR -1143.45"));
            assertThat(whole.details().textsEnglish()).anyMatch(text -> text.contains("EUR -1143.45"));
            assertThat(part.details().gAccount().blocked()).isEqualTo(Money.eur("-381.15"));
            assertThat(part.details().gAccount().normal()).isEqualTo(Money.eur("-889.35"));
            assertThat(part.texts()).noneMatch(text -> text.contains("EUR 1143.45"));
        }
    }

    @Nested
    class InInstalments {

        @Test
        void splitByPercentageToTheCent() {
            var invoices = Instalments.split(mixed(), InstalmentPlan.of(List.of(DAY, DAY, DAY), 30, 40, 30));

            assertThat(invoices)
                    .extracting(i -> i.result().net())
                    .containsExactly(Money.eur("111.02"), Money.eur("148.03"), Money.eur("111.02"));
            assertThat(sum(invoices)).isEqualTo(mixed().gross());
            assertThat(invoices.get(0).label()).isEqualTo("Termijn 1 van 3");
            assertThat(invoices.get(2).number()).isEqualTo(3);
            assertThat(invoices.get(2).of()).isEqualTo(3);
            assertThat(invoices.get(0).result().lines())
                    .extracting(l -> l.line().description())
                    .containsExactly("Termijn 1 van 3 (30 %), 21 % btw", "Termijn 1 van 3 (30 %), 9 % btw");
            assertThat(invoices.get(0).result().texts()).first().isEqualTo("Termijn 1 van 3 (1/3)");
            assertThat(invoices.get(0).result().details().boxes())
                    .extracting(TaxDetails.BoxAmount::box)
                    .containsExactly("1a", "1b");
        }

        @Test
        void showTheAdvanceOnTheFinalInvoice() {
            var whole = new Example().lines(service("2000.00")).result();

            var invoices = Instalments.split(whole, InstalmentPlan.advance(Money.eur("400.00"), DAY, DAY.plusDays(30)));

            assertThat(invoices.get(0).result().gross()).isEqualTo(Money.eur("484.00"));
            assertThat(invoices.get(1).result().gross()).isEqualTo(Money.eur("1936.00"));
            assertThat(invoices.get(1).result().lines())
                    .extracting(TaxedLine::net)
                    .containsExactly(Money.eur("2000.00"), Money.eur("-400.00"));
            assertThat(invoices.get(1).result().lines().get(1).vat().role()).isEqualTo(LineRole.ADVANCE);
            assertThat(invoices.get(1).result().lines().get(1).line().description())
                    .isEqualTo("Reeds gefactureerd: Voorschot, 21 % btw");
        }

        @Test
        void spreadAFixedAmountOverRates() {
            var plan = new InstalmentPlan(
                    List.of(
                            new Instalment("A", Percentage.of(10), null, DAY),
                            new Instalment("B", null, Money.eur("100.00"), DAY),
                            new Instalment("C", null, null, DAY)),
                    false);

            var invoices = Instalments.split(mixed(), plan);

            assertThat(invoices.get(0).result().net()).isEqualTo(Money.eur("37.01"));
            assertThat(invoices.get(1).result().net()).isEqualTo(Money.eur("100.00"));
            assertThat(invoices.get(2).result().net()).isEqualTo(Money.eur("233.06"));
            assertThat(sum(invoices)).isEqualTo(mixed().gross());
        }

        @Test
        void keepListingsAndTheGAccountInProportion() {
            var listed = Instalments.split(belgian(), InstalmentPlan.of(List.of(DAY, DAY), 50, 50));
            var blocked = Instalments.split(withGAccount(), InstalmentPlan.of(List.of(DAY, DAY), 50, 50));

            assertThat(listed.get(0).result().details().icp())
                    .extracting(TaxDetails.IcpLine::kind, TaxDetails.IcpLine::amount)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple(IcpKind.GOODS, Money.eur("4125.00")),
                            org.assertj.core.api.Assertions.tuple(IcpKind.SERVICES, Money.eur("1200.00")));
            assertThat(blocked.get(0).result().details().gAccount().blocked()).isEqualTo(Money.eur("571.73"));
            assertThat(blocked.get(1).result().details().gAccount().blocked()).isEqualTo(Money.eur("571.72"));
            assertThat(blocked.get(0).result().details().gAccount().normal()).isEqualTo(Money.eur("1334.02"));
        }

        @Test
        void shareWhatCountsForTheOssThreshold() {
            var whole = new Example()
                    .buyer(Example.person("Anna", "DE", "10115"))
                    .lines(goods("100.00"), service("50.00"))
                    .sale(sale -> sale.shipTo(new Destination(CountryCode.of("DE"), "10115")))
                    .result();

            var parts = Instalments.split(whole, InstalmentPlan.of(List.of(DAY, DAY.plusDays(30)), 30, 70));

            assertThat(whole.details().ossTurnover()).isEqualByComparingTo("100.00");
            assertThat(parts.get(0).result().details().ossTurnover()).isEqualByComparingTo("30.00");
            assertThat(parts.get(1).result().details().ossTurnover()).isEqualByComparingTo("70.00");
            assertThat(CreditNote.part(whole, Map.of(0, BigDecimal.ONE), "26-1", DAY)
                            .details()
                            .ossTurnover())
                    .isEqualByComparingTo("-66.67");
            assertThat(mixed().details().ossTurnover()).isNull();
        }

        @Test
        void refuseWhatDoesNotAddUp() {
            assertThatThrownBy(() -> InstalmentPlan.of(List.of(DAY, DAY), 30, 60))
                    .hasMessageContaining("100 %");
            assertThatThrownBy(() -> InstalmentPlan.of(List.of(DAY, DAY), 60, 60))
                    .hasMessageContaining("100 %");
            assertThatThrownBy(() -> InstalmentPlan.of(List.of(DAY), 60, 40)).hasMessageContaining("as many dates");
            assertThatThrownBy(() -> InstalmentPlan.of(List.of(DAY, DAY.minusDays(1)), 60, 40))
                    .hasMessageContaining("order of date");
            assertThatThrownBy(() -> new InstalmentPlan(List.of(), false)).hasMessageContaining("needs instalments");
            assertThatThrownBy(() -> new InstalmentPlan(
                            List.of(
                                    new Instalment("A", null, null, DAY),
                                    new Instalment("B", Percentage.of(50), null, DAY)),
                            false))
                    .hasMessageContaining("only the last");
            assertThatThrownBy(() -> new Instalment("A", Percentage.of(1), Money.eur("1"), DAY))
                    .hasMessageContaining("not both");
            assertThatThrownBy(() -> new Instalment("A", Percentage.of(0), null, DAY))
                    .hasMessageContaining("above zero");
            assertThatThrownBy(() -> new Instalment("A", null, Money.eur("0"), DAY))
                    .hasMessageContaining("above zero");
            assertThatThrownBy(() -> Instalments.split(mixed(), InstalmentPlan.advance(Money.eur("370.08"), DAY, DAY)))
                    .hasMessageContaining("more than the whole");
            assertThatThrownBy(() ->
                            Instalments.split(new Example().result(), InstalmentPlan.advance(Money.eur("1"), DAY, DAY)))
                    .hasMessageContaining("decided");
        }

        private Money sum(List<Instalments.Invoice> invoices) {
            return invoices.stream()
                    .map(i -> i.result().gross())
                    .reduce(Money::plus)
                    .orElseThrow();
        }
    }
}
