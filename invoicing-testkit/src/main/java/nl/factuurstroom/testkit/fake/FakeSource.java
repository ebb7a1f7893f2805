package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.sale.RefundReader;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;

/** A CRM in memory. Its webhook's body is a list of sale ids, one a line. */
public final class FakeSource extends FakeVendor implements Trigger, SaleReader, CatchUp, RefundReader {

    /** One sale as the CRM has it. */
    private record Kept(Reading reading, Instant changedAt) {}

    /** Money that went back, of which sale, and when that last changed. */
    private record Refunded(SaleRef sale, Refund refund, Instant changedAt) {}

    private final String name;
    private final Map<SaleRef, Kept> sales = new LinkedHashMap<>();
    private final Map<String, Refunded> refunds = new LinkedHashMap<>();
    private final Set<SaleRef> refused = new HashSet<>();
    private Duration interval = Duration.ofMinutes(5);
    private int batchSize = 100;

    public FakeSource(String name, Clock clock) {
        super(name, clock);
        this.name = name;
    }

    /** How often it is polled; zero for never. */
    public FakeSource pollEvery(Duration every) {
        this.interval = every;
        return this;
    }

    public FakeSource batchesOf(int size) {
        this.batchSize = size;
        return this;
    }

    /** Any request that asks for this sale is refused whole, however many others it asks for. */
    public synchronized void refusesWhenAskedFor(SaleRef ref) {
        refused.add(ref);
    }

    public SaleRef ref(String id) {
        return new SaleRef(name, "1", id);
    }

    /** The sale is won, or changed while won. */
    public synchronized void won(Sale sale) {
        sales.put(sale.ref(), new Kept(new Reading.Found(sale), clock.instant()));
    }

    /** What reading this sale gives from now on. */
    public synchronized void reads(SaleRef ref, Reading reading) {
        sales.put(ref, new Kept(reading, clock.instant()));
    }

    public void lost(SaleRef ref) {
        reads(ref, new Reading.NotWon("lost"));
    }

    /** Money of the sale goes back. */
    public synchronized void refunded(SaleRef sale, String refundId, Money amount) {
        var on = clock.instant().atZone(ZoneId.of("Europe/Amsterdam")).toLocalDate();
        refunds.put(refundId, new Refunded(sale, new Refund(refundId, amount, on, Refund.State.SENT), clock.instant()));
    }

    /** The money did not arrive: it is not refunded after all. */
    public synchronized void refundFails(String refundId) {
        refunds.computeIfPresent(refundId, (id, known) -> {
            var failed = new Refund(id, known.refund().amount(), known.refund().on(), Refund.State.UNDONE);
            return new Refunded(known.sale(), failed, clock.instant());
        });
    }

    /** What tells of a refund as it is now. */
    public synchronized WebhookRequest refundWebhook(String refundId) {
        return webhook(kind(known(refundId)) + " " + refundId);
    }

    public WebhookRequest webhook(String... ids) {
        return WebhookRequest.of(
                "POST",
                java.net.URI.create("http://localhost/webhooks/" + name),
                Map.of(),
                String.join("\n", ids).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SaleReader reader() {
        return this;
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        if (request.bodyText().isBlank()) {
            return new Receipt.Ignored("empty");
        }
        var signals = request.bodyText().lines().map(this::signal).toList();
        return new Receipt.Accepted(signals, List.of());
    }

    private synchronized Signal signal(String line) {
        var words = line.split(" ", 2);
        return words.length == 1
                ? new Signal.SaleChanged(ref(line), true, "webhook")
                : returned(known(words[1]), Signal.MoneyReturned.Kind.valueOf(words[0]));
    }

    private Refunded known(String refundId) {
        return Objects.requireNonNull(refunds.get(refundId), refundId);
    }

    private static Signal.MoneyReturned returned(Refunded known) {
        return returned(known, kind(known));
    }

    private static Signal.MoneyReturned returned(Refunded known, Signal.MoneyReturned.Kind kind) {
        var refund = known.refund();
        return new Signal.MoneyReturned(known.sale(), refund.id(), "refund of " + refund.amount(), kind);
    }

    private static Signal.MoneyReturned.Kind kind(Refunded known) {
        return known.refund().state() == Refund.State.UNDONE
                ? Signal.MoneyReturned.Kind.UNDONE
                : Signal.MoneyReturned.Kind.REFUND;
    }

    @Override
    public Optional<RefundReader> refunds() {
        return Optional.of(this);
    }

    @Override
    public Optional<Refund> refund(SaleRef sale, String refundId) {
        return call(
                "refund",
                () -> Optional.ofNullable(refunds.get(refundId))
                        .filter(known -> known.sale().equals(sale))
                        .map(Refunded::refund));
    }

    @Override
    public Optional<CatchUp> catchUp() {
        return Optional.of(this);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public Map<SaleRef, Reading> read(Set<SaleRef> refs) {
        return call("read", () -> {
            refuse(refs);
            var readings = new LinkedHashMap<SaleRef, Reading>();
            refs.forEach(ref -> readings.put(
                    ref, sales.containsKey(ref) ? sales.get(ref).reading() : new Reading.Gone("no such sale")));
            return readings;
        });
    }

    @Override
    public Map<SaleRef, WonState> wonStates(Set<SaleRef> refs) {
        return call("wonStates", () -> {
            refuse(refs);
            var states = new LinkedHashMap<SaleRef, WonState>();
            refs.forEach(ref -> {
                var kept = sales.get(ref);
                if (kept != null && kept.reading() instanceof Reading.Found found) {
                    states.put(ref, new WonState(true, found.sale().version()));
                } else {
                    states.put(ref, new WonState(false, ""));
                }
            });
            return states;
        });
    }

    private void refuse(Set<SaleRef> refs) {
        if (refs.stream().anyMatch(refused::contains)) {
            throw new RejectedException("one of the ids is malformed", "ids", null);
        }
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public String cursorAt(Instant since) {
        return since.toString();
    }

    @Override
    public Changes changedSince(@Nullable String cursor) {
        return call("changedSince", () -> {
            var since = cursor == null ? clock.instant() : Instant.parse(cursor);
            var refs = sales.entrySet().stream()
                    .filter(e -> !e.getValue().changedAt().isBefore(since.minus(Duration.ofMinutes(10))))
                    .filter(e -> !(e.getValue().reading() instanceof Reading.NotWon))
                    .map(Map.Entry::getKey)
                    .toList();
            var returned = refunds.values().stream()
                    .filter(known -> !known.changedAt().isBefore(since.minus(Duration.ofMinutes(10))))
                    .map(FakeSource::returned)
                    .toList();
            return new Changes(refs, clock.instant().toString(), false, returned);
        });
    }

    @Override
    public List<SaleRef> wonBetween(LocalDate from, LocalDate to) {
        return call(
                "wonBetween",
                () -> sales.entrySet().stream()
                        .filter(e -> e.getValue().reading() instanceof Reading.Found found
                                && between(found.sale(), from, to))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static boolean between(Sale sale, LocalDate from, LocalDate to) {
        var day = sale.wonAt().atZone(ZoneId.of("Europe/Amsterdam")).toLocalDate();
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
