package nl.factuurstroom;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import javax.sql.DataSource;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.jdbc.EmbeddedDatabase;
import nl.factuurstroom.internal.jdbc.JdbcBackend;

/**
 * The durable store: an embedded SQLite file for one process, or PostgreSQL for one or many. Creates and upgrades its own
 * tables ({@code invoicing_…}). Thread-safe; close it after the pipelines that use it.
 *
 * <p>Embedded needs {@code org.xerial:sqlite-jdbc} and {@code com.zaxxer:HikariCP} on the class path. A second process on the
 * same file is refused.
 */
public final class JdbcStore implements InvoicingStore {

    /** Threads that take steps. */
    public static final int DEFAULT_WORKERS = 16;

    /** A dead node's work is taken over after four to six heartbeats. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(3);

    /** A node whose clock jumps by more takes up no work until it is set right. */
    public static final Duration DEFAULT_MAX_CLOCK_JUMP = Duration.ofSeconds(5);

    private final JdbcBackend backend;

    private JdbcStore(JdbcBackend backend) {
        this.backend = backend;
    }

    /** A SQLite file, made when missing; its encryption key lies beside it in {@code <file>.key}. */
    public static JdbcStore embedded(Path file) {
        return builder().embedded(file).build();
    }

    /**
     * PostgreSQL. Give the encryption key through {@link #builder()}; this short form is for hosts whose connectors keep no
     * tokens, and makes a key that is forgotten at exit.
     */
    public static JdbcStore of(DataSource dataSource) {
        var key = new byte[32];
        new java.security.SecureRandom().nextBytes(key);
        return builder().dataSource(dataSource).encryptionKey(key).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    /** Stops picking up work of every pipeline on this store, waits for what is under way, and closes it. */
    @Override
    public void close() {
        backend.close();
    }

    /** Not thread-safe. */
    public static final class Builder {

        private @Nullable Path file;
        private @Nullable DataSource dataSource;
        private final List<byte[]> keys = new ArrayList<>();
        private int workers = DEFAULT_WORKERS;
        private Duration heartbeat = DEFAULT_HEARTBEAT;
        private Clock clock = Clock.systemUTC();
        private @Nullable Duration maxClockJump = DEFAULT_MAX_CLOCK_JUMP;

        private Builder() {}

        /** A SQLite file, made when missing. */
        public Builder embedded(Path file) {
            this.file = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * A pooled data source of PostgreSQL. Its connection time-out must be well below four heartbeats, or work is taken over
         * that is still under way.
         */
        public Builder dataSource(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
            return this;
        }

        /**
         * The key that encrypts tokens, 32 random bytes. Required for PostgreSQL; generated beside an embedded file. Called
         * again, adds an earlier key that can still decrypt: the first one encrypts. Tokens under an earlier key are encrypted
         * anew at start and on use; once {@link InvoicingPipeline#check()} names none, the earlier key can go. With several
         * nodes, first give every node the new key as an earlier one, then as the first.
         */
        public Builder encryptionKey(byte[] key) {
            if (key.length != 32) {
                throw new IllegalArgumentException("an encryption key has 32 bytes, this one has " + key.length);
            }
            keys.add(key.clone());
            return this;
        }

        /** Threads that take steps. Defaults to {@value JdbcStore#DEFAULT_WORKERS}. From 1 to 200. */
        public Builder workers(int workers) {
            if (workers < 1 || workers > 200) {
                throw new IllegalArgumentException("workers are 1 to 200, was " + workers);
            }
            this.workers = workers;
            return this;
        }

        /** Defaults to three seconds; from half a second. */
        public Builder heartbeat(Duration heartbeat) {
            if (heartbeat.compareTo(Duration.ofMillis(500)) < 0) {
                throw new IllegalArgumentException("the heartbeat is half a second or longer, was " + heartbeat);
            }
            this.heartbeat = heartbeat;
            return this;
        }

        /** Defaults to the system's. Another one may jump as it likes, unless {@link #maxClockJump} is given after it. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            this.maxClockJump = null;
            return this;
        }

        /**
         * By how much this node's clock may deviate from the database's and from the machine's monotonic time. Beyond it the node
         * takes up no work, with an item {@code CLOCK} in {@link InvoicingPipeline#attention()}, and goes on when the clock is
         * set right; webhooks are accepted meanwhile. Defaults to five seconds; one second or more.
         */
        public Builder maxClockJump(Duration maxClockJump) {
            if (maxClockJump.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("maxClockJump is one second or more, was " + maxClockJump);
            }
            this.maxClockJump = maxClockJump;
            return this;
        }

        /**
         * @throws IllegalStateException when neither or both databases are given, the key is missing, the file is in use by
         *     another process, or the schema is newer than this version
         */
        public JdbcStore build() {
            if ((file == null) == (dataSource == null)) {
                throw new IllegalStateException("a store needs either embedded(file) or dataSource(...)");
            }
            var node = EmbeddedDatabase.nodeName();
            var options =
                    new JdbcBackend.Options(workers, heartbeat, Duration.ofMillis(500), file != null, maxClockJump);
            if (file != null) {
                var database = EmbeddedDatabase.open(file);
                try {
                    var all = new ArrayList<>(keys);
                    if (keys.isEmpty() || database.hasKeyFile()) {
                        // A key that is given replaces the file's, which can still decrypt.
                        all.addAll(database.keys());
                    }
                    return new JdbcStore(new JdbcBackend(database.dataSource(), clock, options, all, node, database));
                } catch (RuntimeException e) {
                    database.close();
                    throw e;
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException(
                        "a store on PostgreSQL needs encryptionKey(...): 32 random bytes that you keep, the same on every node");
            }
            return new JdbcStore(new JdbcBackend(
                    Objects.requireNonNull(dataSource),
                    clock,
                    options,
                    List.copyOf(keys),
                    node,
                    new JdbcBackend.Resources() {
                        @Override
                        public void close() {}
                    }));
        }
    }
}
