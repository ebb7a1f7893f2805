package nl.factuurstroom.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.annotation.Nullable;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.jdbc.GuardedClock;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.testkit.fake.Weather;

/**
 * One seeded run of whole pipelines in virtual time: two or three nodes, a CRM, a payment provider and books that lose
 * answers, answer late and lag, and nodes that die or stand still between any two instructions that touch the outside. The
 * same seed gives the same run, to the letter.
 */
public final class Simulation {

    /** How wild it is; all of it follows from the seed. */
    private static final Duration STORM = Duration.ofMinutes(25);

    private static final Duration CALM = Duration.ofDays(1);
    private static final Duration MOST_APART = Duration.ofSeconds(5);
    private static final int MOST_STEPS = 20_000;

    /** A node: a pipeline on its own clock, over the shared store. */
    private final class Node {
        final HostClock host;
        final GuardedClock clock;
        final InMemoryBackend backend;
        final InvoicingPipeline pipeline;

        Node(HostClock host, GuardedClock clock, InMemoryBackend backend) {
            this.host = host;
            this.clock = clock;
            this.backend = backend;
            this.pipeline = build(backend);
            this.backend.chaos(new InMemoryBackend.Chaos() {
                @Override
                public void beforeCommit() {
                    maybeDie();
                }

                @Override
                public void afterCommit() {
                    maybeDie();
                    maybeStandStill(Node.this);
                }
            });
            pipeline.start();
        }

        /** Takes up no work while its clock can't be trusted, as the real store holds it. */
        boolean mayWork() {
            clock.look(time.instant());
            return clock.trouble().isEmpty();
        }
    }

    private final Random random;
    private final SettableClock time = SettableClock.at("2026-11-24T08:00:00Z");
    private final InMemoryTables tables = new InMemoryTables();
    private final SimulatedWorld world;
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final double faultRate;
    private final double deathRate;
    private final double stillRate;
    private final boolean jumps;
    private boolean storm = true;
    private boolean standingStill;
    private boolean starting;
    private int births;
    private @Nullable InMemoryTables backup;

    public Simulation(long seed) {
        this.random = new Random(seed);
        this.faultRate = random.nextInt(4) * 0.07;
        this.deathRate = random.nextInt(4) * 0.004;
        this.stillRate = random.nextInt(3) * 0.004;
        this.jumps = random.nextInt(3) == 0;
        this.world = new SimulatedWorld(random, time);
        world.vendors().forEach(vendor -> vendor.weather(weather()));
    }

    /**
     * Runs it.
     *
     * @throws AssertionError naming the promise that was broken
     */
    public void run() {
        int wanted = 1 + random.nextInt(3);
        while (nodes.size() < wanted) {
            addNode();
        }
        var end = time.instant().plus(STORM);
        boolean restores = random.nextInt(10) == 0;
        for (int step = 0; time.instant().isBefore(end) && step < MOST_STEPS; step++) {
            act(restores);
            work();
            world.check();
            time.advance(Duration.ofMillis(1 + random.nextInt(random.nextInt(8) == 0 ? 60_000 : 1500)));
        }
        calmDown();
        world.checkAtTheEnd(nodes.get(0).pipeline);
    }

    /** What happened outside the pipelines, for a failing seed. */
    public List<String> log() {
        var all = new ArrayList<>(log);
        all.addAll(world.log());
        return all;
    }

    private void act(boolean restores) {
        int what = random.nextInt(40);
        if (what < 6) {
            world.somethingHappens();
        } else if (what < 12) {
            world.deliver(request -> anyNode()
                    .pipeline
                    .receive(request.source(), request.webhook())
                    .accepted());
        } else if (what == 12 && random.nextInt(20) == 0) {
            var node = anyNode();
            log.add(time.instant() + " kill " + node.backend.node());
            bury(node);
        } else if (what == 13 && restores && backup == null && everythingPolledOnce()) {
            backup = tables.backup();
            log.add(time.instant() + " backup");
        } else if (what == 14 && restores && backup != null && random.nextInt(30) == 0) {
            restore();
        } else if (what == 15 && jumps && random.nextInt(4) == 0) {
            jump(anyNode());
        }
    }

    /** A clock is set wrong, a little or a lot, or set right again. */
    private void jump(Node node) {
        var by = Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(20_000) - 10_000 : random.nextInt(9) - 4);
        node.host.set(by);
        log.add(time.instant() + " clock of " + node.backend.node() + " off by " + by);
    }

    /** A backup from before the first poll would not know since when to ask. */
    private boolean everythingPolledOnce() {
        return world.crm().calls("changedSince") > 0 && world.payments().calls("changedSince") > 0;
    }

    private void restore() {
        log.add(time.instant() + " restore");
        // Everything stops for a restore, and the gap is longer than a heartbeat of the store.
        List.copyOf(nodes).forEach(node -> node.backend.die());
        nodes.clear();
        time.advance(Duration.ofMinutes(20));
        tables.restore(Objects.requireNonNull(backup));
        world.restored();
        addNode();
    }

    private void work() {
        for (int i = 0; i < 3; i++) {
            var node = anyNode();
            if (!node.mayWork()) {
                continue;
            }
            try {
                if (!node.backend.runOne()) {
                    return;
                }
            } catch (Weather.Death death) {
                bury(node);
            }
        }
    }

    private Node anyNode() {
        if (nodes.isEmpty()) {
            addNode();
        }
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void bury(Node node) {
        node.backend.die();
        nodes.remove(node);
        addNode();
    }

    private void addNode() {
        var host = new HostClock(time, Duration.ofMillis(random.nextInt(2000) - 1000L));
        var clock = new GuardedClock(host, this::nanos, MOST_APART, Duration.ZERO);
        starting = true;
        try {
            var backend = new InMemoryBackend(tables, clock, "node-" + ++births);
            backend.monotonic(this::nanos);
            nodes.add(new Node(host, clock, backend));
        } finally {
            starting = false;
        }
    }

    private long nanos() {
        return time.instant().toEpochMilli() * 1_000_000;
    }

    private void maybeDie() {
        if (storm && !starting && random.nextDouble() < deathRate) {
            throw new Weather.Death();
        }
    }

    /** A long pause of one node, in which the others take over what it was doing; then it goes on, unaware. */
    private void maybeStandStill(Node node) {
        if (!storm || starting || standingStill || random.nextDouble() >= stillRate) {
            return;
        }
        standingStill = true;
        try {
            node.backend.seemDead();
            for (int i = random.nextInt(30); i > 0; i--) {
                time.advance(Duration.ofMillis(random.nextInt(20_000)));
                var others = nodes.stream().filter(other -> other != node).toList();
                if (others.isEmpty()) {
                    continue;
                }
                var other = others.get(random.nextInt(others.size()));
                try {
                    if (other.mayWork()) {
                        other.backend.runOne();
                    }
                } catch (Weather.Death death) {
                    bury(other);
                }
            }
        } finally {
            standingStill = false;
        }
    }

    private void calmDown() {
        storm = false;
        nodes.forEach(node -> node.host.set(Duration.ZERO));
        nodes.forEach(Node::mayWork);
        log.add(time.instant() + " calm");
        world.calm(request -> nodes.get(0)
                .pipeline
                .receive(request.source(), request.webhook())
                .accepted());
        var end = time.instant().plus(CALM);
        var node = nodes.get(0);
        while (time.instant().isBefore(end)) {
            int runs = 0;
            while (node.backend.runOne()) {
                if (++runs > MOST_STEPS) {
                    throw new AssertionError("the pipeline never comes to rest: " + node.backend.alarms());
                }
            }
            world.check();
            time.advance(stride(node, end));
        }
    }

    /** To whatever is due next; undisturbed, housekeeping finds nothing, and time may pass in large strides. */
    private Duration stride(Node node, Instant end) {
        if (!time.instant().isBefore(end.minus(CALM).plus(Duration.ofMinutes(10)))) {
            return Duration.ofHours(2);
        }
        var due = node.backend
                .nextDue()
                .map(at -> Duration.between(node.backend.clock().instant(), at));
        return due.filter(wait -> wait.compareTo(Duration.ofSeconds(5)) > 0).orElse(Duration.ofSeconds(5));
    }

    private Weather weather() {
        return call -> {
            if (!storm || starting) {
                return Weather.Kind.FAIR;
            }
            if (random.nextDouble() < deathRate) {
                return random.nextBoolean() ? Weather.Kind.CALLER_DIES_BEFORE : Weather.Kind.CALLER_DIES_AFTER;
            }
            if (random.nextDouble() < faultRate) {
                var kinds = Weather.Kind.values();
                // All but fair weather and the two deaths.
                return kinds[1 + random.nextInt(kinds.length - 3)];
            }
            return Weather.Kind.FAIR;
        };
    }

    private InvoicingPipeline build(InMemoryBackend backend) {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(world.crm())
                .trigger(world.payments())
                .customerResolver(CustomerResolver.inBooks())
                .taxCalculator(DutchVat.standard())
                .vatNumberValidator(world.vies())
                .accountingGateway(world.books())
                .delivery(Delivery.email())
                .crmUpdater("crm", world.updater())
                .refunds(RefundPolicy.creditNote())
                .guards(Guards.off())
                .wonSince(Instant.EPOCH)
                .store(new InvoicingStore() {
                    @Override
                    public Backend backend() {
                        return backend;
                    }

                    @Override
                    public void close() {}
                })
                .build();
    }

    /** A node's own clock: a little before or behind the others, and at times far off. */
    private static final class HostClock extends Clock {

        private final Clock base;
        private Duration skew;

        HostClock(Clock base, Duration skew) {
            this.base = base;
            this.skew = skew;
        }

        void set(Duration off) {
            skew = off;
        }

        @Override
        public Instant instant() {
            return base.instant().plus(skew);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /**
     * Runs many seeds from the command line: first seed and how many.
     *
     * @param arguments two numbers
     */
    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        long many = Long.parseLong(arguments[1]);
        long started = System.nanoTime();
        for (long seed = first; seed < first + many; seed++) {
            var simulation = new Simulation(seed);
            try {
                simulation.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e + "\n" + String.join("\n", simulation.log()), e);
            }
        }
        var seconds = (System.nanoTime() - started) / 1_000_000_000.0;
        org.slf4j.LoggerFactory.getLogger(Simulation.class)
                .info("{} seeds from {} on: every promise held, {} s", many, first, Math.round(seconds));
    }
}
