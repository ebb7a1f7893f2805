package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No webhook is acknowledged before the disk has it: between its arrival and the answer, the embedded store syncs its log.
 * Counted from outside with {@code strace}; skipped where that isn't installed or not allowed.
 */
@Tag("kill")
class FsyncTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WEBHOOKS = 20;

    /** When a webhook was sent and when it was answered, in epoch seconds. */
    private record Span(double sent, double answered) {

        boolean holds(double moment) {
            return sent <= moment && moment <= answered;
        }
    }

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedWebhookWasSyncedBefore() throws Exception {
        var trace = folder.resolve("trace");
        try (var town = new Town(Clock.systemUTC())) {
            var settings = new LinkedHashMap<>(town.settings());
            settings.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));
            try (var node = Node.start("fsync", folder, settings)) {
                var url = node.awaitReady();
                // Nothing but the webhooks is to write.
                Operator.post(url.resolve("/pause?reason=counting"), "");
                var strace = attach(node, trace);
                var spans = new ArrayList<Span>();
                try {
                    for (int i = 0; i < WEBHOOKS; i++) {
                        spans.add(deliver(town, node, new Deal("" + (9400 + i), 0, BigDecimal.TEN)));
                    }
                } finally {
                    strace.destroy();
                    strace.waitFor();
                }

                var syncs = syncs(trace);
                assertThat(spans)
                        .hasSize(WEBHOOKS)
                        .allSatisfy(span -> assertThat(syncs).anyMatch(span::holds));
            }
        }
    }

    private static Process attach(Node node, Path trace) throws IOException, InterruptedException {
        Process strace;
        try {
            strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-ttt",
                            "-e",
                            "trace=fsync,fdatasync",
                            "-o",
                            trace.toString(),
                            "-p",
                            String.valueOf(node.pid()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "strace isn't installed");
            throw e;
        }
        var first = strace.inputReader().readLine();
        assumeTrue(first != null && first.contains("attached"), "strace may not attach: " + first);
        // All threads of the JVM are attached one by one before the first is let go.
        assumeTrue(!strace.waitFor(500, TimeUnit.MILLISECONDS), "strace ended");
        return strace;
    }

    private static Span deliver(Town town, Node node, Deal deal) {
        town.open(deal);
        town.win(deal);
        var target = node.awaitReady().resolve("/webhooks/hubspot");
        var webhook = town.hubSpot
                .webhook()
                .to(target)
                .dealStage(deal.id(), "closedwon")
                .build();
        double sent = now();
        assertThat(webhook.post(target, PATIENCE)).isEqualTo(200);
        return new Span(sent, now());
    }

    private static double now() {
        var now = Clock.systemUTC().instant();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    /** Lines look like {@code 4711 1764000000.123456 fdatasync(17) = 0}. */
    private static List<Double> syncs(Path trace) throws IOException {
        return Files.readAllLines(trace).stream()
                .filter(line -> line.contains("fsync(") || line.contains("fdatasync("))
                .map(line -> Double.parseDouble(line.strip().split(" +")[1]))
                .toList();
    }
}
