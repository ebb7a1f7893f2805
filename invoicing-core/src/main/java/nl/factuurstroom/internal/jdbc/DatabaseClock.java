package nl.factuurstroom.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How far the database's clock is from the host's, so that all nodes agree on what is due. */
final class DatabaseClock {

    /** Less than this is the journey of the question. */
    private static final Duration NOISE = Duration.ofMillis(100);

    private DatabaseClock() {}

    /** What to add to the host's clock; zero when they agree. */
    static Duration offset(Clock host, Connection connection, Dialect dialect) throws SQLException {
        var before = host.instant();
        var database = now(connection, dialect);
        var after = host.instant();
        var middle = before.plus(Duration.between(before, after).dividedBy(2));
        var offset = Duration.between(middle, database);
        return offset.abs().compareTo(NOISE) < 0 ? Duration.ZERO : offset;
    }

    static Instant now(Connection connection, Dialect dialect) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(dialect.nowMillis)) {
            rows.next();
            return Instant.ofEpochMilli(rows.getLong(1));
        }
    }
}
