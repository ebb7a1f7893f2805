package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.jdbc.DatabaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the embedded file's write lock for longer than we wait: a backup, say. */
class BusyDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void transactionsStayAllOrNothingAfterTheDatabaseWasBusyForTooLong() throws Exception {
        var file = folder.resolve("busy.db");
        try (var store = JdbcStore.embedded(file)) {
            var backend = store.backend();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("begin immediate");
                assertThatThrownBy(() -> put(backend, "while-busy")).isInstanceOf(DatabaseException.class);
                statement.execute("rollback");
            }

            assertThatThrownBy(() -> backend.transact(tx -> {
                        tx.putSetting("test", "half", "done");
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            put(backend, "afterwards");
            assertThat(get(backend, "half")).isEmpty();
            assertThat(get(backend, "afterwards")).contains("yes");
        }
    }

    private static Optional<String> get(Backend backend, String name) {
        return backend.inTransaction(tx -> tx.setting("test", name));
    }

    private static void put(Backend backend, String name) {
        backend.transact(tx -> tx.putSetting("test", name, "yes"));
    }
}
