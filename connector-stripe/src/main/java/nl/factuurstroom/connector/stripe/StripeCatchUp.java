package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.EventJson;
import nl.factuurstroom.connector.stripe.StripeJson.IntentJson;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the events that a lost webhook would have brought; Stripe keeps them for 30 days. Thread-safe. */
final class StripeCatchUp implements CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(StripeCatchUp.class);

    /** How long before its payment a checkout page may have been opened. */
    private static final Duration SESSION_LEAD = Duration.ofDays(2);

    /** How long before its payment a payment intent may have been made. */
    private static final Duration INTENT_LEAD = Duration.ofDays(30);

    /** How long before its payment an invoice may have been made. */
    private static final Duration INVOICE_LEAD = Duration.ofDays(90);

    private final StripeSettings settings;
    private final StripeApi api;
    private final StripeEvents events;

    StripeCatchUp(StripeSettings settings, StripeApi api, StripeEvents events) {
        this.settings = settings;
        this.api = api;
        this.events = events;
    }

    @Override
    public Duration interval() {
        return settings.pollInterval;
    }

    @Override
    public String cursorAt(Instant since) {
        return StripeCursor.startingAt(since.getEpochSecond()).text();
    }

    @Override
    public Changes changedSince(@Nullable String text) {
        if (text == null) {
            return begin();
        }
        var cursor = StripeCursor.parse(text);
        long from = Math.max(0, cursor.since() - settings.pollOverlap.toSeconds());
        var page = api.events(StripeEvents.NEEDED_TYPES, from, cursor.after());
        var events = list(page.data());
        // Told again or not, an event stays seen as long as the overlap shows it.
        var ids = events.stream().map(EventJson::id).toList();
        long newest = events.isEmpty() ? cursor.since() : events.get(0).created();
        boolean more = page.has_more() && !events.isEmpty();
        var next = more ? cursor.next(newest, ids, ids.get(ids.size() - 1)) : cursor.done(newest, ids);
        var signals = events.stream()
                .filter(event -> !cursor.seen().contains(event.id()))
                .flatMap(event -> signals(event).stream())
                .toList();
        return new Changes(opened(signals), next.text(), more, returned(signals));
    }

    /** From the newest event on, whenever it was: so the cursor is on Stripe's clock from the start. */
    private Changes begin() {
        var page = api.events(StripeEvents.NEEDED_TYPES, 0, null);
        long newest =
                list(page.data()).stream().mapToLong(EventJson::created).max().orElse(0);
        return new Changes(List.of(), StripeCursor.startingAt(newest).text(), false);
    }

    private static List<SaleRef> opened(List<Signal> signals) {
        return signals.stream()
                .filter(signal -> signal instanceof Signal.SaleChanged changed && changed.opens())
                .map(signal -> ((Signal.SaleChanged) signal).ref())
                .distinct()
                .toList();
    }

    private static List<Signal.MoneyReturned> returned(List<Signal> signals) {
        return signals.stream()
                .filter(Signal.MoneyReturned.class::isInstance)
                .map(Signal.MoneyReturned.class::cast)
                .toList();
    }

    private List<Signal> signals(EventJson event) {
        try {
            return events.signals(event);
        } catch (StripeEvents.Malformed e) {
            LOG.warn("Stripe event {} is passed over: {}", event.id(), e.getMessage());
            return List.of();
        }
    }

    /**
     * Events go back 30 days only, so the objects themselves are listed. They can be listed by when they were begun, not by
     * when they were paid; what is begun longer ago than usual is not found.
     */
    @Override
    public List<SaleRef> wonBetween(LocalDate from, LocalDate to) {
        var begin = from.atStartOfDay(StripeLines.AMSTERDAM).toInstant();
        var end = to.plusDays(1).atStartOfDay(StripeLines.AMSTERDAM).toInstant();
        Predicate<StripePurchase> won = purchase -> purchase.notWon().isEmpty()
                && !purchase.wonAt().isBefore(begin)
                && purchase.wonAt().isBefore(end);
        var ids = new LinkedHashSet<String>();
        var known = new HashSet<String>();
        api.invoicesBegun(begin.minus(INVOICE_LEAD), end)
                .map(invoice -> new StripePurchase(null, invoice, null))
                .forEach(purchase -> add(purchase, won, ids, known));
        api.sessionsBegun(begin.minus(SESSION_LEAD), end)
                .map(StripePurchase::of)
                .filter(purchase -> purchase.invoice() == null)
                .forEach(purchase -> add(purchase, won, ids, known));
        if (settings.paymentIntents) {
            api.intentsBegun(begin.minus(INTENT_LEAD), end)
                    .filter(intent -> !known.contains(intent.id()))
                    .map(StripeCatchUp::alone)
                    .forEach(purchase -> add(purchase, won, ids, known));
        }
        return ids.stream().map(id -> StripeEvents.saleRef(settings, id)).toList();
    }

    private static StripePurchase alone(IntentJson intent) {
        return new StripePurchase(null, null, intent);
    }

    private static void add(
            StripePurchase purchase, Predicate<StripePurchase> won, Set<String> ids, Set<String> known) {
        known.addAll(purchase.ids());
        if (won.test(purchase)) {
            ids.add(purchase.mainId());
        }
    }
}
