package nl.factuurstroom.killharness;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: deals are won, their webhooks come one to three times, vendors fail, and nodes are killed and started again; at
 * the end everything must be in the books once.
 */
final class KillRun {

    /**
     * What is run.
     *
     * @param name for logs and files
     * @param nodes that share the store; 1 on SQLite
     * @param kills SIGKILLs, each followed by a restart
     * @param deals won meanwhile
     * @param seed of everything that is random here
     * @param settings of the service beside those of the {@link Town}: its store
     */
    record Plan(String name, int nodes, int kills, int deals, long seed, Map<String, String> settings) {}

    /**
     * How it ended.
     *
     * @param tally what the books show
     * @param kills that were made
     * @param freezes nodes that stood still for a while
     * @param calls to vendors
     * @param faults that calls met
     * @param attention what waits for a person, as the service tells it
     * @param statuses exit statuses of the nodes that were stopped at the end
     * @param seconds how long it took
     */
    record Result(
            Tally tally,
            int kills,
            int freezes,
            int calls,
            int faults,
            String attention,
            List<Integer> statuses,
            long seconds) {}

    private static final Logger LOG = LoggerFactory.getLogger(KillRun.class);
    private static final double FAULT_RATE = 0.06;
    private static final Duration TRAP_PATIENCE = Duration.ofSeconds(4);
    private static final int MOST_CALLS_BEFORE_KILL = 25;
    private static final int LATEST_KILL_MILLIS = 4000;
    private static final int SPREAD_MILLIS = 1200;

    /** From well below the time after which a node counts as dead to well beyond the time for sending. */
    private static final int SHORTEST_FREEZE_MILLIS = 3000;

    private static final int LONGEST_FREEZE_MILLIS = 12_000;

    /** One deal in so many is never told by webhook, where polls find it. */
    private static final int SILENT = 5;

    /** Long enough for a sweep to find an alarm that was lost with its node, on a busy machine. */
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

    private final Plan plan;
    private final Path folder;
    private final Random random;
    private final Map<String, String> settings;
    private final List<Node> nodes;
    private final List<Deal> deals = new ArrayList<>();
    private int kills;
    private int freezes;

    private KillRun(Plan plan, Path folder, Town town) {
        this.plan = plan;
        this.folder = folder;
        this.random = new Random(plan.seed() * 37 + plan.name().hashCode());
        this.settings = new LinkedHashMap<>(town.settings());
        settings.putAll(plan.settings());
        this.nodes = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(plan.nodes(), null)));
    }

    static Result run(Plan plan, Path folder) {
        long started = System.nanoTime();
        var scheduler = Executors.newScheduledThreadPool(2);
        try (var town = new Town(Clock.systemUTC());
                var trouble = new Trouble(plan.seed() * 31 + plan.name().hashCode(), FAULT_RATE)) {
            var run = new KillRun(plan, folder, town);
            try (var postman = new Postman(town, run::someNode)) {
                trouble.around(town.vendors());
                run.storm(town, trouble, postman, scheduler);
                trouble.calm();
                run.drain(town, postman);
                run.nodes.forEach(Node::awaitReady);
                var attention = Operator.attention(run.nodes.get(0).awaitReady());
                var statuses = run.nodes.stream().map(Node::stop).toList();
                var result = new Result(
                        Tally.of(town, run.deals),
                        run.kills,
                        run.freezes,
                        trouble.calls(),
                        trouble.faults(),
                        attention,
                        statuses,
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
                LOG.info(
                        "{}, seed {}: {} kills, {} freezes, {} calls with {} faults, {} deals in {} s: {}",
                        plan.name(),
                        plan.seed(),
                        result.kills(),
                        result.freezes(),
                        result.calls(),
                        result.faults(),
                        run.deals.size(),
                        result.seconds(),
                        result.tally().summary());
                return result;
            } finally {
                run.nodes.stream()
                        .filter(node -> node != null && node.isAlive())
                        .forEach(Node::close);
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    private void storm(Town town, Trouble trouble, Postman postman, ScheduledExecutorService scheduler) {
        IntStream.range(0, plan.nodes()).forEach(this::start);
        for (int kill = 1; kill <= plan.kills(); kill++) {
            int until = plan.deals() * kill / plan.kills();
            while (deals.size() < until) {
                sell(town, postman, scheduler);
            }
            if (plan.nodes() > 1 && random.nextInt(4) == 0) {
                freeze(scheduler);
            }
            killOnce(trouble);
        }
    }

    /** A node stands still for a while, maybe between an intent and its call, and doesn't know. */
    private void freeze(ScheduledExecutorService scheduler) {
        var node = nodes.get(random.nextInt(plan.nodes()));
        node.freeze();
        int millis = SHORTEST_FREEZE_MILLIS + random.nextInt(LONGEST_FREEZE_MILLIS - SHORTEST_FREEZE_MILLIS);
        scheduler.schedule(node::thaw, millis, TimeUnit.MILLISECONDS);
        freezes++;
    }

    /** A deal that is won within a second or so, and told one to three times; or not at all, where polls find it. */
    private void sell(Town town, Postman postman, ScheduledExecutorService scheduler) {
        var deal = new Deal(
                String.valueOf(9000 + deals.size()),
                random.nextInt(Town.COMPANIES),
                new BigDecimal((1 + random.nextInt(200)) + ".50"));
        boolean silent = random.nextInt(SILENT) == 0 && !"0".equals(settings.get("hubspot.poll-interval"));
        int copies = silent ? 0 : 1 + random.nextInt(3);
        deals.add(deal);
        town.open(deal);
        scheduler.schedule(
                () -> {
                    town.win(deal);
                    postman.announce(deal, copies);
                },
                random.nextInt(SPREAD_MILLIS),
                TimeUnit.MILLISECONDS);
    }

    private void killOnce(Trouble trouble) {
        int slot = random.nextInt(plan.nodes());
        var victim = nodes.get(slot);
        if (random.nextInt(3) == 0) {
            // At any moment, also before it is up.
            Eventually.holds(Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS)), () -> false);
            victim.kill();
        } else {
            victim.awaitReady();
            var moment = Trouble.Moment.values()[random.nextInt(Trouble.Moment.values().length)];
            var sprung = trouble.trap(1 + random.nextInt(MOST_CALLS_BEFORE_KILL), moment, victim::kill);
            if (!Eventually.holds(TRAP_PATIENCE, sprung::isDone)) {
                trouble.disarm();
                victim.kill();
            }
        }
        victim.awaitEnd();
        kills++;
        start(slot);
    }

    private void start(int slot) {
        nodes.set(slot, Node.start(plan.name() + "-" + (slot + 1), folder, settings));
    }

    private Optional<URI> someNode() {
        var up = nodes.stream()
                .filter(node -> node != null)
                .flatMap(node -> node.url().stream())
                .toList();
        return up.isEmpty()
                ? Optional.empty()
                : Optional.of(up.get(Math.floorMod(System.nanoTime() / 1000, up.size())));
    }

    private void drain(Town town, Postman postman) {
        Eventually.holds(
                "every deal is final in the books and told to the CRM (seed " + plan.seed() + ")",
                DRAIN_LIMIT,
                () -> deals.size() == plan.deals()
                        && postman.isDone()
                        && Tally.of(town, deals).isComplete(),
                () -> "webhooks delivered: " + postman.isDone() + "; " + Tally.of(town, deals) + "; attention: "
                        + someNode().map(Operator::attention).orElse("no node is up") + "; what the nodes said is in "
                        + folder);
    }
}
