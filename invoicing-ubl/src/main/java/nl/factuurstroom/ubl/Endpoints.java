package nl.factuurstroom.ubl;

import javax.annotation.Nullable;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.ubl.UblInvoice.Endpoint;

/** Where both parties are reached in the network (list EAS), and the numbers that say who they are (list ICD). */
final class Endpoints {

    /** KvK number. */
    static final String KVK = "0106";

    /** Number of a government body. */
    private static final String OIN = "0190";

    /** Belgian enterprise number. */
    private static final String BELGIAN_ENTERPRISE = "0208";

    private Endpoints() {}

    /** BT-34. */
    static @Nullable Endpoint ofSupplier(UblInvoice invoice) {
        var kvk = invoice.supplier().kvkNumber();
        var given = invoice.supplierEndpoint();
        return given != null || kvk == null ? given : new Endpoint(KVK, kvk.value());
    }

    /** BT-49: given, or a number under which companies of that country are registered; else none. */
    static @Nullable Endpoint ofBuyer(UblInvoice invoice) {
        var given = invoice.buyerEndpoint();
        return given == null ? legalId(invoice) : given;
    }

    /** BT-47 with its scheme: the KvK number or OIN of a Dutch buyer, the enterprise number of a Belgian one. */
    static @Nullable Endpoint legalId(UblInvoice invoice) {
        var buyer = invoice.buyer();
        var country = buyer.address().country();
        if (country == null || !buyer.isCompany()) {
            return null;
        }
        return switch (country.value()) {
            case "NL" -> dutchId(invoice);
            case "BE" -> belgianId(buyer.vatNumber());
            default -> null;
        };
    }

    private static @Nullable Endpoint dutchId(UblInvoice invoice) {
        var kvk = invoice.buyer().kvkNumber();
        var endpoint = invoice.buyerEndpoint();
        if (kvk != null) {
            return new Endpoint(KVK, kvk.value());
        }
        return endpoint != null
                        && (endpoint.scheme().equals(KVK) || endpoint.scheme().equals(OIN))
                ? endpoint
                : null;
    }

    /** The enterprise number is the VAT id without its prefix. */
    private static @Nullable Endpoint belgianId(@Nullable VatNumber number) {
        return number != null && number.prefix().equals("BE") && number.hasValidCheckDigits()
                ? new Endpoint(BELGIAN_ENTERPRISE, number.number())
                : null;
    }
}
