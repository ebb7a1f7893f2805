package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
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
    void everyCommitIsOnDiskEvenWhereTheServerWouldNotWaitForIt() throws Exception {
        try (var hasty = new HikariDataSource()) {
            hasty.setDataSource(postgres.getPostgresDatabase());
            hasty.setConnectionInitSql("set synchronous_commit = off");
            try (var own = JdbcStore.builder()
                            .dataSource(hasty)
                            .encryptionKey(new byte[32])
                            .build();
                    var connection = hasty.getConnection();
                    var statement = connection.createStatement()) {
                // What a setting is worth in the very transaction that writes.
                statement.execute("create table seen (setting text)");
                statement.execute(
                        "create function see() returns trigger language plpgsql as"
                                + " 'begin insert into seen values (current_setting(''synchronous_commit'')); return new; end'");
                statement.execute(
                        "create trigger see after insert on invoicing_setting for each row execute function see()");

                own.backend().transact(tx -> tx.putSetting("hasty", "a", "b"));

                statement.execute("drop trigger see on invoicing_setting");
                var rows = statement.executeQuery("select setting from seen");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("on");
            }
        }
    }

    @Test
    void aUserWhoMayNotCreateTablesIsToldSo() throws Exception {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role reader login");
            statement.execute("create schema empty authorization reader");
            statement.execute("revoke create on schema empty from reader");
        }
        try (var theirs = new HikariDataSource()) {
            theirs.setDataSource(postgres.getDatabase("reader", "postgres"));
            theirs.setConnectionInitSql("set search_path = empty");

            assertThatThrownBy(() -> JdbcStore.builder()
                            .dataSource(theirs)
                            .encryptionKey(new byte[32])
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("allowed to create tables");
        }
    }

    @Test
    void aKeyIsAskedFor() {
        assertThatThrownBy(() -> JdbcStore.builder().dataSource(pool).build()).hasMessageContaining("encryptionKey");
    }
}
