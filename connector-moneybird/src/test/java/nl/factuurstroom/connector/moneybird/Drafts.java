package nl.factuurstroom.connector.moneybird;

import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatGroup;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;

/** Drafts that the sample drafts of the test kit don't have: amounts given, texts, payment, term. */
final class Drafts {

    private Drafts() {}

    static TaxedLine line(SaleLine.Builder line, String net, VatTreatment treatment, int rate) {
        return new TaxedLine(line.build(), Money.eur(net), treatment, Percentage.of(rate), "As agreed for this test.");
    }

    static VatGroup group(VatTreatment treatment, int rate, String base, String vat) {
        return new VatGroup(treatment, Percentage.of(rate), Money.eur(base), Money.eur(vat));
    }

    static TaxResult tax(List<TaxedLine> lines, List<VatGroup> groups, String... texts) {
        var net = groups.stream().map(VatGroup::base).reduce(Money.zeroEur(), Money::plus);
        var vat = groups.stream().map(VatGroup::vat).reduce(Money.zeroEur(), Money::plus);
        return new TaxResult(
                TaxResult.Decision.ISSUE, List.of(), lines, groups, net, vat, net.plus(vat), List.of(texts), List.of());
    }

    static InvoiceDraft draft(String reference, KnownCustomer customer, TaxResult tax) {
        return draft(reference, customer, tax, null, null);
    }

    static InvoiceDraft draft(
            String reference,
            KnownCustomer customer,
            TaxResult tax,
            @Nullable String paymentTerm,
            @Nullable PaymentReceived paid) {
        return new InvoiceDraft(
                reference,
                customer,
                tax,
                "Offerte 2026-118",
                SampleDrafts.TODAY,
                SampleDrafts.TODAY,
                null,
                paymentTerm,
                paid);
    }

    /** A credit note over a part. */
    static CreditNoteDraft part(BookedInvoice original, InvoiceDraft invoice, int serial, String amount) {
        var number = String.valueOf(original.number());
        var tax = CreditNote.amount(invoice.tax(), List.of(), Money.eur(amount), number, SampleDrafts.TODAY);
        return credit(original, invoice, serial, tax, false);
    }

    /** A credit note over the whole. */
    static CreditNoteDraft whole(BookedInvoice original, InvoiceDraft invoice) {
        var number = String.valueOf(original.number());
        return credit(original, invoice, 1, CreditNote.whole(invoice.tax(), number, SampleDrafts.TODAY), true);
    }

    private static CreditNoteDraft credit(
            BookedInvoice original, InvoiceDraft invoice, int serial, TaxResult tax, boolean whole) {
        var note = new InvoiceDraft(
                invoice.reference() + "-C" + serial,
                invoice.customer(),
                tax,
                "Creditnota bij factuur " + original.number(),
                SampleDrafts.TODAY,
                SampleDrafts.TODAY,
                null,
                null,
                null);
        return new CreditNoteDraft(note, original, whole);
    }

    /** One line of EUR 100.00 at 21 %. */
    static TaxResult hundred() {
        return tax(
                List.of(line(
                        SaleLine.builder("Advies").unitPrice(Money.eur("100")), "100.00", VatTreatment.STANDARD, 21)),
                List.of(group(VatTreatment.STANDARD, 21, "100.00", "21.00")));
    }
}
