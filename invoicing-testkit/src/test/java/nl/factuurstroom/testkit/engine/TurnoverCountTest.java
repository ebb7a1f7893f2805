package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.OpeningTurnover;
import nl.factuurstroom.tax.OssTurnover;
import nl.factuurstroom.tax.TaxCalculator;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.testkit.fake.Weather;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Running totals of VAT thresholds from the store: each sale counted once, and only while it is or becomes an invoice. */
class TurnoverCountTest {

    private static final Money DUTCH = Money.eur("71.39");
    private static final Money GERMAN = Money.eur("70.21");

    private static UnaryOperator<PipelineBuilder> oss(OpeningTurnover opening) {
        return builder -> builder.taxCalculator(
                        DutchVat.builder().ossRegistered(true).build())
                .countOssTurnover(opening);
    }

    /** As much as leaves room for exactly one more sale of EUR 59. */
    private static UnaryOperator<PipelineBuilder> roomForOne() {
        return oss(OpeningTurnover.in(2025, "0").and(2026, "9900.00"));
    }

    /** Goods of EUR 59.00 without VAT to a private person in Berlin: 71.39 with Dutch, 70.21 with German VAT. */
    private static Sale german(Rig rig, String id) {
        var buyer = Party.builder(Party.Kind.PRIVATE_PERSON, "Jana Weber")
                .address(Address.of("Allee 1", "10115", "Berlin", CountryCode.of("DE")))
                .email("jana@example.de")
                .sourceId("crm:person:" + id)
                .build();
        return rig.sale(id).toBuilder()
                .buyer(buyer)
                .lines(List.of(SaleLine.builder("Kaas")
                        .unitPrice(Money.eur("59.00"))
                        .kind(SupplyKind.GOODS)
                        .rateClass(RateClass.STANDARD)
                        .build()))
                .shipTo(new Destination(CountryCode.of("DE"), "10115"))
                .build();
    }

    private static List<Money> totals(Rig rig) {
        return rig.books.finals().stream().map(BookedInvoice::total).toList();
    }

    private static List<String> codes(Rig rig) {
        return rig.pipeline.attention().stream().map(AttentionItem::code).toList();
    }

    @Test
    void theSaleThatCrossesTheThresholdIsTaxedAtItsDestination() {
        var rig = new Rig(roomForOne());

        rig.win(german(rig, "1"));
        rig.win(german(rig, "2"));
        rig.win(german(rig, "3"));

        assertThat(totals(rig)).containsExactly(DUTCH, GERMAN, GERMAN);
    }

    @Test
    void salesUnderWayCountBeforeTheyAreInvoiced() {
        var rig = new Rig(builder -> roomForOne().apply(builder).delivery(Delivery.approved()));

        rig.win(german(rig, "1"));
        rig.win(german(rig, "2"));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::total).containsExactly(DUTCH, GERMAN);
    }

    @Test
    void manySalesAtOnceDoNotCrossTheThresholdUnseen() {
        var rig = new Rig(roomForOne());
        for (int i = 1; i <= 5; i++) {
            rig.source.won(german(rig, "" + i));
            rig.pipeline.receive(rig.source, rig.source.webhook("" + i));
        }

        rig.settle();

        assertThat(totals(rig)).hasSize(5).containsOnlyOnce(DUTCH);
    }

    @Test
    void aSaleThatAnotherNodeDecidesMeanwhileCounts() {
        var meanwhile = new ArrayDeque<Runnable>();
        var vat = DutchVat.builder().ossRegistered(true).build();
        var rig = new Rig(builder -> roomForOne().apply(builder).taxCalculator(new TaxCalculator() {
            @Override
            public Set<VatNumber> evidenceFor(TaxQuestion question) {
                return vat.evidenceFor(question);
            }

            @Override
            public TaxResult calculate(TaxQuestion question, TaxEvidence evidence) {
                var result = vat.calculate(question, evidence);
                if (!meanwhile.isEmpty()) {
                    meanwhile.pop().run();
                }
                return result;
            }
        }));
        var other = rig.store.anotherNode(rig.clock);
        try (var pipeline = roomForOne().apply(rig.standard().store(other)).build()) {
            pipeline.start();
            meanwhile.push(() -> {
                rig.source.won(german(rig, "2"));
                pipeline.receive(rig.source, rig.source.webhook("2"));
                other.runDue();
            });
            rig.win(german(rig, "1"));
        }

        assertThat(meanwhile).isEmpty();
        assertThat(totals(rig)).containsExactlyInAnyOrder(DUTCH, GERMAN);
    }

    @Test
    void aSaleIsCountedOnceHoweverOftenItIsToldAndTried() {
        var rig = new Rig(oss(OpeningTurnover.in(2025, "0").and(2026, "9800.00")));
        var sale = german(rig, "1");
        rig.win(sale);
        for (int i = 0; i < 3; i++) {
            rig.pipeline.receive(rig.source, rig.source.webhook("1", "" + i));
            rig.settle();
        }

        rig.win(german(rig, "2"));
        rig.win(german(rig, "3"));
        rig.win(german(rig, "4"));

        // 9,859 after the first, 9,918 after the second, 9,977 after the third.
        assertThat(totals(rig)).containsExactly(DUTCH, DUTCH, DUTCH, GERMAN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Weather.Kind.class,
            names = {"CALLER_DIES_BEFORE", "CALLER_DIES_AFTER"})
    void aNodeThatDiesWhileItIssuesCountsNothingTwice(Weather.Kind death) {
        var changes = oss(OpeningTurnover.in(2025, "0").and(2026, "9800.00"));
        var rig = new Rig(changes);
        rig.books.weather(Weather.then("issue", death));
        rig.source.won(german(rig, "1"));
        rig.pipeline.receive(rig.source, rig.source.webhook("1"));
        assertThatThrownBy(rig::settle).isInstanceOf(Weather.Death.class);

        rig.store.die();
        var other = rig.store.anotherNode(rig.clock);
        try (var pipeline = changes.apply(rig.standard().store(other)).build()) {
            pipeline.start();
            for (int i = 2; i <= 4; i++) {
                other.pass(Duration.ofMinutes(5));
                rig.source.won(german(rig, "" + i));
                pipeline.receive(rig.source, rig.source.webhook("" + i));
            }
            other.pass(Duration.ofMinutes(5));
        }

        assertThat(totals(rig)).containsExactlyInAnyOrder(DUTCH, DUTCH, DUTCH, GERMAN);
    }

    @Test
    void aSaleThatIsAbandonedBeforeItIsIssuedCountsNoMore() {
        var rig = new Rig(builder -> roomForOne().apply(builder).delivery(Delivery.approved()));
        rig.win(german(rig, "1"));

        rig.pipeline.abandon(rig.pipeline.attention().get(0).id(), "Anna");
        rig.win(german(rig, "2"));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::total).containsExactly(DUTCH, DUTCH);
    }

    @Test
    void aSaleThatIsEditedBeforeItIsBookedCountsAsItIsNow() {
        var rig = new Rig(builder -> oss(OpeningTurnover.in(2025, "0").and(2026, "9890.00"))
                .apply(builder)
                .instalments(sale -> sale.reference().equals("HS-1")
                        ? Optional.of(InstalmentPlan.of(List.of(LocalDate.of(2026, 12, 1)), 100))
                        : Optional.empty()));
        rig.win(german(rig, "1"));

        rig.win(german(rig, "1").toBuilder()
                .version("2")
                .lines(List.of(SaleLine.builder("Kaas")
                        .unitPrice(Money.eur("10.00"))
                        .kind(SupplyKind.GOODS)
                        .rateClass(RateClass.STANDARD)
                        .build()))
                .build());
        rig.store.pass(Duration.ofDays(8));
        rig.win(german(rig, "2"));

        assertThat(totals(rig)).containsExactly(Money.eur("12.10"), DUTCH);
    }

    @Test
    void anInvoiceThatPeopleCreditIsTakenBack() {
        var rig = new Rig(roomForOne());
        rig.win(german(rig, "1"));

        rig.books.credit("HS-1");
        rig.store.pass(Duration.ofMinutes(20));
        rig.win(german(rig, "2"));

        assertThat(totals(rig)).containsExactly(DUTCH, DUTCH);
    }

    @ParameterizedTest
    @CsvSource({"71.39", "35.70"})
    void aCreditNoteTakesBackItsShareOnce(String refunded) {
        var rig = new Rig(builder -> roomForOne().apply(builder).refunds(RefundPolicy.creditNote()));
        rig.win(german(rig, "1"));

        rig.source.refunded(rig.source.ref("1"), "re_1", Money.eur(refunded));
        rig.pipeline.receive(rig.source, rig.source.refundWebhook("re_1"));
        rig.store.pass(Duration.ofDays(1));
        rig.win(german(rig, "2"));
        rig.win(german(rig, "3"));

        // The books show the credit too, which takes nothing back a second time.
        assertThat(rig.books.creditNotes()).hasSize(1);
        assertThat(totals(rig)).containsExactly(DUTCH, DUTCH, GERMAN);
    }

    @Test
    void instalmentsAddUpToTheSale() {
        var days = List.of(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 12, 1));
        var rig = new Rig(builder -> oss(OpeningTurnover.in(2025, "0").and(2026, "9882.00"))
                .apply(builder)
                .instalments(sale -> sale.reference().equals("HS-1")
                        ? Optional.of(InstalmentPlan.of(days, 30, 70))
                        : Optional.empty()));
        rig.win(german(rig, "1"));
        rig.store.pass(Duration.ofDays(8));

        rig.win(german(rig, "2"));
        rig.win(german(rig, "3"));

        // Exactly 10,000.00 after the second, which is not above the threshold.
        assertThat(totals(rig)).hasSize(4).contains(DUTCH, GERMAN);
    }

    @Test
    void theYearOfSupplyCountsAndLastYearTooWhenItWasAbove() {
        var rig = new Rig(roomForOne());
        rig.win(german(rig, "1"));
        rig.win(german(rig, "2"));
        rig.store.pass(Duration.ofDays(60));

        rig.win(german(rig, "3"));
        rig.win(german(rig, "4").toBuilder()
                .supplyDate(LocalDate.of(2026, 12, 31))
                .build());

        // 2026 ended at 10,018: 2027 is taxed at the destination from its first sale on.
        assertThat(totals(rig)).containsExactly(DUTCH, GERMAN, GERMAN, GERMAN);
    }

    @Test
    void aYearThatTheStoreCountedWholeNeedsNoOpeningTurnover() {
        var rig = new Rig(oss(OpeningTurnover.in(2025, "0").and(2026, "100")));
        rig.store.pass(Duration.ofDays(60));

        rig.win(german(rig, "1"));

        assertThat(totals(rig)).containsExactly(DUTCH);
    }

    @Test
    void anUnknownYearHolds() {
        var rig = new Rig(oss(OpeningTurnover.in(2026, "100")));

        rig.win(german(rig, "1"));

        assertThat(codes(rig)).containsExactly("OSS_TURNOVER_UNKNOWN");
        assertThat(rig.books.invoices()).isEmpty();
    }

    @Test
    void whatTheHostHandsInWins() {
        var rig = new Rig(builder -> roomForOne()
                .apply(builder)
                .taxFacts(sale -> sale.reference().equals("HS-1")
                        ? TaxFacts.none()
                                .with(new OssTurnover(new java.math.BigDecimal("20000"), java.math.BigDecimal.ZERO))
                        : TaxFacts.none()));

        rig.win(german(rig, "1"));
        rig.win(german(rig, "2"));

        // The store counted the first one all the same.
        assertThat(totals(rig)).containsExactly(GERMAN, GERMAN);
    }

    @Test
    void otherSalesCountNothing() {
        var rig = new Rig(roomForOne());

        rig.win(rig.sale("1"));
        rig.win(german(rig, "2"));

        assertThat(totals(rig)).containsExactly(Money.eur("665.50"), DUTCH);
    }

    @Test
    void aSaleThatWasUnderWayWhenCountingBeganCounts() {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(german(rig, "1"));
        rig.store.die();
        var other = rig.store.anotherNode(rig.clock);
        try (var pipeline = roomForOne().apply(rig.standard().store(other)).build()) {
            pipeline.start();
            pipeline.approve(pipeline.attention().get(0).id(), "Anna");
            other.pass(Duration.ofMinutes(5));
            rig.source.won(german(rig, "2"));
            pipeline.receive(rig.source, rig.source.webhook("2"));
            other.pass(Duration.ofMinutes(5));
        }

        assertThat(totals(rig)).containsExactly(DUTCH, GERMAN);
    }

    @Test
    void withoutItTheStoreCountsNothing() {
        var rig = new Rig();

        rig.win(german(rig, "1"));

        assertThat(totals(rig)).containsExactly(DUTCH);
    }

    private static UnaryOperator<PipelineBuilder> smallBusiness(OpeningTurnover opening) {
        return builder -> builder.supplier(Supplier.builder()
                        .name("Klein Advies")
                        .vatNumber("NL123456782B90")
                        .vatScheme(Supplier.VatScheme.SMALL_BUSINESS)
                        .build())
                .countSmallBusinessTurnover(opening);
    }

    @Test
    void theSaleThatPassesTheSmallBusinessLimitWaitsForAPerson() {
        var rig = new Rig(smallBusiness(OpeningTurnover.in(2025, "0").and(2026, "19000.00")));

        rig.win(rig.sale("1"));
        rig.win(rig.sale("2"));

        assertThat(totals(rig)).containsExactly(Money.eur("550.00"));
        assertThat(codes(rig)).containsExactly("SMALL_BUSINESS_LIMIT");
    }

    @Test
    void aSmallBusinessWhoseTurnoverIsUnknownWaitsUntilAPersonReleasesIt() {
        var rig = new Rig(smallBusiness(OpeningTurnover.unknown()));
        rig.win(rig.sale("1"));
        var before = codes(rig);

        rig.pipeline.release(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();

        assertThat(before).containsExactly("SMALL_BUSINESS_TURNOVER_UNKNOWN");
        assertThat(totals(rig)).containsExactly(Money.eur("550.00"));
    }

    @Test
    void onlyASmallBusinessCountsItsTurnover() {
        assertThatThrownBy(() -> new Rig(builder -> builder.countSmallBusinessTurnover(OpeningTurnover.unknown())))
                .hasMessageContaining("countSmallBusinessTurnover(...) needs a supplier in the small business scheme");
    }

    @Test
    void draftsThatStayDraftsCountToo() {
        var rig = new Rig(builder -> roomForOne().apply(builder).delivery(Delivery.draftOnly()));

        rig.win(german(rig, "1"));
        rig.win(german(rig, "2"));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::total).containsExactly(DUTCH, GERMAN);
    }
}
