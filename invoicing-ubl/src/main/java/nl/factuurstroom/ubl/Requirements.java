package nl.factuurstroom.ubl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;

/** What a profile wants of an invoice and the invoice lacks: rules of EN 16931, Peppol (R…, NL-R…) and NLCIUS (BR-NL…). */
final class Requirements {

    /** Categories that rest on the buyer's number. */
    private static final Set<String> BUYER_IS_TAXED = Set.of("AE", "K");

    private final Profile profile;
    private final UblInvoice invoice;
    private final List<String> missing = new ArrayList<>();

    private Requirements(Profile profile, UblInvoice invoice) {
        this.profile = profile;
        this.invoice = invoice;
    }

    static List<String> missing(Profile profile, UblInvoice invoice) {
        var requirements = new Requirements(profile, invoice);
        requirements.head();
        requirements.amounts();
        requirements.supplier();
        requirements.buyer();
        requirements.payment();
        requirements.vat();
        return List.copyOf(requirements.missing);
    }

    private void need(boolean there, String sentence) {
        if (!there) {
            missing.add(sentence);
        }
    }

    private void head() {
        need(invoice.number() != null, "BT-1 number of the invoice (issuedAs)");
        need(invoice.issueDate() != null, "BT-2 day of issue (issuedAs)");
        boolean reference = invoice.buyerReference() != null || invoice.sale().purchaseOrder() != null;
        need(
                profile != Profile.PEPPOL_BIS || reference,
                "BT-10 buyer reference or BT-13 purchase order (PEPPOL-EN16931-R003): ask the buyer (buyerReference)");
        need(
                invoice.credits() != null || invoice.tax().gross().signum() >= 0,
                "BT-25 number of the invoice that is credited, as the total is negative (credits)");
        need(
                invoice.credits() == null || invoice.tax().gross().signum() <= 0,
                "a negative tax result for the credit note: TaxResult.mirrored() or CreditNote");
        need(!invoice.tax().lines().isEmpty(), "BG-25 lines");
    }

    private void amounts() {
        var total = invoice.tax().gross();
        need(
                total.fractionDigits() <= 2,
                "BT-5 a currency of at most two decimals, " + total.currency() + " has " + total.fractionDigits());
        var paid = invoice.paid();
        need(
                paid == null || paid.currency().equals(total.currency()),
                "BT-113 what was paid, in " + total.currency() + " (paid)");
    }

    private void supplier() {
        var supplier = invoice.supplier();
        boolean dutch = isDutch(supplier.address().country());
        need(!supplier.name().isBlank(), "BT-27 the supplier's name");
        need(!dutch || supplier.kvkNumber() != null, "BT-30 the supplier's KvK number (supplier.kvkNumber, NL-R-003)");
        need(
                profile != Profile.PEPPOL_BIS || Endpoints.ofSupplier(invoice) != null,
                "BT-34 the supplier's endpoint (supplierEndpoint, PEPPOL-EN16931-R020)");
        address(supplier.address(), dutch, "supplier", "BT-35", "BT-37", "BT-38", "BT-40");
    }

    private void buyer() {
        var buyer = invoice.buyer();
        boolean domestic = isDutch(buyer.address().country())
                && isDutch(invoice.supplier().address().country());
        need(!buyer.name().isBlank(), "BT-44 the buyer's name");
        need(
                profile == Profile.PEPPOL_BIS || !domestic || Endpoints.legalId(invoice) != null,
                "BT-47 KvK number of buyer '" + buyer.name()
                        + "', a company (buyer.kvkNumber; or an OIN as buyerEndpoint," + " BR-NL-10)");
        need(
                profile != Profile.PEPPOL_BIS || Endpoints.ofBuyer(invoice) != null,
                "BT-49 the endpoint of buyer '" + buyer.name() + "' (buyerEndpoint, or its KvK number,"
                        + " PEPPOL-EN16931-R010)");
        address(buyer.address(), domestic, "buyer", "BT-50", "BT-52", "BT-53", "BT-55");
    }

    private void address(
            Address address, boolean full, String who, String street, String city, String postcode, String country) {
        need(address.country() != null, country + " country of the " + who);
        need(!full || address.street() != null, street + " street of the " + who);
        need(!full || address.city() != null, city + " city of the " + who);
        need(!full || address.postalCode() != null, postcode + " postcode of the " + who);
    }

    private void payment() {
        boolean toPay = invoice.credits() == null
                && Document.payable(invoice, invoice.tax()).signum() > 0;
        need(
                !toPay || invoice.dueDate() != null || invoice.paymentTerms() != null,
                "BT-9 last day to pay or BT-20 payment terms (dueDate, paymentTerms, BR-CO-25)");
        need(!toPay || invoice.supplier().iban() != null, "BT-84 the supplier's account (supplier.iban, NL-R-007)");
        need(
                profile != Profile.NLCIUS_G_ACCOUNT || invoice.tax().details().gAccount() != null,
                "NL-GA-01 the split for the blocked account (SaleFacts.gAccount): use another profile without it");
        need(
                profile != Profile.NLCIUS_G_ACCOUNT || invoice.credits() == null,
                "another profile for a credit note: the extension for a blocked account is for invoices");
        need(
                profile != Profile.NLCIUS_G_ACCOUNT || invoice.paid() == null,
                "NL-GA-03 an amount for each account: a part that was paid before can't be told from both, use another profile");
    }

    private void vat() {
        boolean abroad = false;
        boolean buyerIsTaxed = false;
        for (Breakdown group : Breakdown.of(invoice.tax(), false)) {
            abroad |= group.category().equals("K");
            buyerIsTaxed |= BUYER_IS_TAXED.contains(group.category());
            need(
                    !group.needsReason() || group.vatex() != null || group.reason() != null,
                    "BT-120 reason or BT-121 its code for category " + group.category());
        }
        boolean known = invoice.buyer().vatNumber() != null || (!abroad && Endpoints.legalId(invoice) != null);
        need(!buyerIsTaxed || known, "BT-48 the buyer's VAT id (buyer.vatNumber)");
        need(
                !abroad || invoice.tax().details().deliveredTo() != null,
                "BT-80 the country where the goods arrive (sale.shipTo, BR-IC-12)");
        boolean euro = invoice.tax().gross().currency().getCurrencyCode().equals("EUR");
        need(
                euro || invoice.tax().vat().isZero() || invoice.tax().details().vatInEuro() != null,
                "BT-111 VAT in EUR (TaxFacts with an exchange rate, OB art. 35a(4))");
    }

    private static boolean isDutch(@Nullable CountryCode country) {
        return CountryCode.NL.equals(country);
    }
}
