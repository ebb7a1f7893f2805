package nl.factuurstroom.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.internal.engine.Backend;

/**
 * A store that forgets at exit and a scheduler that does nothing by itself: the test runs what is due, so weeks pass in
 * milliseconds and nothing sleeps. Held to the same contract as {@link nl.factuurstroom.JdbcStore}.
 *
 * <p>Several views of one store play several nodes: see {@link #anotherNode(Clock)}.
 */
public final class InMemoryStore implements InvoicingStore {

    private static final int MOST_RUNS = 100_000;

    private final InMemoryBackend backend;
    private final Clock clock;

    private InMemoryStore(InMemoryBackend backend, Clock clock) {
        this.backend = backend;
        this.clock = clock;
    }

    public static InMemoryStore at(SettableClock clock) {
        return new InMemoryStore(new InMemoryBackend(new InMemoryTables(), clock, "node-1"), clock);
    }

    /** The same data as another node sees it, with that node's own clock. */
    public InMemoryStore anotherNode(Clock nodeClock) {
        return new InMemoryStore(backend.anotherNode(nodeClock), nodeClock);
    }

    /** The node dies: nothing that it does reaches the data any more, and what it was running is free for other nodes. */
    public void die() {
        backend.die();
    }

    /** Copies the data. Running the result puts that copy back, as restoring last night's backup does. */
    public Runnable backup() {
        var copy = backend.backup();
        return () -> backend.restore(copy);
    }

    /** Runs one due alarm. @return false when none is due */
    public boolean runOne() {
        return backend.runOne();
    }

    /** Runs everything that is due now, and what becomes due at once by it. @return how many alarms ran */
    public int runDue() {
        int runs = 0;
        while (backend.runOne()) {
            if (++runs > MOST_RUNS) {
                throw new IllegalStateException("alarms go round in circles: " + backend.alarms());
            }
        }
        return runs;
    }

    /** When the next alarm is due. */
    public Optional<Instant> nextDue() {
        return backend.nextDue();
    }

    /** Lets time pass, running every alarm at its time. Needs the clock that the store was made with. */
    public void pass(Duration time) {
        var settable = (SettableClock) clock;
        var end = settable.instant().plus(time);
        runDue();
        for (var next = nextDue(); next.isPresent() && !next.get().isAfter(end); next = nextDue()) {
            if (next.get().isAfter(settable.instant())) {
                settable.set(next.get());
            }
            runDue();
        }
        settable.set(end);
        runDue();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public void close() {}
}
