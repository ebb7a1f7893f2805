package nl.factuurstroom.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From won to invoiced with books that answer at once, against as many executions of tasks of db-scheduler that do nothing.
 * The time of one sale; {@value #SALES} at a time.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class EngineBenchmark {

    static final int SALES = 100;

    /** Our side; made anew for each invocation. */
    @State(Scope.Benchmark)
    public static class Ours {

        /** Which database. */
        @Param({Databases.SQLITE, Databases.POSTGRESQL})
        public String database;

        private Databases databases;
        private EngineRun run;

        /** Starts the database. */
        @Setup(Level.Trial)
        public void open() throws Exception {
            databases = Databases.open(database);
        }

        /** Starts a pipeline on an empty store and invoices one sale. */
        @Setup(Level.Invocation)
        public void start() throws Exception {
            run = EngineRun.start(databases.store());
        }

        /** Stops it. */
        @TearDown(Level.Invocation)
        public void stop() {
            run.close();
            databases.closePools();
        }

        /** Stops the database. */
        @TearDown(Level.Trial)
        public void close() throws Exception {
            databases.close();
        }
    }

    /** The peer; it learns from a run of ours how many executions there are. */
    @State(Scope.Benchmark)
    public static class Peer {

        /** Which database. */
        @Param({Databases.SQLITE, Databases.POSTGRESQL})
        public String database;

        private Databases databases;
        private PeerRun run;
        private int executions;

        /** Starts the database and counts. */
        @Setup(Level.Trial)
        public void open() throws Exception {
            databases = Databases.open(database);
            try (var counted = EngineRun.start(databases.store())) {
                long before = counted.executions();
                counted.invoice(SALES);
                executions = (int) (counted.executions() - before);
            }
        }

        /** Starts a scheduler on an empty table. */
        @Setup(Level.Invocation)
        public void start() throws Exception {
            run = PeerRun.start(databases.peer(), databases.isSqlite());
        }

        /** Stops it. */
        @TearDown(Level.Invocation)
        public void stop() {
            run.close();
            databases.closePools();
        }

        /** Stops the database. */
        @TearDown(Level.Trial)
        public void close() throws Exception {
            databases.close();
        }
    }

    /** Webhook, read, customer, VAT, asked again, booked, issued. */
    @Benchmark
    @OperationsPerInvocation(SALES)
    public void ours(Ours ours) throws InterruptedException {
        ours.run.invoice(SALES);
    }

    /** One task per execution, each scheduled in a commit of its own. */
    @Benchmark
    @OperationsPerInvocation(SALES)
    public void peer(Peer peer) throws InterruptedException {
        peer.run.execute(peer.executions);
    }
}
