package nl.factuurstroom.killharness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.VendorSimulator;

/**
 * What goes wrong with the calls of a {@link Town}: faults at a seeded rate, and traps that kill at the so-many-th call. The
 * seed decides what happens to which call; in which order calls come is up to the processes.
 */
final class Trouble implements AutoCloseable {

    /** Nothing is processed later than this after its call; well within what the service is told to expect. */
    static final Duration LATEST = Duration.ofMillis(1500);

    /** Where a trap kills. */
    enum Moment {
        /** The call arrived and is never processed. */
        BEFORE,
        /** It is processed, and nobody is left to get the answer. */
        AFTER,
        /** It is processed a while after the caller's death. */
        LATER,
        /** While the answer is on its way. */
        MEANWHILE
    }

    private record Trap(int calls, Moment moment, Runnable kill, CompletableFuture<Void> sprung) {}

    private static final Answer UNCLEAR =
            Answer.json(500, "{\"error\":{\"message\":{\"value\":\"A problem has occurred\"}}}");
    private static final Fault TRY_LATER = Fault.status(429, "", Map.of("Retry-After", List.of("1")));

    private final Random random;
    private final double rate;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "late");
        thread.setDaemon(true);
        return thread;
    });
    private int faults;
    private int calls;
    private int callsLeft;
    private @Nullable Trap trap;
    private boolean calm;

    /** @param rate of calls that meet a fault, from 0 to 1 */
    Trouble(long seed, double rate) {
        this.random = new Random(seed);
        this.rate = rate;
    }

    /** Makes trouble for these from now on. */
    void around(List<VendorSimulator> vendors) {
        vendors.forEach(vendor -> vendor.weather(call -> next(vendor, call)));
    }

    /** Kills at the so-many-th call from now. @return done when it happened */
    synchronized CompletableFuture<Void> trap(int calls, Moment moment, Runnable kill) {
        var set = new Trap(calls, moment, kill, new CompletableFuture<>());
        trap = set;
        callsLeft = calls;
        return set.sprung();
    }

    /** No trap any more. */
    synchronized void disarm() {
        trap = null;
    }

    /** From now on all goes well. */
    synchronized void calm() {
        calm = true;
        trap = null;
    }

    synchronized int faults() {
        return faults;
    }

    /** Calls that were made, those that met a fault too. */
    synchronized int calls() {
        return calls;
    }

    private synchronized Optional<Fault> next(VendorSimulator vendor, Call call) {
        calls++;
        var set = trap;
        if (set != null && --callsLeft <= 0) {
            trap = null;
            return spring(set, vendor);
        }
        if (calm || random.nextDouble() >= rate) {
            return Optional.empty();
        }
        faults++;
        return Optional.of(fault(vendor));
    }

    private Optional<Fault> spring(Trap set, VendorSimulator vendor) {
        if (set.moment() == Moment.MEANWHILE) {
            later.execute(() -> {
                set.kill().run();
                set.sprung().complete(null);
            });
            return Optional.empty();
        }
        set.kill().run();
        set.sprung().complete(null);
        return Optional.of(
                switch (set.moment()) {
                    case BEFORE -> Fault.dropRequest();
                    case AFTER -> Fault.loseAnswer();
                    default -> late(vendor);
                });
    }

    private Fault fault(VendorSimulator vendor) {
        return switch (random.nextInt(7)) {
            case 0 -> Fault.dropRequest();
            case 1, 2 -> Fault.loseAnswer();
            case 3 -> late(vendor);
            case 4 -> new Fault.Refuse(UNCLEAR);
            case 5 -> new Fault.ReplaceAnswer(UNCLEAR);
            default -> TRY_LATER;
        };
    }

    private Fault late(VendorSimulator vendor) {
        later.schedule(vendor::processLateCalls, 1 + random.nextInt((int) LATEST.toMillis()), TimeUnit.MILLISECONDS);
        return Fault.processLate();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
