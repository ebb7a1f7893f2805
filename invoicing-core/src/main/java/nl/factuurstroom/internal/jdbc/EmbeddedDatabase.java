package nl.factuurstroom.internal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.factuurstroom.account.Finding;

/**
 * A SQLite file that belongs to this process alone.
 *
 * <p>{@code journal_mode=WAL} with {@code synchronous=FULL} makes SQLite fsync at each commit, so that what was acknowledged
 * survives a crash of process or machine. A lock file of our own keeps a second process out: SQLite itself would let it in.
 */
public final class EmbeddedDatabase implements JdbcBackend.Resources {

    private static final int CONNECTIONS = 4;
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final HikariDataSource dataSource;

    private EmbeddedDatabase(Path file, FileChannel lockChannel, FileLock lock, HikariDataSource dataSource) {
        this.file = file;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.dataSource = dataSource;
    }

    /** @throws IllegalStateException when another process has it open */
    public static EmbeddedDatabase open(Path given) {
        var file = given.toAbsolutePath().normalize();
        try {
            var folder = file.getParent();
            if (folder != null) {
                PrivateFiles.createFolders(folder);
            }
            var lockFile = beside(file, ".lock");
            PrivateFiles.createUnlessThere(lockFile);
            var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            var lock = lock(channel, file);
            try {
                // An empty file is an empty database. SQLite gives -wal and -shm the permissions of the file.
                PrivateFiles.createUnlessThere(file);
                return new EmbeddedDatabase(file, channel, lock, pool(file));
            } catch (RuntimeException | IOException e) {
                lock.release();
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store file " + file + " cannot be opened", e);
        }
    }

    private static FileLock lock(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("the store file " + file
                    + " is in use by another process or store: stop it first, or use PostgreSQL for several nodes");
        }
        return lock;
    }

    private static HikariDataSource pool(Path file) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE&foreign_keys=false");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setPoolName("factuurstroom-embedded");
        config.setExceptionOverride(new AfterFailure());
        return new HikariDataSource(config);
    }

    /**
     * After an error SQLite may have ended the transaction by itself (disk full, I/O error), or never begun it (busy), while
     * the driver goes on as if there were one: from then on statements would be committed one by one. Only a broken
     * constraint leaves no doubt; any other error costs the connection.
     */
    private static final class AfterFailure implements SQLExceptionOverride {

        private static final int CONSTRAINT = 19;
        private static final int PRIMARY_CODE = 0xff;

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return (failure.getErrorCode() & PRIMARY_CODE) == CONSTRAINT ? Override.DO_NOT_EVICT : Override.MUST_EVICT;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * The keys beside the file, one a line, made when missing, readable by their owner only. The first one encrypts, the
     * others can still decrypt.
     */
    public List<byte[]> keys() {
        var path = keyFile();
        try {
            if (!Files.exists(path)) {
                var key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                PrivateFiles.createUnlessThere(path);
                Files.writeString(path, Base64.getEncoder().encodeToString(key));
            }
            var keys = Files.readString(path)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> key(line, path))
                    .toList();
            if (keys.isEmpty()) {
                throw unusable(path);
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + path + " cannot be read or written", e);
        }
    }

    /** Whether there already is a key file beside the database. */
    public boolean hasKeyFile() {
        return Files.exists(keyFile());
    }

    private Path keyFile() {
        return beside(file, ".key");
    }

    private static byte[] key(String line, Path path) {
        try {
            var key = Base64.getDecoder().decode(line);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text: it is a secret, if a damaged one.
        }
        throw unusable(path);
    }

    private static IllegalStateException unusable(Path path) {
        return new IllegalStateException("the key file " + path + " must hold 32 bytes in base64 on each line");
    }

    @Override
    public List<Finding> check() {
        return Stream.of(file, beside(file, "-wal"), beside(file, "-shm"), keyFile())
                .filter(PrivateFiles::isOpenToOthers)
                .map(path -> Finding.warning(
                        "store",
                        path + " can be read by other users of this machine, and it holds personal data and secrets:"
                                + " chmod 600 it, and 700 its folder"))
                .toList();
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Unique per process start: a restarted node must not look like the one that died. */
    public static String nodeName() {
        return ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public void close() {
        dataSource.close();
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
