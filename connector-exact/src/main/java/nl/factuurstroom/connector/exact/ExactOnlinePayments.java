package nl.factuurstroom.connector.exact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.PaymentChanges;
import nl.factuurstroom.accounting.PaymentQuery;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Term;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How invoices stand. With a cursor: the delta of payment terms, which also shows what opened again; without: the
 * receivables of the invoices asked for. Amounts are signed differently in the two, so only their size counts.
 */
final class ExactOnlinePayments {

    /** Pages of 1000 that one poll reads at most; the first polls of old books have history to get through. */
    static final int PAGES_PER_POLL = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ExactOnline.class);

    /** After a refused delta: asking on would be one client error after the other. */
    private static final Duration SILENCE = Duration.ofDays(1);

    private final ExactOnlineApi api;
    private final ExactOnlineBooks books;
    private final Clock clock;
    private final ExactOnlineCreditNotes creditNotes;
    private volatile Instant noDeltaUntil = Instant.MIN;

    ExactOnlinePayments(ExactOnlineApi api, ExactOnlineBooks books, Clock clock) {
        this.api = api;
        this.books = books;
        this.clock = clock;
        this.creditNotes = new ExactOnlineCreditNotes(api, clock);
    }

    PaymentChanges payments(PaymentQuery query) {
        var cursor = query.cursor();
        if (cursor == null) {
            return new PaymentChanges(afresh(query), ExactOnlineCursor.start().toString());
        }
        if (clock.instant().isBefore(noDeltaUntil)) {
            return new PaymentChanges(afresh(query), cursor);
        }
        try {
            return delta(query, ExactOnlineCursor.of(cursor, books.moveDate()));
        } catch (NotFoundException | RejectedException e) {
            LOG.warn("changes of payments can't be asked, so each invoice is read: {}", e.getMessage());
            noDeltaUntil = clock.instant().plus(SILENCE);
            return new PaymentChanges(afresh(query), cursor);
        }
    }

    private List<PaymentStatus> afresh(PaymentQuery query) {
        return statuses(query.invoices(), receivables(query.invoices()));
    }

    private PaymentChanges delta(PaymentQuery query, ExactOnlineCursor cursor) {
        var delta = api.paymentTerms(cursor.timestamp(), PAGES_PER_POLL);
        var next = cursor.after(delta.terms(), delta.more());
        var changed = byInvoice(query.invoices(), delta.terms());
        var unsure = query.invoices().stream()
                .filter(invoice -> next.behind() || unsure(invoice, changed.get(invoice)))
                .toList();
        var rows = new LinkedHashMap<>(changed);
        rows.putAll(receivables(unsure));
        return new PaymentChanges(statuses(query.invoices(), rows), next.toString());
    }

    /** A delta may hold some rows of an invoice only: then all of them are read. */
    private static boolean unsure(BookedInvoice invoice, @Nullable List<Term> changed) {
        return changed != null && !whole(invoice, changed);
    }

    private static boolean whole(BookedInvoice invoice, List<Term> rows) {
        return inEuro(invoice.total())
                && new Money(sum(rows), invoice.total().currency()).rounded().equals(invoice.total());
    }

    private Map<BookedInvoice, List<Term>> receivables(Collection<BookedInvoice> invoices) {
        var comparisons = new LinkedHashSet<String>();
        for (BookedInvoice invoice : invoices) {
            var number = number(invoice);
            if (number != null) {
                comparisons.add(ExactOnlineFilter.number("InvoiceNumber", number));
            }
        }
        var rows = new ArrayList<Term>();
        for (String filter : ExactOnlineFilter.anyOf(comparisons)) {
            rows.addAll(api.receivables(filter));
        }
        return byInvoice(invoices, rows);
    }

    /** Rows of each invoice, by number, else by reference; the newest of each row. */
    private static Map<BookedInvoice, List<Term>> byInvoice(Collection<BookedInvoice> invoices, List<Term> rows) {
        Map<Long, BookedInvoice> numbers = new LinkedHashMap<>();
        Map<String, BookedInvoice> references = new LinkedHashMap<>();
        for (BookedInvoice invoice : invoices) {
            var number = number(invoice);
            if (number != null) {
                numbers.put(number, invoice);
            }
            references.put(invoice.reference(), invoice);
        }
        Map<BookedInvoice, Map<String, Term>> found = new LinkedHashMap<>();
        for (Term row : rows) {
            var invoice = row.invoiceNumber() == null || row.invoiceNumber() == 0
                    ? references.get(ExactOnlineJson.trimmed(row.yourRef()))
                    : numbers.get(row.invoiceNumber());
            boolean payable = row.lineType() != null && row.lineType() == Term.PAYABLE;
            if (invoice != null && !payable) {
                var kept = found.computeIfAbsent(invoice, i -> new LinkedHashMap<>());
                kept.put(row.id() == null ? "row " + kept.size() : row.id(), row);
            }
        }
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> List.copyOf(e.getValue().values())));
    }

    private List<PaymentStatus> statuses(List<BookedInvoice> invoices, Map<BookedInvoice, List<Term>> rows) {
        var settled = invoices.stream()
                .filter(invoice -> rows.containsKey(invoice)
                        && open(invoice, rows.get(invoice)).isZero())
                .toList();
        var credited = creditNotes.credited(settled);
        var statuses = new ArrayList<PaymentStatus>();
        for (BookedInvoice invoice : invoices) {
            var own = rows.get(invoice);
            if (own != null) {
                statuses.add(status(invoice, own, credited));
            }
        }
        return statuses;
    }

    private static PaymentStatus status(BookedInvoice invoice, List<Term> rows, Set<BookedInvoice> credited) {
        var open = open(invoice, rows);
        PaymentStatus.State state;
        if (open.isZero()) {
            state = credited.contains(invoice) ? PaymentStatus.State.CREDITED : PaymentStatus.State.PAID;
        } else {
            state = open.compareTo(invoice.total()) < 0 ? PaymentStatus.State.PARTLY_PAID : PaymentStatus.State.OPEN;
        }
        return new PaymentStatus(invoice.id(), open, state, lastPayment(rows));
    }

    /** What is open, in the invoice's currency: rows are in the administration's, which is taken to be the euro. */
    private static Money open(BookedInvoice invoice, List<Term> rows) {
        var total = invoice.total();
        var open = sum(rows.stream().filter(row -> !row.settled()).toList());
        if (!inEuro(total)) {
            var booked = rows.stream()
                    .map(Term::transactionAmountDc)
                    .filter(Objects::nonNull)
                    .map(BigDecimal::abs)
                    .max(BigDecimal::compareTo)
                    .filter(amount -> amount.signum() > 0)
                    .orElse(total.amount());
            open = open.multiply(total.amount()).divide(booked, 10, RoundingMode.HALF_UP);
        }
        return new Money(open, total.currency()).rounded();
    }

    private static boolean inEuro(Money amount) {
        return amount.currency().getCurrencyCode().equals("EUR");
    }

    private static BigDecimal sum(List<Term> rows) {
        return rows.stream()
                .map(Term::amountDc)
                .filter(Objects::nonNull)
                .map(BigDecimal::abs)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable LocalDate lastPayment(List<Term> rows) {
        return rows.stream()
                .map(row -> ExactOnlineJson.day(row.lastPaymentDate()))
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    private static @Nullable Long number(BookedInvoice invoice) {
        var number = invoice.number();
        return number == null || !number.matches("[0-9]{1,18}") ? null : Long.valueOf(number);
    }
}
