package nl.factuurstroom.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.factuurstroom.JdbcStore;

/** One database for us and the peer: SQLite in a file or a real PostgreSQL, both writing every commit to disk. */
final class Databases implements AutoCloseable {

    static final String SQLITE = "sqlite";
    static final String POSTGRESQL = "postgresql";

    private static final byte[] KEY = new byte[32];

    private final Path folder;
    private final EmbeddedPostgres server;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private int serial;

    private Databases(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static Databases open(String kind) throws IOException {
        var folder = Files.createTempDirectory("factuurstroom-benchmark");
        var server = kind.equals(POSTGRESQL)
                ? EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("fsync", "on")
                        .start()
                : null;
        return new Databases(folder, server);
    }

    boolean isSqlite() {
        return server == null;
    }

    /** A store of its own. */
    JdbcStore store() throws SQLException {
        return isSqlite()
                ? JdbcStore.embedded(file("store" + serial++))
                : JdbcStore.builder().dataSource(postgres()).encryptionKey(KEY).build();
    }

    /** A store whose file is known. */
    Path file(String name) {
        return folder.resolve(name + ".db");
    }

    /** A pool for the peer, set as the store sets its own. */
    HikariDataSource peer() throws SQLException {
        return isSqlite() ? sqlite(file("peer" + serial++)) : postgres();
    }

    static HikariDataSource sqlite(Path file) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE&foreign_keys=false");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private HikariDataSource postgres() throws SQLException {
        var name = "bench" + serial++;
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + server.getPort() + "/" + name);
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(16);
        var pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** After the stores and peers on them are closed. */
    void closePools() {
        pools.forEach(HikariDataSource::close);
        pools.clear();
    }

    @Override
    public void close() throws IOException {
        closePools();
        if (server != null) {
            server.close();
        }
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
