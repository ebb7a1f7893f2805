package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Account;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Printed;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import org.junit.jupiter.api.Test;

final class ExactOnlineMapperTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static <T> T d(String resource, Class<T> type) throws Exception {
        JsonNode d =
                Json.mapper().readTree(WithExactSimulator.resource(resource)).path("d");
        return Json.mapper().treeToValue(d.has("results") ? d.path("results").get(0) : d, type);
    }

    private static KnownCustomer customer(String paymentTerm) {
        return new KnownCustomer(
                new CustomerId("3f6c1b7e-52d8-4e0b-9d0a-6b1f2c7e9a10"),
                "10042",
                "Jansen",
                null,
                null,
                "a@b.nl",
                null,
                CountryCode.NL,
                paymentTerm,
                KnownCustomer.State.ACTIVE);
    }

    @Test
    void aPaddedAccountIsReadTrimmed() throws Exception {
        var customer = ExactOnlineMapper.customer(d("account.create.response.json", Account.class), TODAY);

        assertThat(customer.code()).isEqualTo("10042");
        assertThat(customer.country()).isEqualTo(CountryCode.NL);
        assertThat(customer.kvkNumber()).isEqualTo(KvkNumber.of("12345678"));
        assertThat(customer.vatNumber()).isEqualTo(new VatNumber("NL", "123456789B01"));
        assertThat(customer.paymentTerm()).isEqualTo("30");
        assertThat(customer.state()).isEqualTo(KnownCustomer.State.ACTIVE);
    }

    @Test
    void aHalfEmptyAnswerIsCompletedWithWhatWasSent() throws Exception {
        var party = Party.builder(Party.Kind.COMPANY, "Jansen Installatie B.V.")
                .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
                .kvkNumber(KvkNumber.of("12345678"))
                .email("administratie@janseninstallatie.nl")
                .build();
        var sent = ExactOnlineMapper.account(new NewCustomer(party, "10042"), "C");

        var answer = ExactOnlineMapper.completed(d("account.create.response-without-prefer.json", Account.class), sent);

        assertThat(ExactOnlineMapper.customer(answer, TODAY))
                .isEqualTo(new KnownCustomer(
                        new CustomerId("3f6c1b7e-52d8-4e0b-9d0a-6b1f2c7e9a10"),
                        "10042",
                        "Jansen Installatie B.V.",
                        KvkNumber.of("12345678"),
                        null,
                        "administratie@janseninstallatie.nl",
                        "3811 AB",
                        CountryCode.NL,
                        null,
                        KnownCustomer.State.ACTIVE));
    }

    @Test
    void blockedEndedAndProspectAreToldApart() {
        assertThat(state("C", true, null)).isEqualTo(KnownCustomer.State.BLOCKED);
        assertThat(state("C", false, "/Date(1795392000000)/")).isEqualTo(KnownCustomer.State.ENDED);
        assertThat(state("C", false, "/Date(1798070400000)/")).isEqualTo(KnownCustomer.State.ACTIVE);
        assertThat(state("P", false, null)).isEqualTo(KnownCustomer.State.PROSPECT);
        assertThat(state("S ", null, null)).isEqualTo(KnownCustomer.State.PROSPECT);
    }

    private static KnownCustomer.State state(String status, Boolean blocked, String endDate) {
        var account = new Account(
                "id", null, "n", status, null, null, null, null, null, null, null, null, null, null, blocked, endDate);
        return ExactOnlineMapper.customer(account, TODAY).state();
    }

    @Test
    void aVatNumberWithoutPrefixTakesTheCountrys() {
        assertThat(ExactOnlineMapper.vatNumber("1234.56.789.B.01", CountryCode.NL))
                .isEqualTo(new VatNumber("NL", "123456789B01"));
        assertThat(ExactOnlineMapper.vatNumber("123456789", CountryCode.of("GR")))
                .isEqualTo(new VatNumber("EL", "123456789"));
        assertThat(ExactOnlineMapper.vatNumber("onbekend", null)).isNull();
    }

    @Test
    void anInvoiceIsReadWithStateAndTotal() throws Exception {
        var invoice = ExactOnlineMapper.booked(
                        d("sales_invoices.find-by-yourref-two-hits.response.json", Invoice.class))
                .orElseThrow();

        assertThat(invoice.state()).isEqualTo(BookedInvoice.State.FINAL);
        assertThat(invoice.number()).isEqualTo("26700041");
        assertThat(invoice.total()).isEqualTo(Money.eur("1754.50"));
    }

    @Test
    void aCreditNoteIsNoInvoiceAndAnIncompleteOneIsNotLeftOut() {
        assertThat(ExactOnlineMapper.booked(invoice(8021, "1"))).isEmpty();
        assertThatThrownBy(() -> ExactOnlineMapper.booked(invoice(8020, null))).isInstanceOf(TransientException.class);
    }

    private static Invoice invoice(int type, String amount) {
        var total = amount == null ? null : new java.math.BigDecimal(amount);
        return new Invoice("id", null, 50, type, "R", null, "customer", total, total, "EUR", null, null);
    }

    @Test
    void theMailOfATwoHundredMayHaveFailed() throws Exception {
        assertThat(ExactOnlineMapper.sending(d("printed_sales_invoice.response.json", Printed.class)))
                .isInstanceOf(Sending.Sent.class);
        assertThat(ExactOnlineMapper.sending(d("printed_sales_invoice.mail-failed.response.json", Printed.class)))
                .isInstanceOfSatisfying(
                        Sending.NotSent.class, s -> assertThat(s.why()).contains("Verplicht: E-mailadres"));
        assertThat(ExactOnlineMapper.sending(new Printed(null, null, null))).isInstanceOf(Sending.Unknown.class);
    }

    @Test
    void theCustomersOwnPaymentConditionWins() {
        assertThat(paymentCondition("30", "14")).isEqualTo("30");
        assertThat(paymentCondition(null, "14")).isEqualTo("14");
        assertThat(paymentCondition(null, null)).isNull();
    }

    private static String paymentCondition(String own, String configured) {
        return ExactOnlineMapper.invoice(SampleDrafts.one("R", customer(own)), 8020, "70", configured, List.of())
                .paymentCondition();
    }

    @Test
    void legalTextsAndTheDayOfSupplyGoIntoTheRemarks() {
        var one = SampleDrafts.one("R", customer(null));
        var tax = one.tax();
        var draft = new InvoiceDraft(
                "R",
                one.customer(),
                new TaxResult(
                        tax.decision(),
                        tax.reasons(),
                        tax.lines(),
                        tax.groups(),
                        tax.net(),
                        tax.vat(),
                        tax.gross(),
                        List.of("Btw verlegd"),
                        List.of()),
                "Offerte",
                TODAY,
                LocalDate.of(2026, 11, 3),
                null,
                null,
                null);

        assertThat(ExactOnlineMapper.invoice(draft, 8020, "70", null, List.of()).remarks())
                .isEqualTo("Btw verlegd\r\nDatum levering: 3-11-2026");
        assertThat(ExactOnlineMapper.invoice(one, 8020, "70", null, List.of()).remarks())
                .isNull();
    }

    @Test
    void bothPaymentsOfAnInvoiceWithAGAccountStandInTheRemarksAndTheBlockedPartInItsField() {
        var sale = lentStaff();

        var sent = ExactOnlineMapper.invoice(sale, 8020, "70", null, List.of());

        assertThat(sent.gAccountAmount()).isEqualByComparingTo("1143.45");
        assertThat(sent.remarks())
                .contains(
                        "Te betalen op G-rekening NL20INGB0001234567: EUR 1143.45",
                        "op rekening NL91ABNA0417164300: EUR 2668.05",
                        "beide onder vermelding van R",
                        "overeenkomst C-7, periode 2026-10-01 – 2026-10-31, werk Brug Noord");
    }

    @Test
    void aCreditNoteGivesBackTheBlockedPartInProportion() {
        var sale = lentStaff();
        var note = sale(CreditNote.whole(sale.tax(), "26700001", TODAY));

        var sent = ExactOnlineMapper.invoice(note, 8021, "70", null, List.of());

        assertThat(sent.gAccountAmount()).isEqualByComparingTo("-1143.45");
        assertThat(sent.remarks()).contains("EUR -1143.45", "EUR -2668.05");
    }

    /** The dossier's example: 90 hours of EUR 35.00, 30 % of the gross amount. */
    private static InvoiceDraft lentStaff() {
        var tax = SampleDrafts.draft(
                        "R",
                        customer(null),
                        List.of(SampleDrafts.line("Uren", "90", "35", null, "3150.00", VatTreatment.STANDARD)))
                .tax();
        return sale(SampleDrafts.withGAccount(tax, "1143.45", "2668.05", "R"));
    }

    private static InvoiceDraft sale(TaxResult tax) {
        return new InvoiceDraft("R", customer(null), tax, "Offerte", TODAY, TODAY, null, null, null);
    }

    @Test
    void aLongTitleIsCutButThePurchaseOrderStaysWhole() {
        var title = "Vervanging van de volledige meterkast op de tweede verdieping";

        assertThat(ExactOnlineMapper.description("Kort", null)).isEqualTo("Kort");
        assertThat(ExactOnlineMapper.description(title, null)).hasSize(50).endsWith("…");
        assertThat(ExactOnlineMapper.description("Inkooporder 4500123 - " + title, "4500123"))
                .hasSizeLessThanOrEqualTo(50)
                .startsWith("Inkooporder 4500123 - Vervanging van");
        assertThat(ExactOnlineMapper.description("Inkooporder " + "9".repeat(45) + " - " + title, "9".repeat(45)))
                .isEqualTo("9".repeat(45));
        assertThatThrownBy(() -> ExactOnlineMapper.description(title, "9".repeat(51)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("purchase order");
    }
}
