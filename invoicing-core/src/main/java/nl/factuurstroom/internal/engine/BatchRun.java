package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a batch lane: takes rows by priority, then age, until none is left. Refused for good, a batch is halved. */
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
    private static final int MOST_BATCHES = 200;
    private static final Duration BUSY_WAIT = Duration.ofMillis(300);
    private static final Duration PAUSED_WAIT = Duration.ofSeconds(30);

    private final Parts parts;
    private final Failures failures;
    private final Pause pause;
    /** Lanes that were put off on purpose: their rows are due, but not to be taken at once. */
    private final Set<String> putOff = ConcurrentHashMap.newKeySet();

    BatchRun(Parts parts, Failures failures, Pause pause) {
        this.parts = parts;
        this.failures = failures;
        this.pause = pause;
    }

    /** @return when to run again, or null while the lane is empty */
    @Nullable
    Instant run(BatchLane lane) {
        var next = batches(lane);
        if (next != null && next.isAfter(parts.now())) {
            putOff.add(lane.lane());
        }
        return next;
    }

    /** When there is work that came too late for the run to see. */
    @Nullable
    Instant dueAfterRun(BatchLane lane) {
        return putOff.remove(lane.lane()) ? null : next(lane);
    }

    private @Nullable Instant batches(BatchLane lane) {
        for (int i = 0; i < MOST_BATCHES; i++) {
            if (pause.isOn()) {
                return parts.now().plus(PAUSED_WAIT);
            }
            var rows =
                    parts.backend().inTransaction(tx -> tx.due(parts.name(), lane.lane(), tx.now(), lane.batchSize()));
            if (rows.isEmpty()) {
                return null;
            }
            try {
                lane.gate().enter();
            } catch (Flow.Busy busy) {
                return parts.now().plus(BUSY_WAIT);
            }
            try {
                var wait = take(lane, rows);
                if (wait != null) {
                    return wait;
                }
            } finally {
                lane.gate().leave();
            }
        }
        return parts.now();
    }

    private @Nullable Instant next(BatchLane lane) {
        return parts.backend()
                .inTransaction(tx -> tx.nextDue(parts.name(), lane.lane()))
                .orElse(null);
    }

    /** @return when to go on, or null for at once */
    private @Nullable Instant take(BatchLane lane, List<ProcessRow> rows) {
        try {
            lane.take(rows);
            return null;
        } catch (Flow.NotNow notNow) {
            return notNow.until;
        } catch (Flow.LostRace lost) {
            return parts.now().plus(BUSY_WAIT);
        } catch (Flow.CallFailed failed) {
            return failed(lane, rows, failed);
        } catch (StoreFailure away) {
            throw away;
        } catch (RuntimeException bug) {
            if (rows.size() > 1) {
                return halves(lane, rows);
            }
            failures.bug(rows.get(0).copy(), bug);
            return null;
        }
    }

    private @Nullable Instant failed(BatchLane lane, List<ProcessRow> rows, Flow.CallFailed failed) {
        InvoicingException failure = failed.failure;
        if (Failures.concernsAccount(failure)) {
            return failures.accountTrouble(failed.gate, failure);
        }
        boolean passing = failure instanceof TransientException || failure instanceof OutcomeUnknownException;
        if (passing || rows.size() == 1) {
            LOG.debug("lane {} failed for {} rows: {}", lane.lane(), rows.size(), failure.getMessage());
            rows.forEach(row -> failures.settle(row.copy(), failed));
            return null;
        }
        return halves(lane, rows);
    }

    /** Until the bad row stands alone. */
    private @Nullable Instant halves(BatchLane lane, List<ProcessRow> rows) {
        int half = rows.size() / 2;
        var first = take(lane, rows.subList(0, half));
        var second = take(lane, rows.subList(half, rows.size()));
        return first == null ? second : first;
    }
}
