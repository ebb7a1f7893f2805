package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes against one, where vendors are slow: how much sooner is the same pile of deals invoiced? Run by command, see
 * CONTRIBUTING.md; {@code -Ddeals} (300) and {@code -Ddelay} (milliseconds a call takes, 400) change it.
 */
@Tag("measure")
class ThroughputMeasure {

    private static final Logger LOG = LoggerFactory.getLogger(ThroughputMeasure.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP = 10;

    @TempDir
    Path folder;

    @Test
    void twoNodesAgainstOne() throws Exception {
        int deals = Integer.getInteger("deals", 300);
        var delay = Duration.ofMillis(Integer.getInteger("delay", 400));
        try (var postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")))) {
            double one = seconds(postgres, "one", 1, deals, delay);
            double two = seconds(postgres, "two", 2, deals, delay);

            LOG.info(
                    "{} deals, {} ms a call: one node {} s, two nodes {} s, ratio {}",
                    deals,
                    delay.toMillis(),
                    Math.round(one * 10) / 10.0,
                    Math.round(two * 10) / 10.0,
                    Math.round(100 * one / two) / 100.0);
            assertThat(two).isLessThan(one);
        }
    }

    private double seconds(Postgres postgres, String name, int nodes, int number, Duration delay) {
        try (var town = new Town(Clock.systemUTC());
                var toHubSpot = new SlowLine(town.hubSpot.baseUri(), delay);
                var toExact = new SlowLine(town.exact.baseUri(), delay)) {
            town.exact.searchLag(Duration.ZERO);
            var settings = new LinkedHashMap<>(town.settings());
            settings.putAll(postgres.database(name));
            settings.put("hubspot.base-url", toHubSpot.baseUri().toString());
            settings.put("exact.base-url", toExact.baseUri().toString());
            settings.put("exact.payment-poll-interval", "0");
            var running = new ArrayList<Node>();
            var postmen = new ArrayList<Postman>();
            try {
                IntStream.range(0, nodes).forEach(i -> running.add(Node.start(name + i, folder, settings)));
                running.forEach(Node::awaitReady);
                running.forEach(node -> postmen.add(new Postman(town, node::url)));
                invoiced(town, postmen, deals(1000, WARM_UP * nodes));
                var pile = deals(2000, number);
                pile.forEach(town::open);
                long started = System.nanoTime();
                invoiced(town, postmen, pile);
                return (System.nanoTime() - started) / 1e9;
            } finally {
                postmen.forEach(Postman::close);
                running.forEach(Node::close);
            }
        }
    }

    private static List<Deal> deals(int from, int number) {
        return IntStream.range(from, from + number)
                .mapToObj(i -> new Deal("" + i, i % (Town.COMPANIES - 1), new BigDecimal("100")))
                .toList();
    }

    private static void invoiced(Town town, List<Postman> postmen, List<Deal> deals) {
        for (int i = 0; i < deals.size(); i++) {
            var deal = deals.get(i);
            if (town.hubSpot.deal(deal.id()).lines().isEmpty()) {
                town.open(deal);
            }
            town.win(deal);
            postmen.get(i % postmen.size()).announce(deal, 1);
        }
        Eventually.holds(
                "all are final",
                PATIENCE,
                () -> Tally.of(town, deals).lost().isEmpty(),
                () -> Tally.of(town, deals).summary());
    }
}
