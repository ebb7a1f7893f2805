package nl.factuurstroom.connector.support;

import java.time.Duration;

/** Waits. Tests give one that only notes how long it was asked to wait. Thread-safe. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits for {@code time}.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void sleep(Duration time) throws InterruptedException;

    /** The real one: {@link Thread#sleep}. */
    static Sleeper real() {
        return time -> Thread.sleep(time.toMillis());
    }
}
