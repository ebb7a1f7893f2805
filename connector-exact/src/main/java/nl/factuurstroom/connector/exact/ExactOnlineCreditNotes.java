package nl.factuurstroom.connector.exact;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.error.RejectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which settled invoices were credited instead of paid. Exact has no link between the two: a credit note counts when it is
 * of the same customer, names the invoice (its reference, or its number in the description) and is at least as large.
 */
final class ExactOnlineCreditNotes {

    private static final Logger LOG = LoggerFactory.getLogger(ExactOnline.class);

    /** After a refusal: asking on would be one client error after the other. */
    private static final Duration SILENCE = Duration.ofDays(1);

    private final ExactOnlineApi api;
    private final Clock clock;
    private volatile Instant silentUntil = Instant.MIN;

    ExactOnlineCreditNotes(ExactOnlineApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** No call when nothing was settled. */
    Set<BookedInvoice> credited(Collection<BookedInvoice> settled) {
        var ofCustomers = settled.stream()
                .map(invoice -> ExactOnlineFilter.and(
                        ExactOnlineFilter.number("Type", Invoice.CREDIT_NOTE),
                        ExactOnlineFilter.guid("OrderedBy", invoice.customer().value())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var notes = notes(ofCustomers).stream()
                .filter(note -> note.processed() && note.type() != null && note.type() == Invoice.CREDIT_NOTE)
                .toList();
        return settled.stream().filter(invoice -> covered(invoice, notes)).collect(Collectors.toUnmodifiableSet());
    }

    /** Only the word for how an invoice was settled hangs on this, so a refusal doesn't stop the payments. */
    private List<Invoice> notes(Collection<String> comparisons) {
        if (clock.instant().isBefore(silentUntil)) {
            return List.of();
        }
        try {
            return ExactOnlineFilter.anyOf(comparisons).stream()
                    .flatMap(filter -> api.invoices(filter).stream())
                    .toList();
        } catch (RejectedException e) {
            LOG.warn("credit notes can't be searched, so credited invoices will show as paid: {}", e.getMessage());
            silentUntil = clock.instant().plus(SILENCE);
            return List.of();
        }
    }

    private static boolean covered(BookedInvoice invoice, List<Invoice> notes) {
        var credited = notes.stream()
                .filter(note -> ExactOnlineMapper.id(String.valueOf(note.orderedBy()))
                        .equals(invoice.customer().value()))
                .filter(note -> names(note, invoice))
                .map(ExactOnlineMapper::total)
                .filter(Objects::nonNull)
                .map(total -> total.amount().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return credited.signum() > 0 && credited.compareTo(invoice.total().amount()) >= 0;
    }

    /** K-1042 is named by K-1042 and K-1042-C, not by K-10421. */
    private static boolean names(Invoice note, BookedInvoice invoice) {
        var theirs = ExactOnlineJson.trimmed(note.yourRef());
        var ours = invoice.reference();
        boolean reference = !ours.isEmpty()
                && theirs.startsWith(ours)
                && (theirs.length() == ours.length() || !Character.isLetterOrDigit(theirs.charAt(ours.length())));
        var number = invoice.number();
        return reference
                || (number != null
                        && ExactOnlineJson.trimmed(note.description()).contains(number));
    }
}
