package nl.factuurstroom.ubl;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.TaxResult;

/**
 * An issued invoice or credit note, with what an e-invoice needs beside the tax result. Immutable; made with {@link #of}. What
 * is missing is told by {@link Ubl#missing} and {@link Ubl#write}, by the numbers of EN 16931.
 *
 * @param sale what was sold: its reference, purchase order and destination are used
 * @param supplier who invoices (BG-4)
 * @param buyer who is invoiced (BG-7)
 * @param tax lines, breakdown, totals, texts; negative for a credit note
 * @param number of the invoice (BT-1), or null while it has none
 * @param issueDate day of issue (BT-2), or null while it is not known
 * @param dueDate last day to pay (BT-9), or null
 * @param paymentTerms in words (BT-20), or null
 * @param supplyDate day of supply (BT-72)
 * @param buyerReference what the buyer sorts its post by (BT-10), or null
 * @param supplierEndpoint where the supplier is reached in the network (BT-34), or null
 * @param buyerEndpoint where the buyer is reached in the network (BT-49), or null
 * @param paid received before (BT-113), or null
 * @param credits the invoice that is credited (BG-3), or null for an invoice
 */
public record UblInvoice(
        Sale sale,
        Supplier supplier,
        Party buyer,
        TaxResult tax,
        @Nullable String number,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String paymentTerms,
        LocalDate supplyDate,
        @Nullable String buyerReference,
        @Nullable Endpoint supplierEndpoint,
        @Nullable Endpoint buyerEndpoint,
        @Nullable Money paid,
        @Nullable Original credits) {

    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    /**
     * An address in the network.
     *
     * @param scheme code of the list EAS: {@code 0106} KvK number, {@code 0190} OIN, {@code 0208} Belgian enterprise number
     * @param id without the scheme
     */
    public record Endpoint(String scheme, String id) {

        public Endpoint {
            if (!scheme.matches("[0-9]{4}|[A-Z]{2}") || id.isBlank()) {
                throw new IllegalArgumentException("an endpoint has a scheme of the list EAS (0106) and an id, was '"
                        + scheme + "' and '" + id + "'");
            }
        }
    }

    /**
     * The invoice that a credit note refers to.
     *
     * @param number its number (BT-25)
     * @param issueDate its date (BT-26)
     */
    public record Original(String number, LocalDate issueDate) {

        public Original {
            Objects.requireNonNull(issueDate, "issueDate");
            if (number.isBlank()) {
                throw new IllegalArgumentException("a credit note names the number of the invoice that it credits");
            }
        }
    }

    public UblInvoice {
        Objects.requireNonNull(sale, "sale");
        Objects.requireNonNull(supplier, "supplier");
        Objects.requireNonNull(buyer, "buyer");
        Objects.requireNonNull(tax, "tax");
        Objects.requireNonNull(supplyDate, "supplyDate");
        if (tax.decision() != TaxResult.Decision.ISSUE) {
            throw new IllegalArgumentException("only a sale whose VAT is decided can be written, sale "
                    + sale.reference() + " is " + tax.decision());
        }
        if (!tax.details().documents().isEmpty()) {
            throw new IllegalArgumentException("sale " + sale.reference() + " must become "
                    + tax.details().documents().size() + " invoices: write each of details().documents()");
        }
        if (sale.facts().selfBilled()) {
            throw new IllegalArgumentException(
                    "sale " + sale.reference() + " is billed by the buyer (self-billing), who writes its invoice");
        }
    }

    /** An invoice of the whole sale, or of a part of it (an instalment, a credit note) when the result is that part's. */
    public static Builder of(Sale sale, Supplier supplier, TaxResult tax) {
        return new Builder(sale, supplier, tax);
    }

    /** Not thread-safe. */
    public static final class Builder {

        private final Sale sale;
        private final Supplier supplier;
        private final TaxResult tax;
        private Party buyer;
        private @Nullable String number;
        private @Nullable LocalDate issueDate;
        private @Nullable LocalDate dueDate;
        private @Nullable String paymentTerms;
        private LocalDate supplyDate;
        private @Nullable String buyerReference;
        private @Nullable Endpoint supplierEndpoint;
        private @Nullable Endpoint buyerEndpoint;
        private @Nullable Money paid;
        private boolean paidIsGiven;
        private @Nullable Original credits;

        private Builder(Sale sale, Supplier supplier, TaxResult tax) {
            this.sale = sale;
            this.supplier = supplier;
            this.tax = tax;
            this.buyer = sale.buyer();
            var supplied = sale.supplyDate();
            this.supplyDate = supplied == null ? LocalDate.ofInstant(sale.wonAt(), DUTCH) : supplied;
        }

        /** The buyer as the books know it. Defaults to the sale's. */
        public Builder buyer(Party buyer) {
            this.buyer = Objects.requireNonNull(buyer, "buyer");
            return this;
        }

        /** Number and date that the books gave. */
        public Builder issuedAs(String number, LocalDate issueDate) {
            this.number = number.isBlank() ? null : number.trim();
            this.issueDate = Objects.requireNonNull(issueDate, "issueDate");
            return this;
        }

        /** Last day to pay. */
        public Builder dueDate(@Nullable LocalDate dueDate) {
            this.dueDate = dueDate;
            return this;
        }

        /** When to pay, in words. */
        public Builder paymentTerms(@Nullable String paymentTerms) {
            this.paymentTerms = paymentTerms == null || paymentTerms.isBlank() ? null : paymentTerms.trim();
            return this;
        }

        /** Defaults to the sale's day of supply, else the day it was won. */
        public Builder supplyDate(LocalDate supplyDate) {
            this.supplyDate = Objects.requireNonNull(supplyDate, "supplyDate");
            return this;
        }

        /** The buyer's cost centre, person or code. Peppol wants this or a purchase order. */
        public Builder buyerReference(@Nullable String buyerReference) {
            this.buyerReference = buyerReference == null || buyerReference.isBlank() ? null : buyerReference.trim();
            return this;
        }

        /** Defaults to the supplier's KvK number (0106). */
        public Builder supplierEndpoint(String scheme, String id) {
            this.supplierEndpoint = new Endpoint(scheme, id);
            return this;
        }

        /** Defaults to a Dutch company's KvK number (0106) or a Belgian one's enterprise number (0208); else there is none. */
        public Builder buyerEndpoint(String scheme, String id) {
            this.buyerEndpoint = new Endpoint(scheme, id);
            return this;
        }

        /**
         * Money received before, in the invoice's currency; null for none. Defaults to the sale's payment, where it is not more
         * than the invoice.
         */
        public Builder paid(@Nullable Money paid) {
            this.paid = paid;
            this.paidIsGiven = true;
            return this;
        }

        /** Makes it a credit note; the result is negative. */
        public Builder credits(String number, LocalDate issueDate) {
            this.credits = new Original(number, issueDate);
            return this;
        }

        /**
         * @throws IllegalArgumentException when the sale may not be invoiced, must become several invoices, or is billed by
         *     the buyer
         */
        public UblInvoice build() {
            return new UblInvoice(
                    sale,
                    supplier,
                    buyer,
                    tax,
                    number,
                    issueDate,
                    dueDate,
                    paymentTerms,
                    supplyDate,
                    buyerReference,
                    supplierEndpoint,
                    buyerEndpoint,
                    paidIsGiven ? paid : received(),
                    credits);
        }

        /** A payment above the invoice is for more than this invoice, an instalment perhaps. */
        private @Nullable Money received() {
            var payment = sale.payment();
            if (payment == null || credits != null) {
                return null;
            }
            boolean fits = payment.amount().currency().equals(tax.gross().currency())
                    && payment.amount().compareTo(tax.gross()) <= 0;
            return fits ? payment.amount() : null;
        }
    }
}
