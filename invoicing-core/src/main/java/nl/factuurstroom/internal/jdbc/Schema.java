package nl.factuurstroom.internal.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Brings the schema up to this jar's version: numbered scripts in the jar, each in one transaction. A schema newer than the
 * jar is refused, so that an old node can't spoil what a new one wrote.
 */
final class Schema {

    static final int VERSION = 1;

    private static final List<String> TABLES =
            List.of("process", "claim", "effect", "customer", "account", "setting", "journal", "alarm");

    private Schema() {}

    static void migrate(Connection connection, Dialect dialect) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            try (var statement = connection.createStatement()) {
                if (dialect == Dialect.POSTGRESQL) {
                    // Two nodes may start at once.
                    statement.execute("select pg_advisory_xact_lock(7283645127)");
                }
                if (!exists(statement, dialect)) {
                    // Made only when missing: asking for it needs a right that the user may not have.
                    create(statement);
                }
            }
            int present = present(connection);
            if (present > VERSION) {
                throw new IllegalStateException(
                        "the store's schema has version " + present + " and this Factuurstroom knows up to " + VERSION
                                + ": run the newer Factuurstroom that made it");
            }
            for (int version = present + 1; version <= VERSION; version++) {
                upgrade(connection, dialect, version);
            }
            verify(connection);
            connection.commit();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException | RuntimeException e) {
            undo(connection, autoCommit, e);
            throw e;
        }
    }

    /** What went wrong first is what is told: a pool may have given the connection up by then. */
    private static void undo(Connection connection, boolean autoCommit, Exception first) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    private static boolean exists(Statement statement, Dialect dialect) throws SQLException {
        try (var rows = statement.executeQuery(
                dialect == Dialect.SQLITE
                        ? "select 1 from sqlite_master where type = 'table' and name = 'invoicing_schema'"
                        : "select 1 where to_regclass('invoicing_schema') is not null")) {
            return rows.next();
        }
    }

    private static void create(Statement statement) throws SQLException {
        try {
            statement.execute("create table if not exists invoicing_schema (version integer not null primary key)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the store's tables are missing and can't be made (" + e.getMessage()
                            + "): the database user must be allowed to create tables",
                    e);
        }
    }

    private static void upgrade(Connection connection, Dialect dialect, int version) throws SQLException {
        try {
            run(connection, dialect, version);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the store's tables can't be brought from version " + (version - 1) + " to " + version + " ("
                            + e.getMessage()
                            + "). Nothing was changed. The database user must be allowed to create tables,"
                            + " and no other tables may begin with invoicing_",
                    e);
        }
    }

    /** A table that somebody dropped, or that a backup left out, is told at once and not by the first sale. */
    private static void verify(Connection connection) throws SQLException {
        for (String table : TABLES) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from invoicing_" + table + " where 1 = 0")) {
                rows.next();
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "the store says that its schema has version " + VERSION + ", but the table invoicing_" + table
                                + " can't be read (" + e.getMessage()
                                + "): restore it from a backup. Nothing was changed",
                        e);
            }
        }
    }

    private static int present(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(version) from invoicing_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void run(Connection connection, Dialect dialect, int version) throws SQLException {
        var script = script(version).replace("${blob}", dialect.blobType);
        try (var statement = connection.createStatement()) {
            for (String command : script.split(";")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
            statement.execute("insert into invoicing_schema (version) values (" + version + ")");
        }
    }

    private static String script(int version) {
        var name = String.format(Locale.ROOT, "/nl/factuurstroom/schema/v%03d.sql", version);
        try (var in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("schema script " + name + " is missing in the jar");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Comments go first: a semicolon in one would split a command.
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
