package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes share the 60 calls a minute of one Exact account: real connectors over HTTP, in virtual time. The simulator
 * refuses what is too much, so a minute with more than 60 calls is a minute with a 429.
 */
class QuotaOverNodesTest {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaOverNodesTest.class);
    private static final int PER_MINUTE = 60;
    private static final int PER_DAY = 5000;
    private static final int WELL_USED = 57;

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private Town town;
    private VirtualNodes nodes;

    @BeforeEach
    void open() {
        town = new Town(clock);
        town.exact.limits(PER_MINUTE, PER_DAY);
        town.exact.searchLag(Duration.ZERO);
        nodes = new VirtualNodes(clock, town, 2);
        // The doctor and the caches are done with, and tests look at whole minutes.
        nodes.pass(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        town.close();
    }

    private List<Deal> winMany(int from, int many) {
        var deals = IntStream.range(from, from + many)
                .mapToObj(i -> new Deal("" + i, i % (Town.COMPANIES - 1), new BigDecimal("100")))
                .toList();
        deals.forEach(nodes::win);
        return deals;
    }

    private Map<Long, Long> callsPerMinute() {
        return town.exact.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.at().getEpochSecond() / 60, TreeMap::new, Collectors.counting()));
    }

    @Test
    void aBacklogUsesTheMinuteOverBothNodesWithoutASingleRefusal() {
        int minutes = 8;
        long first = clock.instant().getEpochSecond() / 60;
        var deals = winMany(1000, 260);

        nodes.pass(Duration.ofMinutes(minutes));

        var used = callsPerMinute();
        var whole = IntStream.range(0, minutes)
                .mapToObj(i -> used.getOrDefault(first + i, 0L))
                .toList();
        long percent = 100 * whole.stream().mapToLong(n -> n).sum() / ((long) minutes * PER_MINUTE);
        LOG.info("calls a minute over two nodes: {}, {} % of what is allowed", whole, percent);
        assertThat(percent).isBetween(95L, 100L);
        // In the first minute sales of one new customer wait for each other.
        assertThat(whole.subList(1, minutes))
                .allSatisfy(calls -> assertThat(calls).isBetween((long) WELL_USED, (long) PER_MINUTE));
        nodes.pass(Duration.ofMinutes(15));
        assertThat(Tally.of(town, deals)).isEqualTo(Tally.perfect());
        assertThat(callsPerMinute().values())
                .allSatisfy(calls -> assertThat(calls).isLessThanOrEqualTo(PER_MINUTE));
    }

    @Test
    void whenOthersSpendTheMinuteNothingIsLostAndLittleIsWasted() {
        var deals = winMany(2000, 60);
        for (int i = 0; i < 5; i++) {
            town.exact.spendMinute();
            nodes.pass(Duration.ofMinutes(1));
        }
        var wasted = town.exact.calls().size();

        nodes.pass(Duration.ofMinutes(30));

        LOG.info("{} calls in five minutes in which all are refused", wasted);
        assertThat(wasted).isLessThan(5 * PER_MINUTE);
        assertThat(Tally.of(town, deals)).isEqualTo(Tally.perfect());
        assertThat(nodes.pipeline().attention()).isEmpty();
    }
}
