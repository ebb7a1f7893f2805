package nl.factuurstroom.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.internal.jdbc.PeerDialect;

/** A plain db-scheduler with the store's settings and tasks that do nothing. */
final class PeerRun implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final HikariDataSource dataSource;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private volatile CountDownLatch executed = new CountDownLatch(0);

    private PeerRun(HikariDataSource dataSource, boolean sqlite) {
        this.dataSource = dataSource;
        this.task = Tasks.oneTime("peer", Void.class).execute((instance, context) -> executed.countDown());
        var builder = Scheduler.create(dataSource, task)
                .jdbcCustomization(PeerDialect.of(sqlite))
                .threads(JdbcStore.DEFAULT_WORKERS)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(JdbcStore.DEFAULT_HEARTBEAT)
                .enablePriority();
        if (sqlite) {
            builder.pollUsingFetchAndLockOnExecute(0.5, 3.0);
        } else {
            builder.pollUsingLockAndFetch(0.5, 1.0);
        }
        this.scheduler = builder.build();
    }

    static PeerRun start(HikariDataSource dataSource, boolean sqlite) throws SQLException, InterruptedException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table scheduled_tasks (task_name text not null, task_instance text not null, task_data "
                            + (sqlite ? "blob" : "bytea")
                            + ", execution_time bigint not null, picked boolean not null, picked_by text, last_success bigint,"
                            + " last_failure bigint, consecutive_failures integer, last_heartbeat bigint, version bigint not null,"
                            + " priority smallint, primary key (task_name, task_instance))");
            statement.execute("create index due on scheduled_tasks (priority desc, execution_time asc)");
            statement.execute("create index due_time on scheduled_tasks (execution_time)");
            statement.execute("create index heartbeat on scheduled_tasks (last_heartbeat)");
        }
        var run = new PeerRun(dataSource, sqlite);
        run.scheduler.start();
        run.execute(1);
        return run;
    }

    /** Schedules one-time tasks, one commit each, and waits until all have run. */
    void execute(int executions) throws InterruptedException {
        var done = new CountDownLatch(executions);
        executed = done;
        for (int i = 0; i < executions; i++) {
            scheduler.schedule(task.instance(executions + "-" + i), Instant.now());
            scheduler.triggerCheckForDueExecutions();
        }
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " tasks have not run");
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        dataSource.close();
    }
}
