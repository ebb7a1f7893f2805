package nl.factuurstroom.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** Statements on one connection. Values are bound, never written into the text. */
final class Sql {

    /** Reads one row. */
    interface Mapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    int update(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    <T> List<T> query(String sql, Mapper<T> mapper, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    <T> Optional<T> one(String sql, Mapper<T> mapper, Object... values) {
        return query(sql, mapper, values).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            if (value instanceof Instant instant) {
                statement.setLong(i + 1, instant.toEpochMilli());
            } else if (value instanceof LocalDate day) {
                statement.setString(i + 1, day.toString());
            } else if (value instanceof Null empty) {
                statement.setNull(i + 1, empty.type);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** A null of a known type: PostgreSQL wants to know. */
    enum Null {
        TEXT(java.sql.Types.VARCHAR),
        NUMBER(java.sql.Types.BIGINT),
        BYTES(java.sql.Types.BINARY);

        private final int type;

        Null(int type) {
            this.type = type;
        }
    }

    static Object text(@Nullable Object value) {
        return value == null ? Null.TEXT : value;
    }

    static Object number(@Nullable Object value) {
        return value == null ? Null.NUMBER : value;
    }

    static Object bytes(@Nullable byte[] value) {
        return value == null ? Null.BYTES : value;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Instant instantOf(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? null : LocalDate.parse(text);
    }
}
