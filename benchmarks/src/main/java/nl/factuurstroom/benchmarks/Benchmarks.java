package nl.factuurstroom.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all, or those whose name matches the argument, and prints a table of ratios: ours divided by the peer's. */
public final class Benchmarks {

    private static final String ALL = ".*";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Benchmarks() {}

    /** @param arguments a regular expression of benchmark classes, or none for all */
    public static void main(String[] arguments) throws Exception {
        var wanted = arguments.length == 0 || arguments[0].isBlank() ? ALL : arguments[0];
        new Benchmarks().run(wanted);
    }

    private void run(String wanted) throws Exception {
        boolean all = wanted.equals(ALL);
        if (all || wanted.equals("Vat") || wanted.equals("Webhook")) {
            jmh(wanted);
        }
        if (all || wanted.equals("Engine")) {
            engine();
        }
        if (all || wanted.equals("Memory")) {
            memory();
        }
    }

    private void jmh(String wanted) throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\." + wanted + "Benchmark\\.")
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
                .shouldFailOnError(true)
                .build();
        var results = new Runner(options).run();
        out.printf("%n| median | ours | peer | ratio | ratio of bytes allocated |%n|---|---|---|---|---|%n");
        table(results);
    }

    private void engine() throws Exception {
        out.printf("%n| median per sale | ours | peer | ratio | executions |%n|---|---|---|---|---|%n");
        for (String database : List.of(Databases.SQLITE, Databases.POSTGRESQL)) {
            var result = EngineMeasure.run(database);
            out.printf(
                    Locale.ROOT,
                    "| Engine %s | %.0f µs | %.0f µs | %.2f | %.2f |%n",
                    database,
                    result.ours(),
                    result.peer(),
                    result.ratio(),
                    result.executions());
        }
    }

    private void table(Collection<RunResult> results) {
        Map<String, RunResult> byName = new TreeMap<>();
        results.forEach(result -> byName.put(name(result), result));
        byName.forEach((name, ours) -> {
            var peer = byName.get(name.replace(".ours", ".peer"));
            if (name.contains(".ours") && peer != null) {
                row(name.replace(".ours", ""), score(ours), score(peer), allocated(ours) / allocated(peer));
            }
        });
    }

    private static String name(RunResult result) {
        var database = result.getParams().getParam("database");
        var name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
                + (database == null ? "" : " " + database);
    }

    /** The median: what else runs on the machine weighs less in it than in the mean. */
    private static double score(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    /** Bytes per operation. */
    private static double allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().contains("alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    private void row(String name, double ours, double peer, double bytes) {
        out.printf(Locale.ROOT, "| %s | %.1f µs | %.1f µs | %.2f | %.2f |%n", name, ours, peer, ours / peer, bytes);
    }

    private void memory() throws Exception {
        var result = MemoryMeasure.run();
        out.println();
        out.printf(
                Locale.ROOT,
                "| bytes per waiting sale (JSON of %.0f) | ours | peer | ratio |%n|---|---|---|---|%n",
                result.json());
        bytes("heap that stays", result.ours().retained(), result.peer().retained());
        bytes("heap that passes", result.ours().allocated(), result.peer().allocated());
        bytes("disk", result.ours().disk(), result.peer().disk());
    }

    private void bytes(String name, double ours, double peer) {
        out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", name, ours, peer, ours / peer);
    }
}
