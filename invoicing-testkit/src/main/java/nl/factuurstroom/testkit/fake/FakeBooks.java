package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.accounting.GatewayBehaviour;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.accounting.RegistersPayments;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Refund;

/** A bookkeeping package in memory, whose search lags behind its writes. */
public final class FakeBooks extends FakeVendor implements AccountingGateway, RegistersPayments, CreditNotes {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** An invoice as the books have it. */
    private record Kept(BookedInvoice invoice, Instant createdAt, Money open, PaymentStatus.State state) {}

    private final Map<InvoiceId, Kept> invoices = new LinkedHashMap<>();
    private final Map<InvoiceId, Kept> notes = new LinkedHashMap<>();
    private final FakeCustomers customers;
    private final List<String> sent = new ArrayList<>();
    private final Set<String> registered = new java.util.HashSet<>();
    private Duration searchLag = Duration.ofSeconds(10);
    private Duration lateness = Duration.ofMinutes(1);
    private Duration pollInterval = Duration.ofMinutes(15);
    private List<CallBudget> budgets = List.of();
    private Money surcharge = Money.zeroEur();
    private final Map<InvoiceId, String> standings = new LinkedHashMap<>();
    private final Map<InvoiceId, Integer> changedAt = new LinkedHashMap<>();
    private int changes;
    private int serial;

    public FakeBooks(Clock clock) {
        super("fakebooks", clock);
        this.customers = new FakeCustomers(this);
    }

    /** How long a new invoice stays invisible to {@link #find}. */
    public FakeBooks searchLag(Duration lag) {
        this.searchLag = lag;
        return this;
    }

    public FakeBooks pollEvery(Duration interval) {
        this.pollInterval = interval;
        return this;
    }

    public FakeBooks budgets(List<CallBudget> allowed) {
        this.budgets = List.copyOf(allowed);
        return this;
    }

    /** New drafts come out this much higher than asked: a wrong VAT code, say. */
    public void surcharge(Money amount) {
        this.surcharge = amount;
    }

    /** All invoices, drafts too. */
    public synchronized List<BookedInvoice> invoices() {
        return invoices.values().stream().map(Kept::invoice).toList();
    }

    public synchronized List<BookedInvoice> finals() {
        return invoices().stream()
                .filter(i -> i.state() == BookedInvoice.State.FINAL)
                .toList();
    }

    /** All credit notes, drafts too; their totals are negative. */
    public synchronized List<BookedInvoice> creditNotes() {
        return notes.values().stream().map(Kept::invoice).toList();
    }

    /** Whether nothing is left to settle of the credit note with this reference. */
    public synchronized boolean isSettled(String reference) {
        return notes.values().stream()
                .filter(kept -> kept.invoice().reference().equals(reference))
                .allMatch(kept -> kept.open().isZero());
    }

    /** References of the invoices that were sent, in order; one per sending. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    public FakeCustomers fakeCustomers() {
        return customers;
    }

    /** Somebody pays part or all of it. */
    public synchronized void pay(String reference, Money amount) {
        invoices.replaceAll((id, kept) -> {
            if (!kept.invoice().reference().equals(reference)) {
                return kept;
            }
            var open = kept.open().minus(amount);
            var state = open.signum() <= 0 ? PaymentStatus.State.PAID : PaymentStatus.State.PARTLY_PAID;
            return new Kept(kept.invoice(), kept.createdAt(), open, state);
        });
    }

    /** A credit note settles it. */
    public synchronized void credit(String reference) {
        invoices.replaceAll((id, kept) -> kept.invoice().reference().equals(reference)
                ? new Kept(kept.invoice(), kept.createdAt(), Money.zeroEur(), PaymentStatus.State.CREDITED)
                : kept);
    }

    /** Somebody books an invoice by hand. */
    public synchronized void bookedByHand(BookedInvoice invoice) {
        invoices.put(invoice.id(), new Kept(invoice, Instant.EPOCH, invoice.total(), PaymentStatus.State.OPEN));
    }

    <T> T customerCall(String name, java.util.function.Supplier<T> work) {
        return call(name, work);
    }

    @Override
    public String name() {
        return "fakebooks";
    }

    @Override
    public GatewayBehaviour behaviour() {
        return new GatewayBehaviour(Duration.ofSeconds(30), searchLag, lateness, pollInterval);
    }

    @Override
    public List<CallBudget> budgets() {
        return budgets;
    }

    @Override
    public Customers customers() {
        return customers;
    }

    @Override
    public List<BookedInvoice> find(Set<String> references) {
        return call(
                "find",
                () -> invoices.values().stream()
                        .filter(kept -> references.contains(kept.invoice().reference()))
                        .filter(kept -> !kept.createdAt().plus(searchLag).isAfter(clock.instant()))
                        .map(Kept::invoice)
                        .toList());
    }

    @Override
    public List<BookedInvoice> read(Set<InvoiceId> ids) {
        return call(
                "readInvoices",
                () -> java.util.stream.Stream.concat(invoices.values().stream(), notes.values().stream())
                        .map(Kept::invoice)
                        .filter(invoice -> ids.contains(invoice.id()))
                        .toList());
    }

    @Override
    public BookedInvoice book(InvoiceDraft draft) {
        return call("book", () -> {
            var id = new InvoiceId("inv-" + ++serial);
            var total = surcharge.isZero()
                    ? draft.tax().gross()
                    : draft.tax().gross().plus(surcharge);
            var invoice = new BookedInvoice(
                    id, draft.reference(), draft.customer().id(), BookedInvoice.State.DRAFT, total, null, null, null);
            invoices.put(id, new Kept(invoice, vendorNow(), total, PaymentStatus.State.OPEN));
            return invoice;
        });
    }

    @Override
    public IssuedInvoice issue(IssueRequest request) {
        return call("issue", () -> {
            var kept = kept(request.invoice().id());
            if (kept == null) {
                throw new RejectedException("the draft is gone", "id", null);
            }
            if (kept.invoice().state() == BookedInvoice.State.DRAFT) {
                kept = finalised(kept, request.invoiceDate());
                sent.add(kept.invoice().reference());
            }
            return new IssuedInvoice(withoutNumber(kept.invoice()), new IssuedInvoice.Sending.Sent());
        });
    }

    private @Nullable Kept kept(InvoiceId id) {
        return invoices.containsKey(id) ? invoices.get(id) : notes.get(id);
    }

    private Kept finalised(Kept kept, LocalDate date) {
        var draft = kept.invoice();
        var invoice = new BookedInvoice(
                draft.id(),
                draft.reference(),
                draft.customer(),
                BookedInvoice.State.FINAL,
                draft.total(),
                "26" + String.format(java.util.Locale.ROOT, "%06d", invoices.size() * 10 + serial % 10),
                date,
                date.plusDays(14));
        var result = new Kept(invoice, kept.createdAt(), kept.open(), kept.state());
        (invoices.containsKey(draft.id()) ? invoices : notes).put(draft.id(), result);
        return result;
    }

    /** Like Exact Online: the answer to printing has no number. */
    private static BookedInvoice withoutNumber(BookedInvoice invoice) {
        return new BookedInvoice(
                invoice.id(),
                invoice.reference(),
                invoice.customer(),
                invoice.state(),
                invoice.total(),
                null,
                null,
                null);
    }

    @Override
    public void registerPayment(BookedInvoice invoice, PaymentReceived payment) {
        call("registerPayment", () -> {
            if (registered.add(payment.transactionId())) {
                pay(invoice.reference(), payment.amount());
            }
            return true;
        });
    }

    @Override
    public BookedInvoice credit(CreditNoteDraft draft) {
        return call("credit", () -> {
            var id = new InvoiceId("cn-" + ++serial);
            var note = new BookedInvoice(
                    id,
                    draft.note().reference(),
                    draft.note().customer().id(),
                    BookedInvoice.State.DRAFT,
                    draft.note().tax().gross(),
                    null,
                    null,
                    null);
            notes.put(id, new Kept(note, clock.instant(), note.total(), PaymentStatus.State.OPEN));
            return note;
        });
    }

    @Override
    public List<BookedInvoice> findCredits(CreditNoteDraft draft) {
        return call(
                "findCredits",
                () -> notes.values().stream()
                        .filter(kept ->
                                kept.invoice().reference().equals(draft.note().reference()))
                        .filter(kept -> !kept.createdAt().plus(searchLag).isAfter(clock.instant()))
                        .map(Kept::invoice)
                        .toList());
    }

    @Override
    public boolean settlesCreditNotes() {
        return true;
    }

    @Override
    public void settle(BookedInvoice note, BookedInvoice original, Refund refund) {
        call("settle", () -> {
            var kept = notes.get(note.id());
            if (kept == null || kept.invoice().state() == BookedInvoice.State.DRAFT) {
                throw new RejectedException("a draft can't be settled", "id", null);
            }
            if (!kept.open().isZero()) {
                notes.put(note.id(), settled(kept, PaymentStatus.State.PAID));
                takeOff(invoices.get(original.id()), note.total().negated());
            }
            return true;
        });
    }

    private void takeOff(@Nullable Kept original, Money amount) {
        if (original == null || original.open().compareTo(amount) < 0) {
            return;
        }
        var open = original.open().minus(amount);
        invoices.put(
                original.invoice().id(),
                open.isZero()
                        ? settled(original, PaymentStatus.State.CREDITED)
                        : new Kept(original.invoice(), original.createdAt(), open, original.state()));
    }

    private static Kept settled(Kept kept, PaymentStatus.State state) {
        return new Kept(kept.invoice(), kept.createdAt(), Money.zero(kept.open().currency()), state);
    }

    @Override
    public boolean isSettled(BookedInvoice note) {
        return call(
                "isSettled",
                () -> notes.containsKey(note.id())
                        && notes.get(note.id()).open().isZero());
    }

    @Override
    public void deleteDraft(BookedInvoice draft) {
        call("deleteDraft", () -> {
            var kept = kept(draft.id());
            if (kept != null && kept.invoice().state() == BookedInvoice.State.FINAL) {
                throw new RejectedException("a final invoice can't be deleted", "id", null);
            }
            invoices.remove(draft.id());
            notes.remove(draft.id());
            return true;
        });
    }

    @Override
    public PaymentChanges payments(PaymentQuery query) {
        return call("payments", () -> {
            noteChanges();
            var ids = query.ids();
            int since = query.cursor() == null ? -1 : Integer.parseInt(query.cursor());
            var statuses = invoices.values().stream()
                    .filter(kept -> ids.contains(kept.invoice().id()))
                    .filter(kept -> changedAt.getOrDefault(kept.invoice().id(), 0) > since)
                    .map(kept -> new PaymentStatus(
                            kept.invoice().id(),
                            kept.open(),
                            kept.state(),
                            kept.state() == PaymentStatus.State.OPEN
                                    ? null
                                    : clock.instant().atZone(ZONE).toLocalDate()))
                    .toList();
            return new PaymentChanges(statuses, Integer.toString(changes));
        });
    }

    /** As a delta of real books does: a change is told to those who ask for what is newer, whether they knew the invoice or not. */
    private void noteChanges() {
        invoices.forEach((id, kept) -> {
            var standing = kept.open() + " " + kept.state();
            if (!standing.equals(standings.put(id, standing))) {
                changes++;
                changedAt.put(id, changes);
            }
        });
    }
}
