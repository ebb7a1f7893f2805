package nl.factuurstroom.internal.jdbc;

import java.time.Instant;

/**
 * {@code invoicing_alarm}, which is db-scheduler's table. Alarms are set by one statement of our own in the caller's
 * transaction; picking, heartbeats and take-over are db-scheduler's.
 */
final class AlarmTable {

    static final String NAME = "invoicing_alarm";
    private static final String PREFIX = "invoicing:";

    private final Sql sql;

    AlarmTable(Sql sql) {
        this.sql = sql;
    }

    static String task(String pipeline) {
        return PREFIX + pipeline;
    }

    static String pipeline(String task) {
        return task.substring(PREFIX.length());
    }

    /** A picked alarm is left alone: its run looks again when it ends. */
    void wake(String pipeline, String alarm, Instant at, int priority) {
        sql.update("""
                insert into invoicing_alarm (task_name, task_instance, execution_time, picked, version, priority)
                values (?, ?, ?, false, 1, ?)
                on conflict (task_name, task_instance) do update set execution_time = excluded.execution_time
                where not invoicing_alarm.picked and invoicing_alarm.execution_time > excluded.execution_time
                """, task(pipeline), alarm, at, priority);
    }
}
