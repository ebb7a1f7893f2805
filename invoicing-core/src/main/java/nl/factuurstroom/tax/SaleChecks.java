package nl.factuurstroom.tax;

import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Supplier;

/** What is looked at before any line: facts that are missing or contradict each other. */
final class SaleChecks {

    private SaleChecks() {}

    static void check(VatCase c) {
        supplier(c);
        buyer(c);
        if (c.sale().lines().isEmpty()) {
            c.findings().miss("SALE_WITHOUT_LINES", "There is nothing to invoice: add lines to " + c.where() + ".");
        }
    }

    private static void supplier(VatCase c) {
        var country = c.supplier().address().country();
        if (country != null && !country.equals(CountryCode.NL)) {
            c.findings()
                    .refuse(
                            "SUPPLIER_NOT_DUTCH",
                            "The supplier's address is in " + VatCase.nameOf(country)
                                    + ": these rules are for suppliers in the Netherlands (supplier.address).");
        }
        if (!c.supplier().vatNumber().isDutch()) {
            c.findings()
                    .refuse(
                            "SUPPLIER_NOT_DUTCH",
                            "The supplier's VAT id " + c.supplier().vatNumber()
                                    + " is not Dutch: these rules are for suppliers in the Netherlands"
                                    + " (supplier.vatNumber).");
        }
        if (c.supplier().vatScheme() == Supplier.VatScheme.FISCAL_UNITY && isInUnity(c)) {
            c.findings()
                    .refuse(
                            "SAME_FISCAL_UNITY",
                            c.buyerName() + " has a VAT id of the supplier's own fiscal unity: supplies inside it carry"
                                    + " no VAT (OB art. 7(4)); decide on " + c.where() + ".");
        }
    }

    private static boolean isInUnity(VatCase c) {
        var number = c.buyer().vatNumber();
        return number != null
                && (number.equals(c.supplier().vatNumber())
                        || c.settings().fiscalUnity().contains(number));
    }

    private static void buyer(VatCase c) {
        var address = c.buyer().address();
        if (address.country() == null) {
            var text = address.countryText();
            c.findings()
                    .miss(
                            "BUYER_COUNTRY_UNKNOWN",
                            "The country of " + c.buyerName()
                                    + (text == null ? " is empty" : " can't be read from '" + text + "'")
                                    + ": fill in the country of its address for " + c.where() + ".");
        }
        if (!c.buyer().isCompany()
                && (c.buyer().vatNumber() != null || c.buyer().vatNumberText() != null)) {
            var id = c.buyer().vatNumber() != null
                    ? c.buyer().vatNumber().value()
                    : c.buyer().vatNumberText();
            c.findings()
                    .miss(
                            "PRIVATE_PERSON_WITH_VAT_ID",
                            c.buyerName() + " has VAT id " + id
                                    + ": mark the buyer as a company or take the VAT id away in " + c.where() + ".");
        }
    }

    /** A bad id that no treatment rests on holds nothing (rule f). */
    static void unusedVatId(VatCase c) {
        var number = c.buyer().vatNumber();
        if (number != null
                && number.isKnownToVies()
                && !number.hasValidCheckDigits()
                && !c.used().contains(number)) {
            c.findings()
                    .warn(
                            "VAT_ID_CHECK_DIGITS",
                            "Form or check digits of VAT id " + number + " of " + c.buyerName()
                                    + " are wrong; this sale doesn't need it.");
        }
        if (number != null
                && c.buyerIsDutch()
                && number.isKnownToVies()
                && !number.isDutch()
                && !c.used().contains(number)) {
            c.findings()
                    .warn(
                            "VAT_ID_OTHER_COUNTRY",
                            "The VAT id " + number + " of " + c.buyerName()
                                    + " is not Dutch though its address is in the Netherlands: is the address right?");
        }
    }
}
