package nl.factuurstroom.connector.pipedrive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import nl.factuurstroom.connector.support.Sleeper;

/**
 * Keeps one node below what the plan allows in a rolling two seconds: reading many deals asks for the discounts of each, and
 * who goes on through a 429 is blocked. Measured on the monotonic clock, as only real time counts here. Thread-safe.
 */
final class PipedrivePace {

    private static final long WINDOW = Duration.ofSeconds(2).toNanos();

    private final int limit;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Deque<Long> starts = new ArrayDeque<>();

    /** @param requestsPer2Seconds what the plan allows; four in five are ours, the rest is left to others. 0: no limit */
    PipedrivePace(int requestsPer2Seconds, LongSupplier nanoTime, Sleeper sleeper) {
        this.limit = requestsPer2Seconds == 0 ? 0 : Math.max(1, requestsPer2Seconds * 4 / 5);
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /** Waits until one more request fits. An interrupt ends the wait and stays set. */
    void await() {
        if (limit == 0) {
            return;
        }
        long wait = reserve();
        if (wait > 0) {
            try {
                sleeper.sleep(Duration.ofNanos(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Books the next free moment, and says how far off it is. */
    private synchronized long reserve() {
        long now = nanoTime.getAsLong();
        starts.removeIf(start -> start <= now - WINDOW);
        long at = starts.size() < limit ? now : earliest(now);
        starts.addLast(at);
        return at - now;
    }

    private long earliest(long now) {
        long[] all = starts.stream().mapToLong(Long::longValue).sorted().toArray();
        return Math.max(now, all[all.length - limit] + WINDOW);
    }
}
