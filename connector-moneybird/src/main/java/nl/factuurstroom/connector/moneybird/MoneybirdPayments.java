package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.moneybird.MoneybirdJson.list;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.accounting.PaymentStatus.State;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Payment;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Version;

/**
 * How invoices stand: one call lists what changed since the cursor, one more per hundred of ours that did reads them. A
 * quiet poll is one call, whatever the number of open invoices.
 */
final class MoneybirdPayments {

    /** Manual actions that stand for money, or for a settlement that is as good. */
    private static final Set<String> MONEY_ACTIONS = Set.of(
            "private_payment",
            "payment_without_proof",
            "cash_payment",
            "rounding_error",
            "bank_transfer",
            "balance_settlement",
            "invoices_settlement");

    private static final int MOST_REMEMBERED = 100_000;
    private static final int RECENT_DAYS = 3;

    private final MoneybirdApi api;
    private final Clock clock;

    /** Invoices that this process was asked about before. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    MoneybirdPayments(MoneybirdApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    PaymentChanges payments(PaymentQuery query) {
        var asked = new LinkedHashSet<String>();
        query.invoices().forEach(i -> asked.add(i.id().value()));
        var since = MoneybirdCursor.parse(query.cursor());
        var now = clock.instant();
        if (since == null) {
            var invoices = api.invoicesById(asked);
            remember(asked);
            long newest = invoices.stream().mapToLong(Invoice::version).max().orElse(0);
            return new PaymentChanges(
                    statuses(invoices),
                    MoneybirdCursor.START.advanced(newest, now).toString());
        }
        var changed = api.versions("updated_after:" + since.from());
        var wanted = new LinkedHashSet<>(unseen(query));
        changed.stream()
                .filter(v -> since.concerns(v.version()))
                .map(Version::id)
                .filter(asked::contains)
                .forEach(wanted::add);
        long newest = changed.stream().mapToLong(Version::version).max().orElse(0);
        var statuses = statuses(api.invoicesById(wanted));
        remember(asked);
        return new PaymentChanges(statuses, since.advanced(newest, now).toString());
    }

    /**
     * Invoices that came into view since the last poll: what happened to them before isn't after the cursor, so they are
     * read once. At the first poll of this process that can't be told; then it is the latest ones, one call's worth.
     */
    private List<String> unseen(PaymentQuery query) {
        boolean first = told.isEmpty();
        var recent = LocalDate.now(clock.withZone(Moneybird.BUSINESS_ZONE)).minusDays(RECENT_DAYS);
        return query.invoices().stream()
                .filter(i -> !told.contains(i.id().value()))
                .filter(i ->
                        !first || i.invoiceDate() == null || !i.invoiceDate().isBefore(recent))
                .sorted(Comparator.comparing((BookedInvoice i) -> i.id().value())
                        .reversed())
                .map(i -> i.id().value())
                .limit(first ? MoneybirdApi.MOST_IDS : Long.MAX_VALUE)
                .toList();
    }

    private void remember(Set<String> ids) {
        if (told.size() > MOST_REMEMBERED) {
            told.clear();
        }
        told.addAll(ids);
    }

    private List<PaymentStatus> statuses(List<Invoice> invoices) {
        var credits = creditNotes(invoices);
        return invoices.stream().map(i -> status(i, credits)).toList();
    }

    /**
     * Credit notes that settled any of these. Asked only where a payment doesn't say what it was: Moneybird books an equal
     * payment on a credit note and its original, and the original then reads "paid" without any money.
     */
    private List<Invoice> creditNotes(List<Invoice> invoices) {
        var unclear = invoices.stream()
                .flatMap(i -> list(i.payments()).stream())
                .filter(MoneybirdPayments::isUnclear)
                .map(p -> MoneybirdMapper.moment(p.createdAt()))
                .toList();
        if (unclear.isEmpty()) {
            return List.of();
        }
        var since = Collections.min(unclear).minusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        return api.invoices("state:paid,updated_after:" + since).stream()
                .filter(i -> i.originalSalesInvoiceId() != null)
                .toList();
    }

    static PaymentStatus status(Invoice invoice, List<Invoice> creditNotes) {
        var total = amount(invoice.totalPriceInclTax());
        var credited = credited(invoice, creditNotes);
        var open = amount(invoice.totalUnpaid());
        var id = new InvoiceId(String.valueOf(invoice.id()));
        var state = state(invoice, total, credited, open);
        boolean settled = state == State.PAID || state == State.CREDITED;
        return new PaymentStatus(
                id, MoneybirdMapper.money(invoice, settled ? BigDecimal.ZERO : open), state, settledOn(invoice));
    }

    private static State state(Invoice invoice, BigDecimal total, BigDecimal credited, BigDecimal open) {
        if ("uncollectible".equals(invoice.state())) {
            return State.WRITTEN_OFF;
        }
        if ("paid".equals(invoice.state())) {
            return credited.signum() > 0 ? State.CREDITED : State.PAID;
        }
        return open.compareTo(total.subtract(credited)) < 0 ? State.PARTLY_PAID : State.OPEN;
    }

    /** How much of it credit notes settled. */
    private static BigDecimal credited(Invoice invoice, List<Invoice> creditNotes) {
        var told = list(invoice.payments()).stream()
                .filter(p -> MoneybirdMapper.filled(p.creditInvoiceId()) != null)
                .map(p -> amount(p.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var found = creditNotes.stream()
                .filter(c -> Objects.equals(c.originalSalesInvoiceId(), invoice.id()))
                .map(c -> amount(c.totalPriceInclTax()).negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var unclear = list(invoice.payments()).stream()
                .filter(MoneybirdPayments::isUnclear)
                .map(p -> amount(p.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return told.add(found.min(unclear).max(BigDecimal.ZERO));
    }

    private static boolean isUnclear(Payment payment) {
        return MoneybirdMapper.filled(payment.creditInvoiceId()) == null
                && MoneybirdMapper.filled(payment.financialMutationId()) == null
                && MoneybirdMapper.filled(payment.paymentTransactionId()) == null
                && MoneybirdMapper.filled(payment.transactionIdentifier()) == null
                && !MONEY_ACTIONS.contains(String.valueOf(payment.manualPaymentAction()));
    }

    private static @Nullable LocalDate settledOn(Invoice invoice) {
        return list(invoice.payments()).stream()
                .map(Payment::paymentDate)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(invoice.paidAt());
    }

    private static BigDecimal amount(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
