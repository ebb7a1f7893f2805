package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneybirdAccountingGatewayTest {

    private static final LocalDate TODAY = SampleDrafts.TODAY;

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final Moneybird moneybird = books.connected();
    private final KnownCustomer customer = books.customer(moneybird);

    @AfterEach
    void close() {
        books.close();
    }

    private BookedInvoice booked(String reference) {
        return moneybird.book(SampleDrafts.one(reference, customer));
    }

    private static IssueRequest request(BookedInvoice invoice) {
        return new IssueRequest(invoice, TODAY, null);
    }

    @Test
    void aKnownCustomerCostsThreeCallsAtMost() {
        simulator.forgetCalls();

        var known = moneybird
                .customers()
                .find(CustomerQuery.byIds(Set.of(customer.id())))
                .get(0);
        var issued = moneybird.issue(request(moneybird.book(SampleDrafts.one("HS-1", known))));

        assertThat(issued.invoice().number()).isEqualTo("2026-0001");
        assertThat(issued.invoice().dueDate()).isEqualTo(TODAY.plusDays(14));
        assertThat(simulator.calls()).hasSize(3);
    }

    @Test
    void aDraftHasOurReferenceDateStyleAndWorkflow() {
        var workflow = simulator.addWorkflow("Dertig dagen", 30, false);
        var own = books.connected(books.settings().workflow(workflow).documentStyle(simulator.documentStyle()));

        var draft = own.book(SampleDrafts.one("HS-1", customer));

        var stored = simulator.invoice(draft.id().value());
        assertThat(stored.path("reference").asText()).isEqualTo("HS-1");
        assertThat(stored.path("invoice_date").asText()).isEqualTo("2026-11-24");
        assertThat(stored.path("workflow_id").asText()).isEqualTo(workflow);
        assertThat(stored.path("document_style_id").asText()).isEqualTo(simulator.documentStyle());
        assertThat(draft.dueDate()).isEqualTo(TODAY.plusDays(30));
    }

    @Test
    void theCustomersOwnWorkflowWinsAndATermInDaysCounts() {
        var own = simulator.addWorkflow("Zestig dagen", 60, false);
        var slow = books.customer(moneybird, Map.of("company_name", "Traag B.V.", "invoice_workflow_id", own));
        var configured = books.connected(books.settings().paymentDays(8));

        assertThat(configured.book(SampleDrafts.one("HS-1", slow)).dueDate()).isEqualTo(TODAY.plusDays(60));
        assertThat(configured.book(SampleDrafts.one("HS-2", customer)).dueDate())
                .isEqualTo(TODAY.plusDays(8));
        assertThat(configured
                        .book(Drafts.draft("HS-3", customer, Drafts.hundred(), "21", null))
                        .dueDate())
                .isEqualTo(TODAY.plusDays(21));
        assertThatThrownBy(
                        () -> configured.book(Drafts.draft("HS-4", customer, Drafts.hundred(), "dertig dagen", null)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("dertig dagen");
    }

    @Test
    void aDraftWhoseRateDoesSomethingElseIsRemovedAndGoesToAPerson() {
        var wrong = books.connected(
                books.settings().taxRate(VatTreatment.EU_SERVICES, simulator.taxRate(VatTreatment.ZERO)));

        assertThatThrownBy(() -> wrong.book(SampleDrafts.treated("HS-1", customer, VatTreatment.EU_SERVICES)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("NL/1e")
                .hasMessageContaining("moneybird.tax-rate.intra-eu-services")
                .hasMessageContaining("removed");
        assertThat(simulator.invoices()).isEmpty();
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void aDraftThatCannotBeRemovedIsSaidToBeLeft() {
        var wrong = books.connected(
                books.settings().taxRate(VatTreatment.EU_SERVICES, simulator.taxRate(VatTreatment.ZERO)));
        simulator.failNext("DELETE", "sales_invoices", SimulatedBooks.refused());

        assertThatThrownBy(() -> wrong.book(SampleDrafts.treated("HS-1", customer, VatTreatment.EU_SERVICES)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("could not be removed");
        assertThat(simulator.invoices()).hasSize(1);
    }

    @Test
    void aCentOfDifferenceStopsTheDraft() {
        simulator.roundsPerLine(true);
        var odd = List.of(
                SampleDrafts.line("Een", "1", "0.33", null, "0.33", VatTreatment.STANDARD),
                SampleDrafts.line("Twee", "1", "0.33", null, "0.33", VatTreatment.STANDARD),
                SampleDrafts.line("Drie", "1", "0.36", null, "0.36", VatTreatment.STANDARD));

        assertThatThrownBy(() -> moneybird.book(SampleDrafts.draft("HS-1", customer, odd)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("EUR 1.24")
                .hasMessageContaining("EUR 1.23");
        assertThat(simulator.invoices()).isEmpty();
    }

    @Test
    void aDraftFoundAfterALostAnswerIsCheckedBeforeItIsSent() {
        var wrong =
                books.connected(books.settings().taxRate(VatTreatment.EU_GOODS, simulator.taxRate(VatTreatment.ZERO)));
        simulator.failNext("POST", "sales_invoices", Fault.loseAnswer());
        assertThatThrownBy(() -> wrong.book(SampleDrafts.treated("HS-1", customer, VatTreatment.EU_GOODS)))
                .isInstanceOf(OutcomeUnknownException.class);
        var found = wrong.find(Set.of("HS-1")).get(0);

        assertThatThrownBy(() -> wrong.issue(request(found)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("stays unsent");
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        var draft = booked("HS-1");
        simulator.failNext("PATCH", "send_invoice", Fault.loseAnswer());
        assertThatThrownBy(() -> moneybird.issue(request(draft))).isInstanceOf(OutcomeUnknownException.class);

        var again = moneybird.issue(request(draft));

        assertThat(again.sending()).isInstanceOf(Sending.Sent.class);
        assertThat(again.invoice().number()).isEqualTo("2026-0001");
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void whatSomebodySentByHandInTheMeantimeIsNotSentAgain() {
        var draft = booked("HS-1");
        books.clock.advance(Duration.ofMinutes(5));
        simulator.sendByHand(draft.id().value());

        moneybird.issue(request(draft));

        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void whatIsKnownToBeFinalIsNotSentThoughItWasBookedAMomentAgo() {
        var draft = booked("HS-1");
        simulator.sendByHand(draft.id().value());
        var now = moneybird.read(Set.of(draft.id())).get(0);

        var told = moneybird.issue(request(now));

        assertThat(told.sending()).isInstanceOf(Sending.Sent.class);
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void anotherNodeLooksBeforeItSends() {
        var draft = booked("HS-1");
        moneybird.issue(request(draft));

        var other = books.connected().issue(request(draft));

        assertThat(other.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void aLaterDayMovesTheInvoiceDate() {
        var draft = booked("HS-1");
        books.clock.advance(Duration.ofDays(3));

        var issued = moneybird.issue(new IssueRequest(draft, TODAY.plusDays(3), null));

        assertThat(issued.invoice().invoiceDate()).isEqualTo(TODAY.plusDays(3));
        assertThat(issued.invoice().dueDate()).isEqualTo(TODAY.plusDays(17));
    }

    @Test
    void anotherAddressIsUsedWhereGiven() {
        moneybird.issue(new IssueRequest(booked("HS-1"), TODAY, "inkoop@smit.example"));

        assertThat(simulator.mails()).extracting(MoneybirdSimulator.Mail::to).containsExactly("inkoop@smit.example");
    }

    @Test
    void aSenderThatIsNotVerifiedLeavesADraft() {
        var draft = booked("HS-1");
        simulator.senderVerified(false);

        assertThatThrownBy(() -> moneybird.issue(request(draft)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("sending address not verified");
        assertThat(moneybird.read(Set.of(draft.id())).get(0).state()).isEqualTo(BookedInvoice.State.DRAFT);
    }

    @Test
    void aCustomerWithoutAddressLeavesADraft() {
        var mute = books.customer(moneybird, Map.of("company_name", "Stil B.V.", "send_invoices_to_email", ""));
        var draft = moneybird.book(SampleDrafts.one("HS-1", mute));

        assertThatThrownBy(() -> moneybird.issue(request(draft)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.field()).contains("email_address"));
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void aDraftThatSomebodyDeletedIsToldSo() {
        var draft = booked("HS-1");
        moneybird.deleteDraft(draft);

        assertThatThrownBy(() -> moneybird.issue(request(draft)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void deletingLooksFirstBecauseMoneybirdDeletesFinalInvoicesToo() {
        var draft = booked("HS-1");
        simulator.sendByHand(draft.id().value());

        assertThatThrownBy(() -> moneybird.deleteDraft(draft))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("final");
        assertThat(simulator.invoices()).hasSize(1);
    }

    @Test
    void aCreditNoteWithTheReferenceOfItsOriginalIsNoSecondInvoice() {
        var draft = booked("HS-1");
        moneybird.issue(request(draft));
        simulator.credit(draft.id().value());

        assertThat(simulator.invoicesWith("HS-1")).hasSize(2);
        assertThat(moneybird.find(Set.of("HS-1"))).extracting(BookedInvoice::id).containsExactly(draft.id());
    }

    @Test
    void anInvoiceOfLastYearIsFoundTooAndManyReferencesAreFewCalls() {
        booked("HS-1");
        books.clock.advance(Duration.ofDays(400));
        var references = new java.util.HashSet<String>();
        for (int i = 1; i <= 70; i++) {
            references.add("HS-" + i);
        }
        simulator.forgetCalls();

        assertThat(moneybird.find(references)).hasSize(1);
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void moneyThatCameBeforeIsRegisteredOnce() {
        var paid = new PaymentReceived(Money.eur("121.00"), TODAY, "ideal", "pi_4711");
        var draft = moneybird.book(Drafts.draft("HS-1", customer, Drafts.hundred(), null, paid));
        assertThatThrownBy(() -> moneybird.registerPayment(draft, paid)).isInstanceOf(RejectedException.class);
        var issued = moneybird.issue(request(draft)).invoice();

        moneybird.registerPayment(issued, paid);
        moneybird.registerPayment(issued, paid);

        var stored = simulator.invoice(issued.id().value());
        assertThat(stored.path("payments")).hasSize(1);
        assertThat(stored.path("payment_conditions").asText()).contains("al betaald op 24-11-2026 (ideal)");
        assertThat(moneybird.payments(new PaymentQuery(List.of(issued), null)).statuses())
                .extracting(PaymentStatus::state)
                .containsExactly(PaymentStatus.State.PAID);
    }

    @Test
    void aPaymentWhoseAnswerWasLostIsNotRegisteredTwice() {
        var paid = new PaymentReceived(Money.eur("1210.00"), TODAY, "ideal", "pi_4711");
        var issued = moneybird.issue(request(booked("HS-1"))).invoice();
        simulator.failNext("POST", "payments", Fault.loseAnswer());

        assertThatThrownBy(() -> moneybird.registerPayment(issued, paid)).isInstanceOf(OutcomeUnknownException.class);
        moneybird.registerPayment(issued, paid);

        assertThat(simulator.invoice(issued.id().value()).path("payments")).hasSize(1);
    }

    @Test
    void noInvoiceGoesOnAWorkflowThatRemindsWhileWeRemind() {
        var reminding = simulator.addWorkflow("Herinnert zelf", 14, true);
        var quiet = simulator.addWorkflow("Stil", 14, false);
        var chased = books.customer(moneybird, Map.of("company_name", "A B.V.", "invoice_workflow_id", reminding));
        var ours = books.connected(books.settings().remindersByUs(true).workflow(quiet));
        var contradicting = books.connected(books.settings().remindersByUs(true).workflow(reminding));
        var theirs = books.connected(books.settings().workflow(reminding));

        assertThat(workflowOf(ours.book(SampleDrafts.one("HS-1", chased)))).isEqualTo(quiet);
        assertThat(workflowOf(theirs.book(SampleDrafts.one("HS-2", customer)))).isEqualTo(reminding);
        assertThatThrownBy(() -> contradicting.book(SampleDrafts.one("HS-3", customer)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("moneybird.workflow");
    }

    private String workflowOf(BookedInvoice invoice) {
        return simulator.invoice(invoice.id().value()).path("workflow_id").asText();
    }

    @Test
    void withoutScopeForProductsALineIsBookedWithoutItsProduct() {
        simulator.addProduct("SKU1", "Iets", "5.00");
        var limited = books.connected(books.settings().accessToken(MoneybirdSimulator.TOKEN_WITHOUT_SETTINGS));
        var line = nl.factuurstroom.sale.SaleLine.builder("Boek")
                .unitPrice(Money.eur("100"))
                .sku("SKU1");
        var tax = Drafts.tax(
                List.of(Drafts.line(line, "100.00", VatTreatment.STANDARD, 21)),
                List.of(Drafts.group(VatTreatment.STANDARD, 21, "100.00", "21.00")));

        assertThat(limited.book(Drafts.draft("HS-1", customer, tax)).total()).isEqualTo(Money.eur("121.00"));
    }

    @Test
    void anOssRateIsChosenByItsPercentage() {
        var french = simulator.addTaxRate("20% Frankrijk", "20.0");
        var own = books.connected(books.settings().ossTaxRate(nl.factuurstroom.money.Percentage.of(20), french));
        var line = nl.factuurstroom.sale.SaleLine.builder("App").unitPrice(Money.eur("10"));
        var tax = Drafts.tax(
                List.of(Drafts.line(line, "10.00", VatTreatment.OSS, 20)),
                List.of(Drafts.group(VatTreatment.OSS, 20, "10.00", "2.00")));

        assertThat(own.book(Drafts.draft("HS-1", customer, tax)).total()).isEqualTo(Money.eur("12.00"));
    }
}
