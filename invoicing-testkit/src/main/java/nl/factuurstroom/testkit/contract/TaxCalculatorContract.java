package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.TaxCalculator;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxResult.Decision;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatGroup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules X1 to X6 of {@link TaxCalculator}. */
public abstract class TaxCalculatorContract {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    /** The calculator under test. */
    protected abstract TaxCalculator calculator();

    /** Who invoices. */
    protected abstract Supplier supplier();

    /** A sale that may be invoiced without asking anybody: at least two lines at different rates. */
    protected abstract Sale plainSale();

    /** A sale that may be invoiced once the buyer's VAT number is confirmed. */
    protected abstract Sale saleThatRestsOnAVatNumber();

    @Test
    @DisplayName("X1: the same question has the same answer")
    public final void sameQuestionSameAnswer() {
        var question = question(saleThatRestsOnAVatNumber());
        var evidence = confirmed(question);

        var first = calculator().calculate(question, evidence);
        var second = calculator().calculate(question, evidence);

        assertThat(second).isEqualTo(first);
        assertThat(calculator().evidenceFor(question)).isEqualTo(calculator().evidenceFor(question));
    }

    @Test
    @DisplayName("X2: only what the decision rests on is asked of others")
    public final void asksOnlyForWhatItNeeds() {
        assertThat(calculator().evidenceFor(question(plainSale()))).isEmpty();
        assertThat(calculator().evidenceFor(question(saleThatRestsOnAVatNumber())))
                .isNotEmpty();
    }

    @Test
    @DisplayName("X3: with all that was asked for, the sale is decided")
    public final void decidesWithTheEvidenceItAskedFor() {
        var question = question(saleThatRestsOnAVatNumber());

        var result = calculator().calculate(question, confirmed(question));

        assertThat(result.decision()).as("%s", result.reasons()).isEqualTo(Decision.ISSUE);
    }

    @Test
    @DisplayName("X4: no answer is never read as an invalid number")
    public final void noAnswerIsNeitherValidNorInvalid() {
        var question = question(saleThatRestsOnAVatNumber());
        var down = calculator().evidenceFor(question).stream()
                .map(number -> (VatCheck) new VatCheck.Unknown(number, noon(), "MS_UNAVAILABLE"))
                .toList();
        var invalid = calculator().evidenceFor(question).stream()
                .map(number -> (VatCheck) new VatCheck.Invalid(number, noon()))
                .toList();

        var unanswered = calculator().calculate(question, TaxEvidence.of(down));
        var refused = calculator().calculate(question, TaxEvidence.of(invalid));

        assertThat(codes(unanswered)).isNotEqualTo(codes(refused));
        assertThat(refused.decision()).isNotEqualTo(Decision.ISSUE);
    }

    @Test
    @DisplayName("X5: lines, groups and totals agree to the cent")
    public final void sumsAgree() {
        var result = calculator().calculate(question(plainSale()), TaxEvidence.none());

        var zero = Money.zero(result.gross().currency());
        assertThat(result.decision()).as("%s", result.reasons()).isEqualTo(Decision.ISSUE);
        assertThat(result.lines().stream().map(TaxedLine::net).reduce(zero, Money::plus))
                .isEqualTo(result.net());
        assertThat(result.groups().stream().map(VatGroup::base).reduce(zero, Money::plus))
                .isEqualTo(result.net());
        assertThat(result.groups().stream().map(VatGroup::vat).reduce(zero, Money::plus))
                .isEqualTo(result.vat());
        assertThat(result.net().plus(result.vat())).isEqualTo(result.gross());
    }

    @Test
    @DisplayName("X6: a sale that it can't judge is held with a code and a sentence, never an exception")
    public final void whatItCannotJudgeIsHeldWithASentence() {
        var nowhere = plainSale().toBuilder()
                .buyer(Party.builder(Party.Kind.COMPANY, "Nowhere Ltd")
                        .address(Address.withCountryText(null, null, null, "Absurdistan"))
                        .build())
                .build();
        var empty = plainSale().toBuilder().lines(List.of()).build();

        for (Sale sale : List.of(nowhere, empty)) {
            assertThatCode(() -> calculator().evidenceFor(question(sale))).doesNotThrowAnyException();
            var result = calculator().calculate(question(sale), TaxEvidence.none());

            assertThat(result.decision()).isNotEqualTo(Decision.ISSUE);
            assertThat(result.reasons()).isNotEmpty().allSatisfy(reason -> {
                assertThat(reason.code()).matches("[A-Z_]+");
                assertThat(reason.text()).endsWith(".");
            });
        }
    }

    /** For the sales of the hooks. */
    protected static Sale.Builder saleOf(Party buyer) {
        return Sale.builder(new SaleRef("contract", "1", "987"))
                .reference("C-987")
                .buyer(buyer)
                .wonAt(noon())
                .supplyDate(DAY);
    }

    private TaxQuestion question(Sale sale) {
        return new TaxQuestion(sale, sale.buyer(), supplier(), DAY, DAY);
    }

    private TaxEvidence confirmed(TaxQuestion question) {
        return TaxEvidence.of(calculator().evidenceFor(question).stream()
                .map(number -> (VatCheck) new VatCheck.Valid(
                        number, noon(), "W1", question.buyer().name(), null))
                .collect(Collectors.toList()));
    }

    private static Instant noon() {
        return DAY.atTime(12, 0).atZone(ZoneId.of("Europe/Amsterdam")).toInstant();
    }

    private static List<String> codes(TaxResult result) {
        return result.reasons().stream().map(TaxResult.Reason::code).toList();
    }
}
