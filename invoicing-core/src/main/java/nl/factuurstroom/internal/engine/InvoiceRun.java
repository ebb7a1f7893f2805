package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;

/**
 * One run of one process: takes steps until it must wait, is handed over to a batch, or is done. Each step commits what it
 * did before the next begins.
 */
final class InvoiceRun {

    /** Takes steps of the strand it knows. Commits itself. */
    interface Steps {

        void take(ProcessRow row);
    }

    /** More steps than any sale needs: a loop without progress ends here and is tried again later. */
    private static final int MOST_STEPS = 25;

    private static final Duration BUSY_WAIT = Duration.ofMillis(300);

    private final Parts parts;
    private final Failures failures;
    private final Pause pause;
    private final Map<Strand, Steps> steps;
    /** Runs that were put off on purpose: their rows are due, but not to be run again at once. */
    private final Set<ProcessKey> putOff = ConcurrentHashMap.newKeySet();

    InvoiceRun(Parts parts, Failures failures, Pause pause, Map<Strand, Steps> steps) {
        this.parts = parts;
        this.failures = failures;
        this.pause = pause;
        this.steps = Map.copyOf(steps);
    }

    /** @return when to run again, or null when nothing is left for this alarm */
    @Nullable
    Instant run(ProcessKey key) {
        for (int step = 0; step < MOST_STEPS; step++) {
            var loaded = parts.backend().inTransaction(tx -> tx.process(key));
            if (loaded.isEmpty() || !isOurs(loaded.get())) {
                return null;
            }
            var row = loaded.get();
            if (!row.isDue(parts.now())) {
                return row.parkedOn == null ? row.dueAt : null;
            }
            if (pause.isOn()) {
                pause.park(row);
                return null;
            }
            var asLoaded = row.copy();
            try {
                stepsOf(key).take(row);
            } catch (Flow.LostRace lost) {
                continue;
            } catch (Flow.Busy busy) {
                putOff.add(key);
                return parts.now().plus(BUSY_WAIT);
            } catch (Flow.NotNow notNow) {
                failures.park(untouched(asLoaded, row), notNow);
            } catch (Flow.CallFailed failed) {
                failures.settle(untouched(asLoaded, row), failed);
            } catch (StoreFailure away) {
                throw away;
            } catch (RuntimeException bug) {
                failures.bug(untouched(asLoaded, row), bug);
            }
        }
        return parts.now().plus(BUSY_WAIT);
    }

    private Steps stepsOf(ProcessKey key) {
        var known = steps.get(key.strand());
        if (known == null) {
            throw new IllegalStateException(key.text() + " has no work of its own");
        }
        return known;
    }

    /** When there is work that came too late for the run to see. */
    @Nullable
    Instant dueAfterRun(ProcessKey key) {
        if (putOff.remove(key)) {
            return null;
        }
        return parts.backend()
                .inTransaction(tx -> tx.process(key))
                .filter(row -> isOurs(row) && row.parkedOn == null)
                .map(row -> row.dueAt)
                .orElse(null);
    }

    /** What a step changed before it failed doesn't count; what it committed raised the version. */
    private static ProcessRow untouched(ProcessRow asLoaded, ProcessRow row) {
        asLoaded.version = row.version;
        return asLoaded;
    }

    private static boolean isOurs(ProcessRow row) {
        return Lanes.OWN.equals(row.lane) && row.stateFormat <= ProcessRow.STATE_FORMAT;
    }
}
