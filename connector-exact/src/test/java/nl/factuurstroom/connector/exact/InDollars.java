package nl.factuurstroom.connector.exact;

import java.util.List;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatGroup;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.SampleDrafts;

/** An invoice in another currency. */
final class InDollars {

    private InDollars() {}

    /** One line of USD 100.00 at 21 %. */
    static InvoiceDraft draft(String reference, KnownCustomer customer) {
        var net = Money.of("100.00", "USD");
        var vat = Money.of("21.00", "USD");
        var line = new TaxedLine(
                SaleLine.builder("Advice").unitPrice(net).build(),
                net,
                VatTreatment.STANDARD,
                Percentage.of(21),
                "why");
        var tax = new TaxResult(
                TaxResult.Decision.ISSUE,
                List.of(),
                List.of(line),
                List.of(new VatGroup(VatTreatment.STANDARD, Percentage.of(21), net, vat)),
                net,
                vat,
                net.plus(vat),
                List.of(),
                List.of());
        return new InvoiceDraft(
                reference, customer, tax, "Advice", SampleDrafts.TODAY, SampleDrafts.TODAY, null, null, null);
    }
}
