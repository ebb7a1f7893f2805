package nl.factuurstroom.internal.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import javax.annotation.Nullable;

/** Where the databases differ. Everything else is one SQL text. */
enum Dialect {
    SQLITE("blob", "", "select cast(unixepoch('subsec') * 1000 as integer)") {
        @Override
        JdbcCustomization customization() {
            return new DefaultJdbcCustomization(false) {
                @Override
                public String getName() {
                    return "SQLite";
                }

                @Override
                public String getQueryLimitPart(int limit) {
                    return " LIMIT " + limit;
                }

                @Override
                public void setInstant(PreparedStatement statement, int index, @Nullable Instant value)
                        throws SQLException {
                    set(statement, index, value);
                }

                @Override
                public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
                    return get(row, column);
                }
            };
        }
    },
    POSTGRESQL("bytea", " for update", "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)") {
        @Override
        String durability(Connection connection) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("show synchronous_commit")) {
                rows.next();
                return rows.getString(1).equals("off") ? "set local synchronous_commit to on" : "";
            }
        }

        @Override
        JdbcCustomization customization() {
            return new PostgreSqlJdbcCustomization(false, false) {
                @Override
                public void setInstant(PreparedStatement statement, int index, @Nullable Instant value)
                        throws SQLException {
                    set(statement, index, value);
                }

                @Override
                public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
                    return get(row, column);
                }
            };
        }
    };

    final String blobType;
    /** Locks the selected rows until the transaction ends; SQLite has one writer anyway. */
    final String forUpdate;

    final String nowMillis;

    Dialect(String blobType, String forUpdate, String nowMillis) {
        this.blobType = blobType;
        this.forUpdate = forUpdate;
        this.nowMillis = nowMillis;
    }

    abstract JdbcCustomization customization();

    /**
     * What each transaction must begin with for a commit to be on disk when it returns; empty when that is so already.
     * PostgreSQL's default is on, but a server, a database or a pool may have turned it off.
     */
    String durability(Connection connection) throws SQLException {
        return "";
    }

    static Dialect of(String productName) {
        return switch (productName.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> SQLITE;
            case "postgresql" -> POSTGRESQL;
            default ->
                throw new IllegalArgumentException(
                        "Factuurstroom keeps its data in SQLite or PostgreSQL, not in " + productName);
        };
    }

    private static void set(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value.toEpochMilli());
        }
    }

    private static @Nullable Instant get(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
