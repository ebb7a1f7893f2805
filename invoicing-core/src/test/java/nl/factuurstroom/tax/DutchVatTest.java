package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.codes;
import static nl.factuurstroom.tax.Example.company;
import static nl.factuurstroom.tax.Example.goods;
import static nl.factuurstroom.tax.Example.line;
import static nl.factuurstroom.tax.Example.person;
import static nl.factuurstroom.tax.Example.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.TaxResult.Decision;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DutchVatTest {

    private static final VatNumber BELGIAN = VatNumber.strict("BE0403019261");

    @Nested
    class AtHome {

        @Test
        void chargesTheStandardRate() {
            var result = new Example()
                    .lines(line("4", "137.50", SupplyKind.SERVICE, RateClass.STANDARD))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
            assertThat(result.net()).isEqualTo(Money.eur("550.00"));
            assertThat(result.vat()).isEqualTo(Money.eur("115.50"));
            assertThat(result.gross()).isEqualTo(Money.eur("665.50"));
            assertThat(result.reasons()).isEmpty();
        }

        @Test
        void keepsRatesApart() {
            var result = new Example()
                    .lines(
                            line("1", "100.00", SupplyKind.GOODS, RateClass.STANDARD),
                            line("12", "14.95", SupplyKind.GOODS, RateClass.REDUCED),
                            line("1", "10.00", SupplyKind.GOODS, RateClass.ZERO))
                    .result();

            assertThat(result.groups())
                    .extracting(VatGroup::category, g -> g.rate().toString(), VatGroup::vat)
                    .containsExactly(
                            tuple("S", "21 %", Money.eur("21.00")),
                            tuple("S", "9 %", Money.eur("16.15")),
                            tuple("Z", "0 %", Money.eur("0.00")));
        }

        @Test
        void roundsVatOncePerGroup() {
            var small = line("1", "0.12", SupplyKind.GOODS, RateClass.STANDARD);

            var result = new Example().lines(small, small, small, small, small).result();

            assertThat(result.vat()).isEqualTo(Money.eur("0.13"));
        }

        @Test
        void letsTheGrossLeadWhenPricesIncludeVat() {
            var result = new Example()
                    .lines(line("7", "24.95", SupplyKind.GOODS, RateClass.STANDARD))
                    .sale(sale -> sale.pricesIncludeVat(true))
                    .result();

            assertThat(result.net()).isEqualTo(Money.eur("144.34"));
            assertThat(result.vat()).isEqualTo(Money.eur("30.31"));
            assertThat(result.gross()).isEqualTo(Money.eur("174.65"));
        }

        @Test
        void takesOffTheLinesDiscountOnce() {
            var discounted = SaleLine.builder("Licence")
                    .quantity("3")
                    .unitPrice(Money.eur("9.99"))
                    .discount(new LineDiscount.Percent(Percentage.of(15)))
                    .kind(SupplyKind.SERVICE)
                    .rateClass(RateClass.STANDARD)
                    .build();

            var result = new Example().lines(discounted).result();

            assertThat(result.net()).isEqualTo(Money.eur("25.47"));
        }

        @Test
        void takesTheHostsKindForALineWithoutOne() {
            var result = new Example()
                    .lines(line("1", "10.00", null, RateClass.STANDARD))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
        }

        @Test
        void holdsALineWithoutRate() {
            var result = new Example()
                    .lines(line("1", "10.00", SupplyKind.SERVICE, null))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.HOLD);
            assertThat(codes(result)).containsExactly("RATE_CLASS_UNKNOWN");
        }

        @Test
        void holdsADateBeforeAllKnownRates() {
            var result = new Example().lines(service("10.00")).on("1999-12-31").result();

            assertThat(codes(result)).containsExactly("RATE_UNKNOWN_ON_DATE");
        }

        @Test
        void takesTheRateOfTheDayOfSupply() {
            var result = new Example()
                    .lines(line("1", "100.00", SupplyKind.GOODS, RateClass.REDUCED))
                    .on("2018-12-31")
                    .result();

            assertThat(result.vat()).isEqualTo(Money.eur("6.00"));
            assertThat(result.lines().get(0).vat().returnBox()).isEqualTo("1c");
        }
    }

    @Nested
    class ServicesAbroad {

        private final Example belgian = new Example()
                .buyer(company("Dupont SA", "BE", "1000").vatNumber(BELGIAN))
                .lines(service("2400.00"));

        @Test
        void reverseChargesACompanyInAnotherMemberState() {
            var result = belgian.confirmed().result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
            assertThat(result.vat().isZero()).isTrue();
            assertThat(result.lines().get(0).treatment()).isEqualTo(VatTreatment.EU_SERVICES);
            assertThat(result.texts())
                    .singleElement()
                    .asString()
                    .contains("btw verlegd", "BE0403019261", "NL004495445B01");
            assertThat(result.details().icp())
                    .containsExactly(new TaxDetails.IcpLine(BELGIAN, IcpKind.SERVICES, Money.eur("2400.00")));
        }

        @Test
        void asksForTheCheckFirst() {
            var question = belgian.question();

            assertThat(DutchVat.standard().evidenceFor(question)).containsExactly(BELGIAN);
            assertThat(belgian.result().decision()).isEqualTo(Decision.HOLD);
            assertThat(belgian.result().details().retryable()).isTrue();
        }

        @Test
        void asksNothingForASaleAtHome() {
            var question = new Example().lines(service("1.00")).question();

            assertThat(DutchVat.standard().evidenceFor(question)).isEmpty();
        }

        @Test
        void holdsACompanyWithoutVatId() {
            var example =
                    new Example().buyer(company("Dupont SA", "BE", "1000")).lines(service("100.00"));

            assertThat(codes(example.result())).containsExactly("VAT_ID_MISSING");
            assertThat(example.facts(TaxFacts.none().release("VAT_ID_MISSING"))
                            .result()
                            .vat())
                    .isEqualTo(Money.eur("21.00"));
        }

        @Test
        void holdsWhenViesSaysInvalid() {
            var result =
                    belgian.checks(new VatCheck.Invalid(BELGIAN, Example.NOW)).result();

            assertThat(codes(result)).containsExactly("VAT_ID_INVALID");
        }

        @Test
        void waitsForViesUnlessAConfirmationIsOnFile() {
            var down = new VatCheck.Unknown(BELGIAN, Example.NOW, "MS_UNAVAILABLE");
            var earlier = new VatCheck.Valid(BELGIAN, Instant.parse("2026-11-01T09:00:00Z"), "W1", null, null);

            var without = belgian.checks(down).result();
            var with = belgian.evidence(TaxEvidence.of(List.of(down)).withEarlier(earlier))
                    .result();

            assertThat(codes(without)).containsExactly("VAT_ID_CHECK_UNAVAILABLE");
            assertThat(with.decision()).isEqualTo(Decision.ISSUE);
            assertThat(with.openEvidence()).singleElement().asString().contains("check again");
        }

        @Test
        void leavesACompanyOutsideTheEuUntaxed() {
            var result = new Example()
                    .buyer(company("Acme Inc", "US", "10001").registrationNumber("EIN 12-3456789"))
                    .lines(service("1000.00"))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
            assertThat(result.lines().get(0).vat().category()).isEqualTo("O");
            assertThat(result.vat().isZero()).isTrue();
        }
    }

    @Nested
    class GoodsAbroad {

        private final VatNumber german = VatNumber.strict("DE136695976");

        @Test
        void sendsGoodsToAnotherMemberStateAtZero() {
            var result = new Example()
                    .buyer(company("Muster GmbH", "DE", "10115").vatNumber(german))
                    .lines(goods("8250.00"))
                    .sale(sale -> sale.shipTo(new Destination(CountryCode.of("DE"), "10115")))
                    .confirmed()
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
            assertThat(result.groups().get(0).category()).isEqualTo("K");
            assertThat(result.openEvidence()).isNotEmpty();
        }

        @Test
        void holdsGoodsOfWhichNothingSaysThatTheyLeave() {
            var example = new Example()
                    .buyer(company("Muster GmbH", "DE", "10115").vatNumber(german))
                    .lines(goods("8250.00"))
                    .confirmed();

            assertThat(codes(example.result())).containsExactly("DESTINATION_NOT_STATED");
            assertThat(example.vat(DutchVat.builder()
                                    .goodsGoToBuyerAddress(true)
                                    .build())
                            .result()
                            .decision())
                    .isEqualTo(Decision.ISSUE);
        }

        @Test
        void exportsAtZero() {
            var result = new Example()
                    .buyer(company("Acme Inc", "US", "10001"))
                    .lines(goods("5000.00"))
                    .sale(sale -> sale.shipTo(new Destination(CountryCode.of("US"), null)))
                    .result();

            assertThat(result.groups().get(0).category()).isEqualTo("G");
            assertThat(result.lines().get(0).vat().returnBox()).isEqualTo("3a");
        }

        @Test
        void chargesAConsumerInTheEuDutchVatBelowTheThreshold() {
            var result = new Example()
                    .buyer(person("Jean Dupont", "BE", "9000"))
                    .lines(goods("59.00"))
                    .sale(sale -> sale.shipTo(new Destination(CountryCode.of("BE"), "9000")))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.ISSUE);
            assertThat(result.vat()).isEqualTo(Money.eur("12.39"));
        }
    }

    @Nested
    class Doubt {

        @Test
        void neverReadsAnUnknownCountryAsTheNetherlands() {
            var result = new Example()
                    .buyer(company("Dupont SA", "Absurdistan", null))
                    .lines(service("1.00"))
                    .result();

            assertThat(result.decision()).isEqualTo(Decision.HOLD);
            assertThat(codes(result)).containsExactly("BUYER_COUNTRY_UNKNOWN");
            assertThat(result.reasons().get(0).text()).contains("Absurdistan", "HS-987");
        }

        @Test
        void holdsAPrivatePersonWithVatId() {
            var result = new Example()
                    .buyer(person("Jean Dupont", "BE", "9000").vatNumber(BELGIAN))
                    .lines(service("1.00"))
                    .result();

            assertThat(codes(result)).contains("PRIVATE_PERSON_WITH_VAT_ID");
        }

        @Test
        void holdsALineAcrossTheBorderWithoutKind() {
            var result = new Example()
                    .buyer(company("Dupont SA", "BE", "1000").vatNumber(BELGIAN))
                    .lines(line("1", "10.00", null, RateClass.STANDARD))
                    .result();

            assertThat(codes(result)).containsExactly("KIND_UNKNOWN");
        }

        @Test
        void holdsADutchVatIdOnABelgianAddress() {
            var result = new Example()
                    .buyer(company("Dupont SA", "BE", "1000").vatNumber(VatNumber.strict("NL004495445B01")))
                    .lines(service("1.00"))
                    .result();

            assertThat(codes(result)).containsExactly("VAT_ID_DUTCH");
        }

        @Test
        void reviewsAnIdWhoseCheckDigitsFailUntilViesConfirmsIt() {
            var wrong = new VatNumber("BE", "0403019262");
            var example = new Example()
                    .buyer(company("Dupont SA", "BE", "1000").vatNumber(wrong))
                    .lines(service("1.00"));

            assertThat(example.result().decision()).isEqualTo(Decision.REVIEW);
            assertThat(example.confirmed().result().decision()).isEqualTo(Decision.ISSUE);
        }

        @Test
        void reviewsAnIdThatViesKnowsUnderAnotherName() {
            var result = new Example()
                    .buyer(company("Dupont SA", "BE", "1000").vatNumber(BELGIAN))
                    .lines(service("1.00"))
                    .checks(new VatCheck.Valid(BELGIAN, Example.NOW, null, "SRL Boulangerie Peeters", null))
                    .result();

            assertThat(codes(result)).containsExactly("VAT_ID_OTHER_NAME");
        }
    }
}
