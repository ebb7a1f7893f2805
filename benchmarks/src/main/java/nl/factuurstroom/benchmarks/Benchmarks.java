package nl.factuurstroom.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
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
        var options = new OptionsBuilder()
                .include("\\." + wanted + "Benchmark\\.")
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
                .shouldFailOnError(true)
                .build();
        var results = wanted.equals("Memory") ? java.util.List.<RunResult>of() : new Runner(options).run();
        out.println();
        out.println("| | ours | peer | ratio | bytes allocated, ratio |");
        out.println("|---|---|---|---|---|");
        table(results);
        if (wanted.equals(ALL) || wanted.equals("Memory")) {
            memory();
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
