package nl.factuurstroom.killharness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the outside world shows, never longer than said. */
final class Eventually {

    private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();

    private Eventually() {}

    /** Whether it came true in time. */
    static boolean holds(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /** @throws AssertionError with what is the case instead, when it didn't come true in time */
    static void holds(String what, Duration patience, BooleanSupplier condition, Supplier<String> instead) {
        if (!holds(patience, condition)) {
            throw new AssertionError("not within " + patience + ": " + what + "; " + instead.get());
        }
    }
}
