package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.internal.engine.Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL, which comes as a Maven artifact. */
class PostgresBackendTest extends BackendContract {

    private static EmbeddedPostgres postgres;
    private static HikariDataSource pool;
    private static JdbcStore store;

    @BeforeAll
    static void open() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start();
        pool = new HikariDataSource();
        pool.setDataSource(postgres.getPostgresDatabase());
        pool.setMaximumPoolSize(4);
        store = JdbcStore.builder().dataSource(pool).encryptionKey(new byte[32]).build();
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
        pool.close();
        postgres.close();
    }

    @Override
    Backend backend() {
        return store.backend();
    }

    @Test
    void aSecondNodeOpensTheSameSchema() {
        JdbcStore.builder().dataSource(pool).encryptionKey(new byte[32]).build().close();
    }

    @Test
    void aKeyIsAskedFor() {
        assertThatThrownBy(() -> JdbcStore.builder().dataSource(pool).build()).hasMessageContaining("encryptionKey");
    }
}
