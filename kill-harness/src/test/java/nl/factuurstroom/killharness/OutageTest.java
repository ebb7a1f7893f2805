package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped in the middle of the work and comes back: the service goes on by itself. */
@Tag("kill")
class OutageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhileTheDatabaseIsGone() throws Exception {
        var deals = IntStream.range(0, 12)
                .mapToObj(i -> new Deal("" + (9100 + i), i % Town.COMPANIES, new BigDecimal("150")))
                .toList();
        try (var postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
                var town = new Town(Clock.systemUTC())) {
            var settings = new LinkedHashMap<>(town.settings());
            settings.putAll(postgres.database("outage"));
            deals.forEach(town::open);
            try (var node = Node.start("outage", folder, settings);
                    var postman = new Postman(town, node::url)) {
                node.awaitReady();
                deals.subList(0, 6).forEach(deal -> {
                    town.win(deal);
                    postman.announce(deal, 2);
                });
                await(
                        "the books are called",
                        node,
                        () -> !town.exact.calls("POST", "/salesinvoice/").isEmpty());

                postgres.stop();
                deals.subList(6, 12).forEach(deal -> {
                    town.win(deal);
                    postman.announce(deal, 2);
                });
                await("webhooks are refused", node, () -> postman.refused() > 3);
                var health = Operator.get(node.awaitReady().resolve("/health")).statusCode();
                postgres.startAgain();
                await(
                        "all is well again",
                        node,
                        () -> postman.isDone() && Tally.of(town, deals).isComplete());

                assertThat(health).isEqualTo(503);
                assertThat(Tally.of(town, deals)).isEqualTo(Tally.perfect());
                assertThat(node.stop()).isZero();
            }
        }
    }

    private static void await(String what, Node node, java.util.function.BooleanSupplier condition) {
        Eventually.holds(what, PATIENCE, condition, node::output);
    }
}
