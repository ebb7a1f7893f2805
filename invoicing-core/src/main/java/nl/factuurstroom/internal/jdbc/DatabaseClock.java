package nl.factuurstroom.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The host's clock, corrected to the database's, so that all nodes agree on what is due. */
final class DatabaseClock {

    /** Less than this is the journey of the question. */
    private static final Duration NOISE = Duration.ofMillis(100);

    private DatabaseClock() {}

    static Clock measure(Clock host, Connection connection, Dialect dialect) throws SQLException {
        var before = host.instant();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(dialect.nowMillis)) {
            rows.next();
            var database = Instant.ofEpochMilli(rows.getLong(1));
            var after = host.instant();
            var middle = before.plus(Duration.between(before, after).dividedBy(2));
            var offset = Duration.between(middle, database);
            return offset.abs().compareTo(NOISE) < 0 ? host : Clock.offset(host, offset);
        }
    }
}
