package nl.factuurstroom.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * From won to invoiced with books that answer at once, against as many executions of db-scheduler's one-time tasks that do
 * nothing. In turns, ours and the peer's: the speed of a shared machine drifts, a ratio of neighbours drifts less.
 */
final class EngineMeasure {

    private static final int SALES = 100;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 7;

    /**
     * Medians.
     *
     * @param ours microseconds per sale
     * @param peer microseconds for the executions of a sale
     * @param ratio of each round
     * @param executions of the scheduler per sale
     */
    record Result(double ours, double peer, double ratio, double executions) {}

    private EngineMeasure() {}

    static Result run(String database) throws Exception {
        var ours = new ArrayList<Double>();
        var peer = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        double executions = 0;
        try (var databases = Databases.open(database)) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                long runs;
                double mine;
                try (var run = EngineRun.start(databases.store())) {
                    long before = run.executions();
                    mine = perSale(() -> run.invoice(SALES));
                    runs = run.executions() - before;
                }
                double theirs;
                try (var run = PeerRun.start(databases.peer(), databases.isSqlite())) {
                    theirs = perSale(() -> run.execute((int) runs));
                }
                databases.closePools();
                if (round >= WARM_UP) {
                    ours.add(mine);
                    peer.add(theirs);
                    ratios.add(mine / theirs);
                    executions += (double) runs / SALES / ROUNDS;
                }
            }
        }
        return new Result(median(ours), median(peer), median(ratios), executions);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static double perSale(Work work) throws InterruptedException {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e3 / SALES;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
