package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.ExactInvoice;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.Test;

/** Booking, issuing and deleting: what Exact gets to see, and what it costs. */
final class ExactOnlineBookingTest extends WithExactSimulator {

    private static InvoiceDraft withSku(InvoiceDraft draft, String sku) {
        var first = draft.tax().lines().get(0);
        var line = first.line().toBuilder().sku(sku).build();
        return SampleDrafts.draft(
                draft.reference(),
                draft.customer(),
                List.of(new TaxedLine(line, first.net(), first.treatment(), first.rate(), first.why())));
    }

    private static InvoiceDraft inGroup(InvoiceDraft draft, String productGroup) {
        var first = draft.tax().lines().get(0);
        var line = first.line().toBuilder().productGroup(productGroup).build();
        return SampleDrafts.draft(
                draft.reference(),
                draft.customer(),
                List.of(new TaxedLine(line, first.net(), first.treatment(), first.rate(), first.why())));
    }

    @Test
    void aLineGoesOnTheItemAndCostCentreOfItsProductGroup() {
        var mapped =
                connected(settings().item("materiaal", "MAT").costCenter("ALG").costCenter("materiaal", "WERKPL"));

        mapped.book(inGroup(SampleDrafts.one("HS-1", customer()), "materiaal"));
        mapped.book(inGroup(SampleDrafts.one("HS-2", customer()), "advies"));

        assertThat(simulator.invoice("HS-1").lines()).singleElement().satisfies(line -> {
            assertThat(line.itemCode()).isEqualTo("MAT");
            assertThat(line.costCenter()).isEqualTo("WERKPL");
        });
        assertThat(simulator.invoice("HS-2").lines()).singleElement().satisfies(line -> {
            assertThat(line.itemCode()).isEqualTo("UREN");
            assertThat(line.costCenter()).isEqualTo("ALG");
        });
    }

    @Test
    void aKnownCustomerCostsTwoCalls() {
        var customer = customer();
        issued("HS-1");
        simulator.forgetCalls();

        var draft = exact.book(SampleDrafts.one("HS-2", customer));
        exact.issue(new IssueRequest(draft, SampleDrafts.TODAY, null));

        assertThat(simulator.calls())
                .extracting(Call::toString)
                .containsExactly(
                        "POST /api/v1/1234567/salesinvoice/SalesInvoices",
                        "POST /api/v1/1234567/salesinvoice/PrintedSalesInvoices");
    }

    @Test
    void theDoctorFillsTheCacheSoThatTheFirstSaleCostsNoMore() {
        var customer = customer();
        exact.check();
        simulator.forgetCalls();

        exact.book(SampleDrafts.one("HS-1", customer));

        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void settingsAreReadOnceADay() {
        exact.book(SampleDrafts.one("HS-1", customer()));
        exact.book(SampleDrafts.one("HS-2", customer()));
        assertThat(simulator.calls("GET", "VATCodes")).hasSize(1);
        assertThat(simulator.calls("GET", "Items")).hasSize(1);
        clock.advance(Duration.ofHours(25));

        exact.book(SampleDrafts.one("HS-3", customer()));

        assertThat(simulator.calls("GET", "VATCodes")).hasSize(2);
    }

    @Test
    void headAndLinesArriveAsExactWantsThem() {
        exact = connected(settings().paymentCondition("14"));

        exact.book(SampleDrafts.one("HS-1", customer()));

        var sent = simulator.calls("POST", "SalesInvoices").get(0);
        assertThat(sent.header("prefer")).hasValue("return=representation");
        assertThat(simulator.invoice("HS-1")).satisfies(invoice -> {
            assertThat(invoice.paymentCondition()).isEqualTo("14");
            assertThat(invoice.description()).isEqualTo("Offerte 2026-118");
            assertThat(invoice.invoiceDate()).isEqualTo(SampleDrafts.TODAY);
            assertThat(invoice.lines()).singleElement().satisfies(line -> {
                assertThat(line.itemCode()).isEqualTo("UREN");
                assertThat(line.vatCode()).isEqualTo("2");
                assertThat(line.quantity()).isEqualByComparingTo("10");
            });
        });
    }

    @Test
    void theCustomersOwnPaymentConditionIsKept() {
        exact = connected(settings().paymentCondition("14"));

        exact.book(SampleDrafts.one("HS-1", customer(Map.of("PaymentConditionSales", "00"))));

        assertThat(simulator.invoice("HS-1").paymentCondition()).isEqualTo("00");
    }

    @Test
    void aLineWithACodeOfTheBooksUsesThatItem() {
        exact.book(withSku(SampleDrafts.one("HS-1", customer()), "mat"));
        exact.book(withSku(SampleDrafts.one("HS-2", customer()), "ONBEKEND"));

        assertThat(simulator.invoice("HS-1").lines())
                .extracting(ExactInvoice.Line::itemCode)
                .containsExactly("MAT");
        assertThat(simulator.invoice("HS-2").lines())
                .extracting(ExactInvoice.Line::itemCode)
                .containsExactly("UREN");
    }

    @Test
    void withoutAnyItemTheSaleWaits() {
        exact = connected(settings().item(null));

        assertThatThrownBy(() -> exact.book(withSku(SampleDrafts.one("HS-1", customer()), "ONBEKEND")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.field()).hasValue("exact.item"))
                .hasMessageContaining("Advies")
                .hasMessageContaining("ONBEKEND");
        assertThat(simulator.calls("POST", "SalesInvoices")).isEmpty();
    }

    @Test
    void aTreatmentWithoutCodeIsRefusedHereWithWhatWouldDo() {
        assertThatThrownBy(() -> exact.book(SampleDrafts.treated("HS-1", customer(), VatTreatment.EU_SERVICES)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.field()).hasValue("exact.vat-code.intra-eu-services"))
                .hasMessageContaining("exact.vat-code.intra-eu-services=7D looks right");
        assertThat(simulator.calls("POST", "SalesInvoices")).isEmpty();
    }

    @Test
    void aCodeThatIsMendedInExactCountsWithinAMinute() {
        exact = connected(settings().vatCode(VatTreatment.STANDARD, "21H"));
        var draft = SampleDrafts.one("HS-1", customer());
        assertThatThrownBy(() -> exact.book(draft)).isInstanceOf(RejectedException.class);
        simulator.load("{\"vat/VATCodes\":[{\"Code\":\"21H\",\"Percentage\":0.21,\"Type\":\"E\","
                + "\"VATTransactionType\":\"S\",\"EUSalesListing\":\"N\",\"IsBlocked\":false}]}");
        clock.advance(Duration.ofMinutes(2));

        assertThat(exact.book(draft).total()).isEqualTo(Money.eur("1210.00"));
    }

    @Test
    void aCurrencyThatTheBooksDontHaveWaits() {
        assertThatThrownBy(() -> exact.book(InDollars.draft("HS-1", customer())))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("USD");
        assertThat(simulator.calls("POST", "SalesInvoices")).isEmpty();
    }

    @Test
    void theBooksOwnTotalIsTold() {
        simulator.roundVatPerLine(true);
        var line = SampleDrafts.line("Kop koffie", "1", "0.35", null, "0.35", VatTreatment.STANDARD);

        var booked = exact.book(SampleDrafts.draft("HS-1", customer(), List.of(line, line, line)));

        assertThat(booked.total()).as("three times 0.07 instead of 0.22").isEqualTo(Money.eur("1.26"));
    }

    @Test
    void aTwoHundredThatCannotBeReadIsUnclear() {
        var draft = SampleDrafts.one("HS-1", customer());
        simulator.failNext("POST", "SalesInvoices", new Fault.ReplaceAnswer(Answer.json(201, "<html>")));

        assertThatThrownBy(() -> exact.book(draft))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.answered()).isTrue());
        assertThat(exact.find(Set.of("HS-1"))).hasSize(1);
    }

    @Test
    void aHiddenServerErrorIsUnclearAndARefusalIsNot() {
        var draft = SampleDrafts.one("HS-1", customer());
        simulator.failNext("POST", "SalesInvoices", refusal(500, "A problem has occurred. It will be investigated."));
        assertThatThrownBy(() -> exact.book(draft)).isInstanceOf(OutcomeUnknownException.class);

        simulator.failNext("POST", "SalesInvoices", refusal(500, "Periode is afgesloten: 2026 - 11"));
        assertThatThrownBy(() -> exact.book(draft))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("bookkeeper");
    }

    @Test
    void aClosedPeriodLeavesADraft() {
        simulator.closePeriod(YearMonth.of(2026, 11));
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));

        assertThatThrownBy(() -> exact.issue(new IssueRequest(draft, SampleDrafts.TODAY, null)))
                .isInstanceOf(RejectedException.class);
        assertThat(exact.read(Set.of(draft.id())).get(0).state()).isEqualTo(BookedInvoice.State.DRAFT);
    }

    @Test
    void anAccountWithoutAddressIsFinalButNotMailed() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer(Map.of())));

        var issued = exact.issue(new IssueRequest(draft, SampleDrafts.TODAY, null));

        assertThat(issued.sending()).isInstanceOf(Sending.NotSent.class);
        assertThat(issued.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
    }

    @Test
    void whatIsKnownToBeFinalIsNeverPrintedAgain() {
        simulator.repeatedPrintMailsAgain(true);
        var invoice = issued("HS-1");

        var again = exact.issue(new IssueRequest(invoice, SampleDrafts.TODAY, null));

        assertThat(again.invoice().number()).isEqualTo(invoice.number());
        assertThat(simulator.invoice("HS-1").mailedTo()).hasSize(1);
    }

    @Test
    void anUnclearPrintIsClearedUpByKeyEvenWhenSearchesLag() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));
        clock.advance(Duration.ofMinutes(5));
        simulator.searchLag(Duration.ofMinutes(1));
        simulator.failNext(Fault.loseAnswer());

        assertThatThrownBy(() -> exact.issue(new IssueRequest(draft, SampleDrafts.TODAY, null)))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(exact.read(Set.of(draft.id())).get(0).state()).isEqualTo(BookedInvoice.State.FINAL);
    }

    @Test
    void aBlockedAccountIsRefusedByExactItself() {
        var customer = customer();
        simulator.blockAccount(customer.id().value());

        assertThatThrownBy(() -> exact.book(SampleDrafts.one("HS-1", customer))).isInstanceOf(RejectedException.class);
    }

    @Test
    void deletingADraftSurvivesALostAnswer() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));
        simulator.failNext(Fault.loseAnswer());

        exact.deleteDraft(draft);

        assertThat(simulator.invoices()).isEmpty();
    }

    @Test
    void deletingWhatIsGoneIsFineThoughTheSearchStillShowsIt() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));
        clock.advance(Duration.ofMinutes(5));
        simulator.searchLag(Duration.ofMinutes(1));
        exact.deleteDraft(draft);
        assertThat(exact.find(Set.of("HS-1"))).as("lagging").hasSize(1);

        exact.deleteDraft(draft);

        assertThat(simulator.invoices()).isEmpty();
    }

    @Test
    void deletingWhatBecameFinalIsRefusedThoughTheSearchStillShowsADraft() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));
        clock.advance(Duration.ofMinutes(5));
        simulator.searchLag(Duration.ofMinutes(1));
        simulator.processByHand("HS-1");

        assertThatThrownBy(() -> exact.deleteDraft(draft))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("credit");
    }

    @Test
    void deletingWhatBecameFinalIsRefused() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));
        simulator.processByHand("HS-1");

        assertThatThrownBy(() -> exact.deleteDraft(draft))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("credit");
    }

    @Test
    void deletingThatIsLimitedOrForbiddenSaysSo() {
        var draft = exact.book(SampleDrafts.one("HS-1", customer()));

        simulator.failNext(Fault.status(429, ""));
        assertThatThrownBy(() -> exact.deleteDraft(draft)).isInstanceOf(TransientException.class);
        simulator.failNext(refusal(403, "Forbidden"));
        assertThatThrownBy(() -> exact.deleteDraft(draft)).hasMessageContaining("no right");
    }

    @Test
    void findingAndReadingSurviveALostAnswerAndTellRefusals() {
        var invoice = issued("HS-1");

        simulator.failNext(Fault.loseAnswer());
        assertThat(exact.find(Set.of("HS-1"))).hasSize(1);
        simulator.failNext(Fault.loseAnswer());
        assertThat(exact.read(Set.of(invoice.id()))).hasSize(1);
        simulator.failNext(refusal(400, "This $filter parameter is not supported for this resource"));
        assertThatThrownBy(() -> exact.find(Set.of("HS-1"))).isInstanceOf(RejectedException.class);
        simulator.failNext(Fault.status(429, ""));
        assertThatThrownBy(() -> exact.read(Set.of(invoice.id()))).isInstanceOf(TransientException.class);
    }

    @Test
    void anUnknownIdIsLeftOutAndCostsOneErrorAtMost() {
        var unknown = Set.of(new InvoiceId("00000000-0000-4000-8000-000000000000"));

        for (int i = 0; i < 12; i++) {
            assertThat(exact.read(unknown)).isEmpty();
        }

        assertThat(simulator.calls("GET", "SalesInvoices(guid")).hasSize(1);
    }
}
