package nl.factuurstroom.killharness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** A real PostgreSQL, which comes as a Maven artifact; it can be stopped and started again with its data. */
final class Postgres implements AutoCloseable {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final Path data;
    private EmbeddedPostgres server;

    private Postgres(Path data) {
        this.data = data;
        this.server = server(0);
    }

    /** @param data an empty folder */
    static Postgres start(Path data) {
        return new Postgres(data);
    }

    private EmbeddedPostgres server(int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // The artifact's default is off, which loses acknowledged commits.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code store.*} of an empty database. */
    Map<String, String> database(String name) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "store.url",
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                "store.user",
                "postgres",
                "store.password",
                "postgres",
                "store.encryption-key",
                KEY);
    }

    /** Shuts it down at once; its connections break. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, at the same address with the same data. */
    void startAgain() {
        server = server(server.getPort());
    }

    @Override
    public void close() {
        stop();
    }
}
