package nl.factuurstroom.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether a connection of the host's may carry our rows: the same PostgreSQL database, with a transaction to take part in. */
final class HostConnections {

    private final DataSource ours;
    private final Dialect dialect;
    private volatile String home = "";

    HostConnections(DataSource ours, Dialect dialect) {
        this.ours = ours;
        this.dialect = dialect;
    }

    /** @throws IllegalStateException with the reason when it may not */
    void requireSameDatabase(Connection connection) {
        if (dialect != Dialect.POSTGRESQL) {
            throw new IllegalStateException(
                    "the embedded store is a file of its own, so it can't take part in the host's"
                            + " transaction: use PostgreSQL, or submit(ref, sale) after the commit");
        }
        try {
            if (Dialect.of(connection.getMetaData().getDatabaseProductName()) != dialect
                    || !place(connection).equals(home())) {
                throw new IllegalStateException(
                        "the host's connection is to another database than this store's, or doesn't"
                                + " have the store's tables in its search path");
            }
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "the host's connection is in auto-commit mode, so there is no transaction to take part in");
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private String home() throws SQLException {
        if (home.isEmpty()) {
            try (Connection own = ours.getConnection()) {
                home = place(own);
            }
        }
        return home;
    }

    /** Database and table: where a statement that says {@code invoicing_process} would go. */
    private static String place(Connection connection) {
        return new Sql(connection).one("""
                        select current_database() || '/' || coalesce(to_regclass('invoicing_process')::oid::text, '') as place
                        """, row -> row.getString("place")).orElse("");
    }
}
