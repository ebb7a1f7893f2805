package nl.factuurstroom.internal.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clock every second, and at the database's every ten; says when work must stop, and when it may go on. */
final class ClockWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final int DATABASE_EVERY = 10;

    private final GuardedClock clock;
    private final Supplier<Instant> database;
    private final boolean hasDatabaseClock;
    private final Consumer<Boolean> mayWork;
    private final ScheduledExecutorService timer;
    private int looks;
    private boolean working = true;

    /**
     * @param database its time, or null when it has no clock of its own
     * @param mayWork told false when the clock can't be trusted, and true when it can again
     */
    ClockWatch(GuardedClock clock, @Nullable Supplier<Instant> database, Consumer<Boolean> mayWork) {
        this.clock = clock;
        this.hasDatabaseClock = database != null;
        this.database = database == null ? clock::instant : database;
        this.mayWork = mayWork;
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "factuurstroom-clock");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.timer = executor;
    }

    void start(Duration each) {
        var unused = timer.scheduleWithFixedDelay(this::look, each.toMillis(), each.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One look. */
    synchronized void look() {
        try {
            var unused = clock.instant();
            boolean ask =
                    hasDatabaseClock && (!working || clock.trouble().isPresent() || looks++ % DATABASE_EVERY == 0);
            if (ask) {
                clock.look(database.get());
            } else if (!hasDatabaseClock) {
                clock.look(null);
            }
        } catch (RuntimeException e) {
            // The database is away: nothing is worked on then either, and the next look comes soon.
            LOG.debug("the clock could not be compared", e);
        }
        settle();
    }

    void trust() {
        clock.trust(hasDatabaseClock ? database.get() : null);
        settle();
    }

    private synchronized void settle() {
        var trouble = clock.trouble();
        if (trouble.isPresent() == working) {
            working = trouble.isEmpty();
            if (working) {
                LOG.info("the clock can be trusted again: work goes on");
            } else {
                LOG.error("{}", trouble.get());
            }
            mayWork.accept(working);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
