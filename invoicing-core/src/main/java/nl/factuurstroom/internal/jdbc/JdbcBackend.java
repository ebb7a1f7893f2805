package nl.factuurstroom.internal.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.annotation.Nullable;
import javax.sql.DataSource;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.internal.engine.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Store on JDBC, scheduler on db-scheduler; both on the same database. */
public final class JdbcBackend implements Backend, AutoCloseable {

    /**
     * How it runs.
     *
     * @param workers threads that take steps
     * @param heartbeat of picked work; a dead node's work is taken over after four to six of them
     * @param poll how often to look for due alarms when nothing nudges
     * @param embedded whether this process is alone on the database
     * @param maxClockJump a node whose clock jumps by more takes up no work; null: never looked at
     */
    public record Options(
            int workers,
            Duration heartbeat,
            Duration poll,
            boolean embedded,
            @Nullable Duration maxClockJump) {

        /** With a clock that is believed whatever it says. */
        public Options(int workers, Duration heartbeat, Duration poll, boolean embedded) {
            this(workers, heartbeat, poll, embedded, null);
        }
    }

    /** What is closed with the store. */
    public interface Resources extends AutoCloseable {

        /** What the doctor should know about them. */
        default List<Finding> check() {
            return List.of();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JdbcBackend.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int MOST_RETRIES = 8;
    private static final Duration NEVER = Duration.ofDays(3650);
    private static final Duration RETRY_BROKEN = Duration.ofSeconds(5);
    private static final Duration CLOCK_LOOK = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final String durability;
    private final GuardedClock clock;
    private final ClockWatch watch;
    private final Options options;
    private final SecretBox secrets;
    private final String node;
    private final Resources resources;
    private final HostConnections hosts;
    private final Map<String, AlarmHandler> handlers = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
    private volatile @Nullable Scheduler scheduler;

    /** Opens the database and brings its schema up to date. */
    public JdbcBackend(
            DataSource dataSource,
            Clock hostClock,
            Options options,
            List<byte[]> keys,
            String node,
            Resources resources) {
        this.dataSource = dataSource;
        this.options = options;
        this.secrets = new SecretBox(keys);
        this.node = node;
        this.resources = resources;
        try (Connection connection = dataSource.getConnection()) {
            this.dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
            Schema.migrate(connection, dialect);
            this.durability = dialect.durability(connection);
            var offset =
                    dialect == Dialect.SQLITE ? Duration.ZERO : DatabaseClock.offset(hostClock, connection, dialect);
            this.clock = new GuardedClock(hostClock, System::nanoTime, options.maxClockJump(), offset);
        } catch (SQLException e) {
            throw new DatabaseException("the store cannot be opened", e);
        }
        this.hosts = new HostConnections(dataSource, dialect);
        this.watch = new ClockWatch(clock, dialect == Dialect.SQLITE ? null : this::databaseTime, this::mayWork);
        if (options.maxClockJump() != null) {
            watch.start(CLOCK_LOOK);
        }
        if (options.embedded()) {
            revive();
        }
    }

    private Instant databaseTime() {
        try (Connection connection = dataSource.getConnection()) {
            return DatabaseClock.now(connection, dialect);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private void mayWork(boolean may) {
        var running = scheduler;
        if (running != null && may) {
            running.resume();
            running.triggerCheckForDueExecutions();
        } else if (running != null) {
            running.pause();
        }
    }

    @Override
    public Optional<String> trouble() {
        return clock.trouble();
    }

    @Override
    public void trust() {
        watch.trust();
    }

    /** Alone on the database: whatever is still picked was picked by a process that is gone. */
    private void revive() {
        try (Connection connection = dataSource.getConnection()) {
            int revived = new Sql(connection)
                    .update("update invoicing_alarm set picked = false, picked_by = null where picked");
            if (revived > 0) {
                LOG.info("{} steps were under way when the process before this one ended: taken up again", revived);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    @Override
    public <T> T inTransaction(Function<Tx, T> work) {
        if (inTransaction.get()) {
            throw new IllegalStateException("a transaction is already under way on this thread");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (DatabaseException e) {
                if (!e.isConflict() || attempt >= MOST_RETRIES) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Function<Tx, T> work) {
        inTransaction.set(true);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                commitToDisk(connection);
                var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                var result = work.apply(new JdbcTx(new Sql(connection), dialect, now));
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            inTransaction.set(false);
        }
    }

    @Override
    public <T> T inHostTransaction(Connection connection, Function<Tx, T> work) {
        hosts.requireSameDatabase(connection);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return work.apply(new JdbcTx(new Sql(connection), dialect, now));
    }

    private void commitToDisk(Connection connection) throws SQLException {
        if (!durability.isEmpty()) {
            try (var statement = connection.createStatement()) {
                statement.execute(durability);
            }
        }
    }

    /** What went wrong first is what is told: undoing often fails after it, on a connection that is gone. */
    private static void undo(Connection connection, Throwable first) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public void register(String pipeline, AlarmHandler handler) {
        if (handlers.putIfAbsent(pipeline, handler) != null) {
            throw new IllegalStateException("there already is a pipeline named '" + pipeline + "' on this store");
        }
    }

    @Override
    public synchronized void start(String pipeline) {
        if (started.add(pipeline)) {
            restart();
        }
    }

    @Override
    public synchronized void stop(String pipeline) {
        if (started.remove(pipeline)) {
            restart();
        }
        handlers.remove(pipeline);
    }

    /** db-scheduler's tasks are fixed when it is made, so a pipeline more or less means another scheduler. */
    private void restart() {
        var before = scheduler;
        scheduler = null;
        if (before != null) {
            before.stop();
        }
        if (started.isEmpty()) {
            return;
        }
        var tasks = new ArrayList<Task<?>>();
        started.forEach(pipeline -> tasks.add(task(pipeline)));
        var builder = Scheduler.create(dataSource, tasks)
                .tableName(AlarmTable.NAME)
                .jdbcCustomization(dialect.customization())
                .schedulerName(new SchedulerName.Fixed(node))
                .clock(() -> clock.instant())
                .threads(options.workers())
                .pollingInterval(options.poll())
                .heartbeatInterval(options.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .enablePriority()
                .failureLogging(LogLevel.WARN, true);
        if (dialect == Dialect.POSTGRESQL) {
            // Queued work gets no heartbeat: never fetch more than there are threads.
            builder.pollUsingLockAndFetch(0.5, 1.0);
        } else {
            builder.pollUsingFetchAndLockOnExecute(0.5, 3.0);
        }
        var next = builder.build();
        next.start();
        scheduler = next;
        if (clock.trouble().isPresent()) {
            next.pause();
        }
    }

    private Task<Void> task(String pipeline) {
        return Tasks.custom(AlarmTable.task(pipeline), Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(RETRY_BROKEN)))
                .execute((instance, context) -> {
                    var next = run(pipeline, instance.getId());
                    return (complete, operations) -> complete(pipeline, instance.getId(), next, complete, operations);
                });
    }

    private @Nullable Instant run(String pipeline, String alarm) {
        var handler = handlers.get(pipeline);
        if (handler == null || clock.trouble().isPresent()) {
            return clock.instant().plus(RETRY_BROKEN);
        }
        return handler.run(alarm);
    }

    private void complete(
            String pipeline,
            String alarm,
            @Nullable Instant next,
            ExecutionComplete complete,
            ExecutionOperations<Void> operations) {
        if (next == null) {
            operations.remove();
        } else {
            operations.reschedule(complete, next);
        }
        // What was written while this ran could not move its alarm: look once more. The sweep covers a crash in
        // between.
        var handler = handlers.get(pipeline);
        var due = handler == null ? null : handler.dueAfterRun(alarm);
        if (due != null && (next == null || due.isBefore(next))) {
            transact(tx -> tx.wake(pipeline, alarm, due, 0));
        }
        if ((due != null && !due.isAfter(clock.instant())) || (next != null && !next.isAfter(clock.instant()))) {
            nudge();
        }
    }

    @Override
    public void nudge() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
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

    @Override
    public byte[] encrypt(byte[] plain, String context) {
        return secrets.encrypt(plain, context);
    }

    @Override
    public byte[] decrypt(byte[] secret, String context) {
        return secrets.decrypt(secret, context);
    }

    @Override
    public boolean isOutdated(byte[] secret) {
        return secrets.isOutdated(secret);
    }

    @Override
    public List<Finding> check() {
        return resources.check();
    }

    @Override
    public synchronized void close() {
        watch.close();
        started.clear();
        restart();
        try {
            resources.close();
        } catch (Exception e) {
            LOG.warn("closing the store failed", e);
        }
    }
}
