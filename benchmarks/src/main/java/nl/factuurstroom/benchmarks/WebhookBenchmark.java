package nl.factuurstroom.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.trigger.WebhookRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A webhook until it may be answered: verified and stored, against the bare insert of its body. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 6, time = 2)
public class WebhookBenchmark {

    /** Which database. */
    @Param({Databases.SQLITE, Databases.POSTGRESQL})
    public String database;

    private Databases databases;
    private JdbcStore store;
    private InvoicingPipeline pipeline;
    private HubSpot hubSpot;
    private HikariDataSource peer;
    private long deal = 33_000_000_000L;

    /** The pipeline is not started: what is accepted waits. */
    @Setup
    public void open() throws Exception {
        databases = Databases.open(database);
        store = databases.store();
        hubSpot = HubSpot.of(HubSpotSettings.builder()
                .accessToken("token")
                .clientSecret(Shop.SECRET)
                .portalId(Shop.PORTAL)
                .build());
        pipeline = InvoicingPipeline.builder()
                .supplier(Shop.SUPPLIER)
                .trigger(hubSpot.dealWon())
                .accountingGateway(new FakeBooks(Clock.systemUTC()))
                .delivery(Delivery.email())
                .settle(Duration.ofMinutes(5))
                .store(store)
                .build();
        peer = databases.peer();
        try (var connection = peer.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table inbox (id bigint primary key, body text not null)");
        }
    }

    /** Closes all. */
    @TearDown
    public void close() throws Exception {
        pipeline.close();
        store.close();
        peer.close();
        databases.close();
    }

    /** Signature, JSON, claim, process row, alarm, journal: one commit. */
    @Benchmark
    public int ours() {
        var request = Shop.signed(deal++);
        int status = pipeline.receive(hubSpot, request).status();
        if (status != 200) {
            throw new IllegalStateException("refused: " + status);
        }
        return status;
    }

    /** One row, one commit. The request is signed here too, so that both make it. */
    @Benchmark
    public WebhookRequest peer() throws SQLException {
        var request = Shop.signed(deal);
        try (var connection = peer.getConnection();
                var insert = connection.prepareStatement("insert into inbox (id, body) values (?, ?)")) {
            insert.setLong(1, deal++);
            insert.setString(2, request.bodyText());
            insert.executeUpdate();
        }
        return request;
    }
}
