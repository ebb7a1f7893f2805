package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.internal.engine.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBackendTest extends BackendContract {

    @TempDir
    static Path folder;

    private static JdbcStore store;

    @BeforeAll
    static void open() {
        store = JdbcStore.embedded(folder.resolve("test.db"));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    Backend backend() {
        return store.backend();
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefused() {
        assertThatThrownBy(() -> JdbcStore.embedded(folder.resolve("test.db")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void everyCommitIsSyncedToTheDisk() throws Exception {
        // WAL with synchronous=FULL (2) fsyncs at each commit; the settings are per connection, so the pool's count.
        var file = folder.resolve("settings.db");
        try (var own = nl.factuurstroom.internal.jdbc.EmbeddedDatabase.open(file);
                var connection = own.dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("pragma synchronous").getInt(1)).isEqualTo(2);
            assertThat(statement.executeQuery("pragma journal_mode").getString(1))
                    .isEqualTo("wal");
        }
    }

    @Test
    void aSchemaFromTheFutureIsRefusedAndLeftAlone() throws Exception {
        var file = folder.resolve("future.db");
        JdbcStore.embedded(file).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("insert into invoicing_schema (version) values (999)");
        }

        assertThatThrownBy(() -> JdbcStore.embedded(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 999");
    }

    @Test
    void aMissingTableIsToldAtTheStart() throws Exception {
        var file = folder.resolve("missing.db");
        JdbcStore.embedded(file).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("drop table invoicing_effect");
        }

        assertThatThrownBy(() -> JdbcStore.embedded(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("invoicing_effect can't be read")
                .hasMessageContaining("backup");
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone() throws Exception {
        var file = folder.resolve("foreign.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table invoicing_effect (theirs text)");

            assertThatThrownBy(() -> JdbcStore.embedded(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("from version 0 to 1")
                    .hasMessageContaining("Nothing was changed");

            assertThat(statement
                            .executeQuery("select count(*) from sqlite_master")
                            .getInt(1))
                    .isEqualTo(1);
        }
    }

    @Test
    void theKeyBesideTheFileIsMadeOnceAndPrivate() throws Exception {
        var file = folder.resolve("keyed.db");
        JdbcStore.embedded(file).close();
        var key = Files.readString(folder.resolve("keyed.db.key"));

        JdbcStore.embedded(file).close();

        assertThat(Files.readString(folder.resolve("keyed.db.key"))).isEqualTo(key);
        assumePosix();
        assertThat(permissions(folder.resolve("keyed.db.key"))).isEqualTo("rw-------");
    }

    @Test
    void aStoreWithoutADatabaseSaysWhatIsMissing() {
        assertThatThrownBy(() -> JdbcStore.builder().build()).hasMessageContaining("embedded(file) or dataSource");
    }

    @Test
    void onlyTheOwnerCanReadWhatIsMade() throws Exception {
        assumePosix();
        var made = folder.resolve("made/deeper");
        var file = made.resolve("own.db");

        try (var own = JdbcStore.embedded(file)) {
            own.backend().transact(tx -> tx.putSetting("p", "a", "b"));

            assertThat(permissions(made)).isEqualTo("rwx------");
            assertThat(permissions(made.getParent())).isEqualTo("rwx------");
            try (var beside = Files.list(made)) {
                assertThat(beside.toList())
                        .extracting(path -> path.getFileName().toString())
                        .contains("own.db", "own.db-wal", "own.db-shm", "own.db.key", "own.db.lock");
            }
            try (var beside = Files.list(made)) {
                assertThat(beside.toList())
                        .allSatisfy(path -> assertThat(permissions(path)).isEqualTo("rw-------"));
            }
            assertThat(own.backend().check()).isEmpty();
        }
    }

    @Test
    void aFileThatOthersCanReadIsToldOf() throws Exception {
        assumePosix();
        var file = folder.resolve("open.db");
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (var own = JdbcStore.embedded(file)) {
            assertThat(permissions(file)).isEqualTo("rw-r--r--");
            assertThat(own.backend().check())
                    .filteredOn(finding -> finding.message().startsWith(file + " "))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                        assertThat(finding.message()).contains("chmod 600");
                    });
        }
    }

    private static void assumePosix() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system knows no POSIX permissions, so there is nothing to see");
    }

    private static String permissions(Path path) throws java.io.IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
