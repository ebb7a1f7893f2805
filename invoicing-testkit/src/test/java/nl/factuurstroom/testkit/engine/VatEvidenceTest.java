package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.ViesDown;
import nl.factuurstroom.testkit.fake.FakeVies.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine does with VIES: confirmations kept and used again, silence waited out, a changed answer noticed. */
class VatEvidenceTest {

    private static final VatNumber BELGIAN = VatNumber.strict("BE0403019261");
    private static final Money WITHOUT_VAT = Money.eur("550.00");
    private static final Money WITH_DUTCH_VAT = Money.eur("665.50");

    private static UnaryOperator<PipelineBuilder> whenDown(ViesDown choice) {
        return builder -> builder.taxCalculator(DutchVat.builder()
                .whenViesIsDown(choice)
                .viesDeadline(Duration.ofHours(2))
                .build());
    }

    private static Sale belgian(Rig rig, String id) {
        var buyer = Party.builder(Party.Kind.COMPANY, "Dupont SA")
                .address(Address.of("Rue 1", "1000", "Brussel", CountryCode.of("BE")))
                .vatNumber(BELGIAN)
                .email("factures@dupont.example")
                .sourceId("crm:company:dupont")
                .build();
        return rig.sale(id).toBuilder().buyer(buyer).build();
    }

    private static List<String> codes(Rig rig) {
        return rig.pipeline.attention().stream().map(AttentionItem::code).toList();
    }

    private static List<String> journal(Rig rig, String id) {
        return rig.pipeline.journal(rig.source.ref(id)).stream()
                .map(line -> line.split("  ")[1])
                .toList();
    }

    @Test
    void aConfirmationServesEverySaleToThatCustomerForADay() {
        var rig = new Rig();
        rig.win(belgian(rig, "1"));

        rig.win(belgian(rig, "2"));
        rig.store.pass(Duration.ofHours(25));
        rig.win(belgian(rig, "3"));

        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsOnly(WITHOUT_VAT);
        assertThat(rig.vies.calls("validate")).isEqualTo(2);
    }

    @Test
    void whileViesIsDownTheSaleWaitsAndGoesOnByItself() {
        var rig = new Rig(whenDown(ViesDown.HOLD));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "1"));
        var meanwhile = codes(rig);

        rig.vies.answers(BELGIAN, Answer.VALID);
        rig.store.pass(Duration.ofMinutes(30));

        assertThat(meanwhile).containsExactly("VAT_ID_CHECK_UNAVAILABLE");
        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITHOUT_VAT);
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void viesIsAskedLessAndLessOften() {
        var rig = new Rig(whenDown(ViesDown.HOLD));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);

        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofMinutes(55));
        var atFirst = rig.vies.calls("validate");
        rig.store.pass(Duration.ofHours(1));

        assertThat(atFirst).isGreaterThan(5);
        assertThat(rig.vies.calls("validate") - atFirst).isBetween(1L, 3L);
    }

    @Test
    void pastTheDeadlineAPersonDecides() {
        var rig = new Rig(whenDown(ViesDown.HOLD));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "1"));

        rig.store.pass(Duration.ofHours(3));
        var asked = rig.vies.calls("validate");
        rig.store.pass(Duration.ofHours(3));

        assertThat(codes(rig)).containsExactly("VAT_ID_CHECK_OVERDUE");
        assertThat(rig.vies.calls("validate")).as("no longer asked").isEqualTo(asked);
        assertThat(rig.books.invoices()).isEmpty();
        rig.pipeline.release(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();
        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITH_DUTCH_VAT);
    }

    @Test
    void editingTheSaleDoesNotBeginTheDeadlineAnew() {
        var rig = new Rig(whenDown(ViesDown.HOLD));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofMinutes(90));

        rig.win(belgian(rig, "1").toBuilder().version("2").build());
        rig.store.pass(Duration.ofMinutes(60));

        assertThat(codes(rig)).containsExactly("VAT_ID_CHECK_OVERDUE");
    }

    @Test
    void pastTheDeadlineDutchVatIsChargedWhereTheHostChoseSo() {
        var rig = new Rig(whenDown(ViesDown.HOLD_THEN_DUTCH_VAT));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "1"));
        var before = List.copyOf(rig.books.invoices());

        rig.store.pass(Duration.ofHours(3));

        assertThat(before).isEmpty();
        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITH_DUTCH_VAT);
        assertThat(journal(rig, "1")).contains("VAT_ID_CHECK_UNAVAILABLE", "VAT_DECIDED");
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void dutchVatAtOnceIsNotChangedByALaterAnswer() {
        var rig = new Rig(builder -> whenDown(ViesDown.DUTCH_VAT).apply(builder).delivery(Delivery.approved()));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "1"));

        rig.vies.answers(BELGIAN, Answer.VALID);
        rig.store.pass(Duration.ofDays(2));
        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();

        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITH_DUTCH_VAT);
    }

    @Test
    void whileViesIsDownAnEarlierConfirmationCounts() {
        var rig = new Rig();
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(20));

        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "2"));

        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITHOUT_VAT, WITHOUT_VAT);
        assertThat(rig.vies.calls("validate")).as("asked all the same").isGreaterThan(1);
    }

    @Test
    void anEarlierConfirmationThatIsTooOldDoesNotCount() {
        var rig = new Rig();
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(31));

        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "2"));

        assertThat(codes(rig)).contains("VAT_ID_CHECK_UNAVAILABLE");
        assertThat(rig.books.finals()).hasSize(1);
    }

    @Test
    void aNumberThatProvedInvalidIsNotConfirmedByWhatWasOnFile() {
        var rig = new Rig();
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(2));
        rig.vies.answers(BELGIAN, Answer.INVALID);
        rig.win(belgian(rig, "2"));

        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.win(belgian(rig, "3"));

        assertThat(codes(rig)).contains("VAT_ID_INVALID", "VAT_ID_CHECK_UNAVAILABLE");
        assertThat(rig.books.finals()).hasSize(1);
    }

    @Test
    void aFreshConfirmationIsNotAskedAgainAtIssue() {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(belgian(rig, "1"));

        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();

        assertThat(rig.vies.calls("validate")).isEqualTo(1);
        assertThat(rig.books.finals()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"VALID", "UNKNOWN"})
    void aConfirmationThatGrewOldIsAskedAgainAtIssue(Answer answer) {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(5));

        rig.vies.answers(BELGIAN, answer);
        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();

        assertThat(rig.vies.calls("validate")).isEqualTo(2);
        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITHOUT_VAT);
        assertThat(journal(rig, "1").stream().filter("VAT_CHECK"::equals)).hasSize(2);
    }

    @Test
    void aNumberThatBecameInvalidBetweenDraftAndIssueStopsTheInvoice() {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(5));

        rig.vies.answers(BELGIAN, Answer.INVALID);
        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();

        assertThat(codes(rig)).containsExactly("EVIDENCE_CHANGED");
        assertThat(rig.pipeline.attention().get(0).text()).contains("BE0403019261", "not valid", "draft");
        assertThat(rig.books.finals()).isEmpty();
        assertThat(rig.books.sent()).isEmpty();
    }

    @Test
    void aProofTooOldAndViesDownAtIssueWaitsForTheAnswer() {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(belgian(rig, "1"));
        rig.store.pass(Duration.ofDays(40));
        rig.vies.answers(BELGIAN, Answer.UNKNOWN);
        rig.pipeline.approve(rig.pipeline.attention().get(0).id(), "Anna");
        rig.settle();
        var meanwhile = codes(rig);

        rig.vies.answers(BELGIAN, Answer.VALID);
        rig.store.pass(Duration.ofMinutes(30));

        assertThat(meanwhile).containsExactly("VAT_ID_CHECK_UNAVAILABLE");
        assertThat(rig.books.finals()).extracting(BookedInvoice::total).containsExactly(WITHOUT_VAT);
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void everyInstalmentGoesOutOnAYoungConfirmation() {
        var rig = new Rig(builder -> builder.instalments(sale -> java.util.Optional.of(InstalmentPlan.of(
                List.of(java.time.LocalDate.of(2026, 11, 24), java.time.LocalDate.of(2026, 12, 15)), 40, 60))));
        rig.win(belgian(rig, "1"));

        rig.store.pass(Duration.ofDays(22));

        assertThat(rig.books.finals())
                .extracting(BookedInvoice::total)
                .containsExactly(Money.eur("220.00"), Money.eur("330.00"));
        assertThat(rig.vies.calls("validate")).isEqualTo(2);
    }

    @Test
    void theAgeIsTheHostsChoice() {
        var rig = new Rig(builder -> builder.vatCheckedWithin(Duration.ofDays(8)));
        rig.win(belgian(rig, "1"));

        rig.store.pass(Duration.ofDays(7));
        rig.win(belgian(rig, "2"));

        assertThat(rig.vies.calls("validate")).isEqualTo(1);
    }

    @Test
    void whatIsTooOldForTheCalculatorIsAskedAnew() {
        var rig = new Rig(builder -> builder.vatCheckedWithin(Duration.ofDays(8))
                .taxCalculator(
                        DutchVat.builder().viesValidFor(Duration.ofDays(2)).build()));
        rig.win(belgian(rig, "1"));

        rig.store.pass(Duration.ofDays(5));
        rig.win(belgian(rig, "2"));

        assertThat(rig.vies.calls("validate")).isEqualTo(2);
        assertThat(rig.books.finals()).hasSize(2);
    }

    @Test
    void aPreviewKeepsNoProof() {
        var rig = new Rig();
        rig.source.won(belgian(rig, "1"));

        rig.pipeline.preview(rig.source.ref("1"));
        rig.pipeline.preview(rig.source.ref("1"));

        assertThat(rig.vies.calls("validate")).isEqualTo(2);
    }
}
