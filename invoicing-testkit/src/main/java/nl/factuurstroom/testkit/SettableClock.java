package nl.factuurstroom.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move. Thread-safe. */
public final class SettableClock extends Clock {

    private final ZoneId zone;
    private final Object lock;
    private Instant now;

    private SettableClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        this.lock = new Object();
    }

    /** Stands at {@code now}, in UTC. */
    public static SettableClock at(Instant now) {
        return new SettableClock(now, ZoneOffset.UTC);
    }

    /** Stands at an ISO-8601 instant: {@code at("2026-11-24T09:00:00Z")}. */
    public static SettableClock at(String now) {
        return at(Instant.parse(now));
    }

    public void advance(Duration by) {
        synchronized (lock) {
            now = now.plus(by);
        }
    }

    public void set(Instant to) {
        synchronized (lock) {
            now = to;
        }
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time in another zone, from then on apart. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(instant(), other);
    }
}
