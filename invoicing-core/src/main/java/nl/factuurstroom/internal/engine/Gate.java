package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.error.InvoicingException;

/**
 * The way to one vendor account: what it allows, how much is under way on this node, and what its headers said. Calls go
 * out through {@link #call}; budget is granted by {@link #grant} in the commit that comes before.
 */
final class Gate implements CallMeter {

    private record Reading(int limit, int remaining, Instant at) {}

    final String account;
    private final Backend backend;
    private final List<CallBudget> budgets;
    private final Semaphore slots;
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong called = new AtomicLong();
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Map<String, Integer> lastUsed = new ConcurrentHashMap<>();

    Gate(String account, Backend backend, List<CallBudget> budgets, int maxConcurrentCalls) {
        this.account = account;
        this.backend = backend;
        this.budgets = List.copyOf(budgets);
        this.slots = new Semaphore(maxConcurrentCalls);
    }

    boolean isMetered() {
        return !budgets.isEmpty();
    }

    /** Takes a place for a call, or says that the account is busy. */
    void enter() {
        if (!slots.tryAcquire()) {
            throw new Flow.Busy();
        }
    }

    void leave() {
        slots.release();
    }

    /**
     * Grants calls in this transaction. Call {@link #settle} before it begins.
     *
     * @throws Flow.NotNow when the account is in trouble or has no budget left
     */
    void grant(Backend.Tx tx, int calls, int priority) {
        var row = tx.account(account);
        if (row.inTrouble(tx.now())) {
            throw new Flow.NotNow(
                    account, row.troubleUntil == null ? tx.now().plus(Duration.ofDays(1)) : row.troubleUntil);
        }
        if (budgets.isEmpty()) {
            return;
        }
        var budget = Budget.of(row);
        var later = budget.take(budgets, calls, priority, tx.now());
        if (later.isPresent()) {
            throw new Flow.NotNow(account, later.get());
        }
        budget.into(row);
        tx.put(row);
        granted.addAndGet(calls);
        budget.windows.forEach((name, window) -> lastUsed.put(name, window.used));
    }

    /** Grants calls in a transaction of its own, for reading. */
    void grantNow(int calls, int priority) {
        settle();
        backend.transact(tx -> grant(tx, calls, priority));
    }

    /** Writes down what headers and ungranted calls taught us, when that is news. */
    void settle() {
        long extra = called.get() - granted.get();
        boolean news = budgets.stream().anyMatch(b -> isNews(b, readings.get(b.name())));
        if (budgets.isEmpty() || (extra <= 0 && !news)) {
            return;
        }
        backend.transact(tx -> {
            var row = tx.account(account);
            var budget = Budget.of(row);
            if (extra > 0) {
                budget.add(budgets, (int) extra, tx.now());
            }
            for (CallBudget each : budgets) {
                var reading = readings.get(each.name());
                if (reading != null && sameWindow(each, reading.at(), tx.now())) {
                    budget.observed(each, reading.limit(), reading.remaining(), tx.now());
                }
            }
            budget.into(row);
            tx.put(row);
        });
        granted.addAndGet(Math.max(0, extra));
        readings.clear();
    }

    private boolean isNews(CallBudget budget, @Nullable Reading reading) {
        return reading != null && reading.limit() - reading.remaining() > lastUsed.getOrDefault(budget.name(), 0);
    }

    int left(Backend.Tx tx) {
        var budget = Budget.of(tx.account(account));
        return budget.left(budgets, tx.now());
    }

    /** Makes the call; failures come out as {@link Flow.CallFailed}. */
    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (InvoicingException e) {
            throw new Flow.CallFailed(this, e);
        }
    }

    private static boolean sameWindow(CallBudget budget, Instant a, Instant b) {
        long length = budget.window().toMillis();
        return Math.floorDiv(a.toEpochMilli(), length) == Math.floorDiv(b.toEpochMilli(), length);
    }

    @Override
    public void called() {
        called.incrementAndGet();
    }

    @Override
    public void observed(String budget, int limit, int remaining, @Nullable Instant resetsAt) {
        readings.put(budget, new Reading(limit, remaining, backend.clock().instant()));
    }
}
