package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.LocalDate;
import nl.factuurstroom.Erasure;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.internal.engine.StateJson;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first version, in the middle of its work, is opened by today's code, which finishes it. */
@Timeout(120)
class SchemaHistoryTest {

    private static final String INSTRUCTION = """
            The first version of the schema is frozen in %s, and v001.sql isn't the same any more.
            Has version 1 been released? Then put v001.sql back as it was, and write the change as the next numbered script.
            Not released yet? Then freeze it anew, and look at what changed:
              mvn -q -pl invoicing-testkit -am test -Dtest=SchemaHistoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dschema.freeze=true
            """;

    private final Clock clock = Clock.systemUTC();
    private final FakeSource source = new FakeSource("crm", clock);
    private final FakeBooks books = new FakeBooks(clock);
    private final Rig rig = new Rig();

    @TempDir
    private Path folder;

    @Test
    void theFirstVersionStaysAsItWas() throws Exception {
        if (Boolean.getBoolean("schema.freeze")) {
            FrozenSchema.freeze(folder);
            return;
        }

        assertThat(FrozenSchema.ddl())
                .as(String.format(java.util.Locale.ROOT, INSTRUCTION, FrozenSchema.FILE))
                .isEqualTo(FrozenSchema.script(1));
    }

    @Test
    void onSqliteItsSalesAreFinished() throws Exception {
        var file = folder.resolve("old.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            FrozenSchema.load(connection, "blob");
            rememberCustomers(connection);
        }

        try (var store = JdbcStore.builder()
                        .embedded(file)
                        .encryptionKey(FrozenSchema.KEY)
                        .workers(2)
                        .build();
                var pipeline = FrozenSchema.pipeline(store, source, books)) {
            finishes(pipeline);
        }
    }

    @Test
    void onPostgresItsSalesAreFinished() throws Exception {
        try (var postgres = EmbeddedPostgres.start();
                var pool = new HikariDataSource()) {
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(8);
            try (var connection = pool.getConnection()) {
                FrozenSchema.load(connection, "bytea");
                rememberCustomers(connection);
            }

            try (var store = JdbcStore.builder()
                            .dataSource(pool)
                            .encryptionKey(FrozenSchema.KEY)
                            .workers(2)
                            .build();
                    var pipeline = FrozenSchema.pipeline(store, source, books)) {
                finishes(pipeline);
            }
        }
    }

    private void finishes(InvoicingPipeline pipeline) {
        books.bookedByHand(new BookedInvoice(
                new InvoiceId("frozen-1"),
                "HS-1",
                new CustomerId("frozen"),
                BookedInvoice.State.FINAL,
                Money.eur("665.50"),
                "26000011",
                LocalDate.of(2026, 11, 24),
                LocalDate.of(2026, 12, 8)));
        books.pay("HS-1", Money.eur("665.50"));
        for (String id : new String[] {"1", "2", "3", "4", "5"}) {
            source.won(rig.sale(id));
        }

        pipeline.start();
        // What waited for a person was mended at its source meanwhile; two that are done come again.
        pipeline.receive(source, source.webhook("1", "2", "5"));
        FrozenSchema.await(() -> count(pipeline, "invoiced") == 5 && count(pipeline, "paid") == 1);

        assertThat(books.sent()).containsExactlyInAnyOrder("HS-2", "HS-3", "HS-4", "HS-6");
        assertThat(count(pipeline, "erased")).isEqualTo(1);
        assertThat(pipeline.attention()).isEmpty();
        assertThat(pipeline.journal(source.ref("1")).toString()).contains("NUMBERED", "PAID");
        erases(pipeline);
        assertThat(books.tokens().load().orElseThrow().tokens().refresh()).isEqualTo("refresh-1");
    }

    /** The paid one at once, as far as the law lets go; the others are still followed. */
    private void erases(InvoicingPipeline pipeline) {
        FrozenSchema.await(() -> {
            try {
                return pipeline.erase(source.ref("1"), "anna").get(0).extent() == Erasure.Extent.CONTACTS;
            } catch (IllegalStateException stillCompared) {
                return false;
            }
        });

        assertThat(pipeline.eraseCustomer("Facturen@DeVries.example", "anna"))
                .hasSize(4)
                .allSatisfy(erasure -> assertThat(erasure.extent()).isEqualTo(Erasure.Extent.NOTHING));
    }

    private static long count(InvoicingPipeline pipeline, String state) {
        return pipeline.insights().counts().getOrDefault(state, 0L);
    }

    /** The books are as old as the database: they know whom it knows. */
    private void rememberCustomers(Connection connection) throws java.sql.SQLException, IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select distinct facts from invoicing_customer")) {
            while (rows.next()) {
                books.fakeCustomers().add(StateJson.read(rows.getString(1), KnownCustomer.class));
            }
        }
    }
}
