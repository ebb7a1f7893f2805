package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.VendorSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node dies while it waits for a vendor. With a heartbeat of one second another one goes on within ten: four to six
 * heartbeats until it counts as dead, and half a second at most until the next look.
 */
@Tag("kill")
class TakeOverTest {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOverTest.class);
    private static final Duration STATED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static Postgres postgres;

    @BeforeAll
    static void open() throws Exception {
        postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    private static final Predicate<Call> BOOKS =
            call -> call.method().equals("POST") && call.path().endsWith("/salesinvoice/SalesInvoices");
    private static final Predicate<Call> LOOKS_UP =
            call -> call.method().equals("GET") && call.path().endsWith("/salesinvoice/SalesInvoices");
    private static final Predicate<Call> READS = call -> call.path().endsWith("/deals/batch/read");

    @Test
    void aSaleThatWasBeingBookedIsTakenOver() {
        takesOver("book", town -> town.exact, BOOKS, LOOKS_UP);
    }

    @Test
    void aBatchThatWasBeingReadIsTakenOver() {
        takesOver("read", town -> town.hubSpot, READS, READS);
    }

    private interface Vendor {
        VendorSimulator of(Town town);
    }

    /** Holds the answer to a call of one node, kills it, and waits until another one goes on with that very work. */
    private static void takesOver(String name, Vendor vendor, Predicate<Call> held, Predicate<Call> resumed) {
        var deal = new Deal("9001", 0, new java.math.BigDecimal("100"));
        try (var town = new Town(Clock.systemUTC())) {
            var settings = new LinkedHashMap<>(town.settings());
            settings.putAll(postgres.database(name));
            // Longer than the take-over: the call mustn't end by itself.
            settings.put("hubspot.call-timeout", "PT60S");
            settings.put("exact.call-timeout", "PT60S");
            settings.put("exact.payment-poll-interval", "0");
            town.exact.searchLag(Duration.ZERO);
            town.open(deal);
            vendor.of(town).failNext(held, Fault.holdAnswer());
            try (var dying = Node.start(name + "-1", folder, settings);
                    var postman = new Postman(town, dying::url)) {
                dying.awaitReady();
                town.win(deal);
                postman.announce(deal, 1);
                await("the call is made", () -> calls(town, held).findAny().isPresent());
                try (var other = Node.start(name + "-2", folder, settings)) {
                    other.awaitReady();
                    var killedAt = Instant.now();
                    Predicate<Call> goesOn = resumed.and(call -> call.at().isAfter(killedAt));
                    dying.kill();
                    await(
                            "the other node goes on",
                            () -> calls(town, goesOn).findAny().isPresent());
                    var took = Duration.between(
                            killedAt,
                            calls(town, goesOn)
                                    .map(Call::at)
                                    .min(Instant::compareTo)
                                    .orElseThrow());
                    vendor.of(town).releaseHeldAnswers();
                    await(
                            "the invoice is final",
                            () -> Tally.of(town, List.of(deal)).isComplete());

                    LOG.info("{}: taken over after {} ms", name, took.toMillis());
                    assertThat(took).isLessThan(STATED);
                    assertThat(Tally.of(town, List.of(deal))).isEqualTo(Tally.perfect());
                }
            }
        }
    }

    private static java.util.stream.Stream<Call> calls(Town town, Predicate<Call> which) {
        return town.vendors().stream()
                .flatMap(vendor -> vendor.calls().stream())
                .filter(which);
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Eventually.holds(what, PATIENCE, condition, () -> "what the nodes said is in " + folder);
    }
}
