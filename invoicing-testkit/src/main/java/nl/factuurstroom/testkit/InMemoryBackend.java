package nl.factuurstroom.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.testkit.fake.Weather;

/** One node's view of {@link InMemoryTables}. */
final class InMemoryBackend implements Backend {

    private final InMemoryTables tables;
    private final Clock clock;
    private final String node;
    private final Map<String, AlarmHandler> handlers = new ConcurrentHashMap<>();
    private final Set<String> started = new HashSet<>();
    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
    private volatile boolean dead;
    private @Nullable LongSupplier monotonic;
    private Chaos chaos = new Chaos() {};

    /** What a simulation may do to a node between two instructions. */
    interface Chaos {

        /** The node may die here: nothing of the transaction happened. */
        default void beforeCommit() {}

        /** The node may die or stand still here: the transaction happened. */
        default void afterCommit() {}
    }

    void chaos(Chaos of) {
        this.chaos = of;
    }

    InMemoryTables backup() {
        return tables.backup();
    }

    void restore(InMemoryTables backup) {
        tables.restore(backup);
    }

    /** From now on nothing this node does reaches the store; what it was running is free for others. */
    void die() {
        dead = true;
        tables.revive(node);
    }

    /** Others think that this node is dead: what it runs is free for them, though it goes on. */
    void seemDead() {
        tables.revive(node);
    }

    InMemoryBackend(InMemoryTables tables, Clock clock, String node) {
        this.tables = tables;
        this.clock = clock;
        this.node = node;
    }

    InMemoryBackend anotherNode(Clock nodeClock) {
        return anotherNode(nodeClock, node + "'");
    }

    InMemoryBackend anotherNode(Clock nodeClock, String name) {
        return new InMemoryBackend(tables, nodeClock, name);
    }

    /** No alarm is lost in memory; time passes in long strides. */
    @Override
    public java.time.Duration sweepInterval() {
        return java.time.Duration.ofMinutes(5);
    }

    @Override
    public long nanoTime() {
        return monotonic == null ? System.nanoTime() : monotonic.getAsLong();
    }

    void monotonic(LongSupplier time) {
        this.monotonic = time;
    }

    @Override
    public <T> T inTransaction(Function<Tx, T> work) {
        if (inTransaction.get()) {
            throw new IllegalStateException("a transaction is already under way on this thread");
        }
        if (dead) {
            throw new Weather.Death();
        }
        inTransaction.set(true);
        T result;
        try {
            synchronized (tables) {
                tables.begin(clock.instant());
                boolean done = false;
                try {
                    result = work.apply(tables);
                    chaos.beforeCommit();
                    done = true;
                } finally {
                    if (!done) {
                        tables.rollback();
                    }
                }
            }
        } finally {
            inTransaction.set(false);
        }
        chaos.afterCommit();
        return result;
    }

    @Override
    public void register(String pipeline, AlarmHandler handler) {
        if (handlers.putIfAbsent(pipeline, handler) != null) {
            throw new IllegalStateException("there already is a pipeline named '" + pipeline + "' on this store");
        }
    }

    @Override
    public void start(String pipeline) {
        started.add(pipeline);
    }

    @Override
    public void stop(String pipeline) {
        started.remove(pipeline);
        handlers.remove(pipeline);
    }

    @Override
    public void nudge() {}

    /** By time, then priority, then name: the same every time. */
    boolean runOne() {
        InMemoryTables.Alarm alarm;
        synchronized (tables) {
            var due = tables.alarms().stream()
                    .filter(a -> started.contains(a.pipeline) && !a.picked && !a.at.isAfter(clock.instant()))
                    .min(Comparator.comparing((InMemoryTables.Alarm a) -> -a.priority)
                            .thenComparing(a -> a.at)
                            .thenComparing(a -> a.name));
            if (due.isEmpty()) {
                return false;
            }
            alarm = due.get();
            alarm.picked = true;
            alarm.pickedBy = node;
        }
        run(alarm);
        return true;
    }

    private void run(InMemoryTables.Alarm alarm) {
        var handler = handlers.get(alarm.pipeline);
        if (handler == null) {
            tables.remove(alarm);
            return;
        }
        var next = handler.run(alarm.name);
        if (!node.equals(alarm.pickedBy)) {
            // Taken over meanwhile: the alarm is another node's now.
            return;
        }
        if (next == null) {
            tables.remove(alarm);
        } else {
            tables.reschedule(alarm, next);
        }
        var due = handler.dueAfterRun(alarm.name);
        if (due != null && (next == null || due.isBefore(next))) {
            transact(tx -> tx.wake(alarm.pipeline, alarm.name, due, alarm.priority));
        }
    }

    Optional<Instant> nextDue() {
        synchronized (tables) {
            return tables.alarms().stream()
                    .filter(a -> started.contains(a.pipeline) && !a.picked)
                    .map(a -> a.at)
                    .min(Comparator.naturalOrder());
        }
    }

    List<String> alarms() {
        synchronized (tables) {
            return tables.alarms().stream()
                    .map(a -> a.name + "@" + a.at)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String node() {
        return node;
    }

    /** Nothing leaves memory, so nothing needs a key; the context is still bound, as in the real store. */
    @Override
    public byte[] encrypt(byte[] plain, String context) {
        return (context + "\n" + new String(plain, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decrypt(byte[] secret, String context) {
        var text = new String(secret, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0 || !text.substring(0, end).equals(context)) {
            throw new IllegalStateException("the tokens of " + context + " cannot be decrypted");
        }
        return text.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    }
}
