package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatCheck;

/**
 * What the invoice strand remembers, kept as JSON in its row. A working copy of one run; add fields only with a default
 * that older rows can live with.
 */
public final class InvoiceState {

    /** The sale as read, frozen: every attempt uses this copy. */
    public @Nullable Sale sale;
    /** Handed in by the host; there is no source to ask again. */
    public boolean submitted;
    /** Taken by a backfill: go-live doesn't hold it. */
    public boolean backfill;
    /** The books may know this sale though our store doesn't. */
    public boolean lookFirst;
    /** A person said to go on though the deal shows an invoice number of others. */
    public boolean ignoreInvoicedAs;

    /** Text of the process that goes on for this one, once merged. */
    public @Nullable String mergedInto;

    /** What the buyer paid under another id of the same sale; stays when the sale is read again. */
    public @Nullable PaymentReceived paid;

    /** Codes of VAT reasons that a person let go. */
    public List<String> released = new ArrayList<>();

    public @Nullable Party buyer;
    public @Nullable KnownCustomer customer;
    public @Nullable String customerBy;
    public boolean customerCreated;
    public List<VatCheck> checks = new ArrayList<>();
    /** Since when there is no answer about a VAT number, first time for this sale; reading the sale anew doesn't shorten it. */
    public Map<String, Instant> unknownSince = new HashMap<>();

    public @Nullable TaxResult tax;
    /** What it adds to running totals, once decided. */
    List<Turnover.Entry> turnover = new ArrayList<>();

    boolean turnoverCounted;
    public @Nullable LocalDate taxDate;
    public @Nullable LocalDate invoiceDate;
    /** Signals seen when the sale was last confirmed as won and unchanged. */
    public long confirmedSignals = -1;
    /** When that was. */
    public @Nullable Instant confirmedAt;

    /** Which instalment; 1 for most. */
    public int part = 1;

    public @Nullable BookedInvoice booked;

    @Nullable
    public IssuedInvoice.Sending sending;

    public @Nullable String approvedBy;
    public @Nullable Instant approvedAt;
    /** What credit notes take of this invoice. */
    public List<CreditState.Share> credits = new ArrayList<>();

    /** Credit notes begun so far; the last one's reference ends with it. */
    public int creditNotes;

    /** When a booked sale was last compared with its source. */
    public @Nullable Instant comparedAt;

    public static InvoiceState of(ProcessRow row) {
        return StateJson.read(row.state, InvoiceState.class);
    }

    public void into(ProcessRow row) {
        row.state = StateJson.write(this);
    }

    /** Forgets what was derived from the frozen sale. */
    void thaw() {
        sale = null;
        buyer = null;
        customer = null;
        customerBy = null;
        customerCreated = false;
        checks = new ArrayList<>();
        turnover = new ArrayList<>();
        tax = null;
        taxDate = null;
        invoiceDate = null;
        confirmedSignals = -1;
        confirmedAt = null;
    }

    /** The sale as read, with what came in under another id of it. */
    void freeze(Sale read) {
        sale = paid == null || read.payment() != null
                ? read
                : read.toBuilder().payment(paid).build();
    }

    /** Credit notes take all of it. */
    boolean isCreditedWhole() {
        return tax != null
                && !credits.isEmpty()
                && credits.stream()
                        .map(share -> share.tax().gross())
                        .reduce(tax.gross(), Money::plus)
                        .isZero();
    }

    Sale frozenSale() {
        if (sale == null) {
            throw new IllegalStateException("the sale was not read yet");
        }
        return sale;
    }

    /** The reference of this part: the sale's own, from the second part on with its number behind it. */
    String reference() {
        var own = frozenSale().reference();
        return part == 1 ? own : own + "-" + part;
    }

    KnownCustomer knownCustomer() {
        if (customer == null) {
            throw new IllegalStateException("the customer is not known yet");
        }
        return customer;
    }

    TaxResult decidedTax() {
        if (tax == null) {
            throw new IllegalStateException("VAT is not decided yet");
        }
        return tax;
    }

    BookedInvoice bookedInvoice() {
        if (booked == null) {
            throw new IllegalStateException("nothing is booked yet");
        }
        return booked;
    }
}
