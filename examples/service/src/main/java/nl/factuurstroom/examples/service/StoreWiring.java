package nl.factuurstroom.examples.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.JdbcStore;

/** {@code store.*} as a store. */
final class StoreWiring {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(500);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(5);

    /** Beside the workers: the scheduler's own threads, and requests that are being answered. */
    private static final int OTHER_CONNECTIONS = 6;

    private static final int KEY_BYTES = 32;
    private static final int MOST_CONNECTIONS = 40;
    private static final long WAIT_FOR_DATABASE_MILLIS = 30_000;

    private final Configuration configuration;
    private final String url;
    private final int workers;
    private final Duration heartbeat;
    private final List<byte[]> keys = new ArrayList<>();
    private @Nullable Path file;

    /** Reads and checks the settings; opens nothing yet. */
    StoreWiring(Configuration configuration) {
        this.configuration = configuration;
        this.url = configuration.text("store.url");
        this.workers = configuration.number("workers", 1, 200);
        this.heartbeat = configuration.duration("engine.heartbeat");
        if (heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0 || heartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
            configuration.faults().add("engine.heartbeat must be from PT0.5S to PT5M, was " + heartbeat);
        }
        readKeys();
        readUrl();
    }

    /** Opens it. @throws RuntimeException when it can't be opened */
    OpenStore open() {
        var builder = JdbcStore.builder().workers(workers).heartbeat(heartbeat);
        keys.forEach(builder::encryptionKey);
        if (file != null) {
            return new OpenStore(builder.embedded(file).build(), () -> {});
        }
        var pool = pool();
        try {
            return new OpenStore(builder.dataSource(pool).build(), pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private void readKeys() {
        var current = configuration.optional("store.encryption-key");
        var earlier = configuration.list("store.earlier-encryption-keys");
        if (current != null) {
            keys.add(key("store.encryption-key", current));
        } else if (!earlier.isEmpty()) {
            configuration
                    .faults()
                    .add("store.earlier-encryption-keys need store.encryption-key, which encrypts from now on");
        }
        earlier.forEach(text -> keys.add(key("store.earlier-encryption-keys", text)));
    }

    /** The key is a secret: what is wrong with it is told without it. */
    private byte[] key(String name, String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            configuration.faults().add(name + " must be 32 bytes in base64: openssl rand -base64 32");
        }
        return key;
    }

    private void readUrl() {
        if (url.startsWith(SQLITE)) {
            var path = url.substring(SQLITE.length());
            if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
                refuse("names a plain file, like jdbc:sqlite:./data/factuurstroom.db");
                return;
            }
            try {
                file = Path.of(path);
            } catch (InvalidPathException e) {
                refuse("doesn't name a file");
            }
        } else if (url.startsWith(POSTGRESQL)) {
            if (!configuration.has("store.encryption-key")) {
                configuration
                        .faults()
                        .add("store.encryption-key is missing: on PostgreSQL every node needs the same 32"
                                + " bytes in base64 (openssl rand -base64 32)");
            }
        } else {
            refuse("begins with jdbc:sqlite: or jdbc:postgresql:");
        }
    }

    private void refuse(String why) {
        // The address itself may hold a password, so it isn't repeated.
        configuration.faults().add("store.url " + why);
    }

    private HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(configuration.optional("store.user"));
        config.setPassword(configuration.optional("store.password"));
        config.setMaximumPoolSize(Math.min(workers + OTHER_CONNECTIONS, MOST_CONNECTIONS));
        config.setMinimumIdle(2);
        // Work picked before an outage must not be taken over while it still waits for a connection.
        config.setConnectionTimeout(Math.min(heartbeat.toMillis(), 10_000));
        config.setValidationTimeout(Math.min(heartbeat.toMillis(), 5_000));
        config.setInitializationFailTimeout(WAIT_FOR_DATABASE_MILLIS);
        config.setConnectionInitSql("set synchronous_commit = on");
        config.setPoolName("factuurstroom");
        return new HikariDataSource(config);
    }
}
