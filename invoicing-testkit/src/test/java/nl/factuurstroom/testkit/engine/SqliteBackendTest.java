package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.internal.engine.Backend;
import org.junit.jupiter.api.AfterAll;
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
    void theKeyBesideTheFileIsMadeOnceAndPrivate() throws Exception {
        var file = folder.resolve("keyed.db");
        JdbcStore.embedded(file).close();
        var key = Files.readString(folder.resolve("keyed.db.key"));

        JdbcStore.embedded(file).close();

        assertThat(Files.readString(folder.resolve("keyed.db.key"))).isEqualTo(key);
        assertThat(Files.getPosixFilePermissions(folder.resolve("keyed.db.key")))
                .hasSize(2);
    }

    @Test
    void aStoreWithoutADatabaseSaysWhatIsMissing() {
        assertThatThrownBy(() -> JdbcStore.builder().build()).hasMessageContaining("embedded(file) or dataSource");
    }
}
