package nl.factuurstroom.ubl;

import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CreditNoteLineType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.creditnote_21.CreditNoteType;

/** A credit note (381): amounts and quantities are positive. */
final class CreditNoteXml {

    /** UNTDID 1001. */
    private static final String TYPE = "381";

    private CreditNoteXml() {}

    static CreditNoteType of(Document document) {
        var xml = new CreditNoteType();
        head(xml, document);
        xml.setAccountingSupplierParty(Parties.supplier(document));
        xml.setAccountingCustomerParty(Parties.buyer(document));
        xml.addDelivery(Parts.delivery(document));
        Payments.means(document).forEach(xml::addPaymentMeans);
        Payments.terms(document).forEach(xml::addPaymentTerms);
        Parts.adjustments(document).forEach(xml::addAllowanceCharge);
        Parts.taxTotals(document).forEach(xml::addTaxTotal);
        xml.setLegalMonetaryTotal(Parts.totals(document));
        int number = 1;
        for (Line line : document.lines()) {
            xml.addCreditNoteLine(line(line, number++));
        }
        return xml;
    }

    private static void head(CreditNoteType xml, Document document) {
        var invoice = document.invoice();
        xml.setCustomizationID(document.profile().customizationId());
        if (document.profile().profileId() != null) {
            xml.setProfileID(document.profile().profileId());
        }
        xml.setID(document.number());
        xml.setIssueDate(document.issueDate());
        xml.setCreditNoteTypeCode(TYPE);
        if (document.note() != null) {
            var note = new NoteType();
            note.setValue(document.note());
            xml.addNote(note);
        }
        xml.setDocumentCurrencyCode(document.currency().getCurrencyCode());
        if (document.tax().details().vatInEuro() != null) {
            xml.setTaxCurrencyCode("EUR");
        }
        if (invoice.buyerReference() != null) {
            xml.setBuyerReference(invoice.buyerReference());
        }
        if (invoice.sale().purchaseOrder() != null) {
            xml.setOrderReference(Parts.order(invoice.sale().purchaseOrder()));
        }
        if (invoice.credits() != null) {
            xml.addBillingReference(Parts.original(invoice.credits()));
        }
    }

    private static CreditNoteLineType line(Line line, int number) {
        var xml = new CreditNoteLineType();
        xml.setID(Integer.toString(number));
        xml.setCreditedQuantity(line.quantity()).setUnitCode(Line.UNIT);
        xml.setLineExtensionAmount(line.line().net().amount())
                .setCurrencyID(line.line().net().currency().getCurrencyCode());
        var period = Parts.period(line);
        if (period != null) {
            xml.addInvoicePeriod(period);
        }
        var allowance = Parts.allowance(line);
        if (allowance != null) {
            xml.addAllowanceCharge(allowance);
        }
        xml.setItem(Parts.item(line));
        xml.setPrice(Parts.price(line));
        return xml;
    }
}
