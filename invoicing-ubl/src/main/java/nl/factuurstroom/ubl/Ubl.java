package nl.factuurstroom.ubl;

import com.helger.ubl21.UBL21Marshaller;
import java.util.List;
import java.util.Objects;

/**
 * Writes invoices and credit notes as UBL 2.1 in one profile. Immutable and thread-safe; makes no call.
 *
 * <pre>{@code
 * byte[] xml = Ubl.peppolBis().write(UblInvoice.of(sale, supplier, result)
 *         .issuedAs("2026-0042", LocalDate.of(2026, 11, 24))
 *         .dueDate(LocalDate.of(2026, 12, 24))
 *         .buyerReference("afdeling inkoop")
 *         .build());
 * }</pre>
 */
public final class Ubl {

    private final Profile profile;

    private Ubl(Profile profile) {
        this.profile = profile;
    }

    /** Peppol BIS Billing 3: what goes over the Peppol network. Both parties need an endpoint there. */
    public static Ubl peppolBis() {
        return new Ubl(Profile.PEPPOL_BIS);
    }

    /** NLCIUS (SI-UBL 2.0): the Dutch profile, for a file beside the e-mail too. An endpoint is optional. */
    public static Ubl nlcius() {
        return new Ubl(Profile.NLCIUS);
    }

    /**
     * NLCIUS with the extension for a blocked account (G-rekening), for buyers that support it. The others get a plain profile:
     * both accounts are then there, and the split stands in the note.
     */
    public static Ubl nlciusWithGAccount() {
        return new Ubl(Profile.NLCIUS_G_ACCOUNT);
    }

    /**
     * What the invoice lacks for this profile, each with the number that EN 16931 gives the field (BT-49) and where to fill it
     * in; empty when it can be written. Ask before the invoice gets its number: only BT-1 and BT-2 may be missing then.
     */
    public List<String> missing(UblInvoice invoice) {
        return Requirements.missing(profile, Objects.requireNonNull(invoice, "invoice"));
    }

    /**
     * The document as UTF-8 XML: a {@code CreditNote} when it names the invoice that it credits, else an {@code Invoice}.
     *
     * @throws IllegalArgumentException naming everything that {@link #missing} finds
     */
    public byte[] write(UblInvoice invoice) {
        var missing = missing(invoice);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("sale " + invoice.sale().reference() + " can't be written as "
                    + profile.title() + ": " + String.join("; ", missing));
        }
        var document = Document.of(profile, invoice);
        byte[] xml = document.isCreditNote()
                ? UBL21Marshaller.creditNote().getAsBytes(CreditNoteXml.of(document))
                : UBL21Marshaller.invoice().getAsBytes(InvoiceXml.of(document));
        if (xml == null) {
            throw new IllegalStateException(
                    "sale " + invoice.sale().reference() + ": what was made does not fit the UBL 2.1 schema");
        }
        return xml;
    }

    @Override
    public String toString() {
        return profile.title();
    }
}
