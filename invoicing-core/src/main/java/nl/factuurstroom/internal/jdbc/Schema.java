package nl.factuurstroom.internal.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Brings the schema up to this jar's version: numbered scripts in the jar, each in one transaction. A schema newer than the
 * jar is refused, so that an old node can't spoil what a new one wrote.
 */
final class Schema {

    static final int VERSION = 1;

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
                statement.execute("create table if not exists invoicing_schema (version integer not null primary key)");
            }
            int present = present(connection);
            if (present > VERSION) {
                throw new IllegalStateException(
                        "the store's schema has version " + present + " and this Factuurstroom knows up to " + VERSION
                                + ": run the newer Factuurstroom that made it");
            }
            for (int version = present + 1; version <= VERSION; version++) {
                run(connection, dialect, version);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
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
