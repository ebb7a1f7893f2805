package nl.factuurstroom.connector.support;

import java.time.Duration;

/** The end of a whole call, on the monotonic clock, so that a jump of the wall clock neither stretches nor cuts it. */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    boolean passed() {
        return left().isZero();
    }
}
