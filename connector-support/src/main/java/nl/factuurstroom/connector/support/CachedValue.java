package nl.factuurstroom.connector.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * A value that is read once and good for a while: settings, VAT codes, stages. Thread-safe; when many ask at once, one
 * reads and the others wait for it. A failed read is not kept.
 *
 * @param <T> the value
 */
public final class CachedValue<T> {

    private record Kept<T>(T value, Instant until) {}

    private final Clock clock;
    private final Duration goodFor;
    private final Supplier<T> reader;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Kept<T> kept;

    /**
     * @param goodFor how long a read value is used
     * @param reader reads the value; may throw
     */
    public CachedValue(Clock clock, Duration goodFor, Supplier<T> reader) {
        this.clock = clock;
        this.goodFor = goodFor;
        this.reader = reader;
    }

    /** The kept value, or a fresh one. Throws what the reader throws. */
    public T get() {
        var known = kept;
        if (known != null && good(known)) {
            return known.value();
        }
        reading.lock();
        try {
            known = kept;
            if (known != null && good(known)) {
                return known.value();
            }
            var value = reader.get();
            kept = new Kept<>(value, clock.instant().plus(goodFor));
            return value;
        } finally {
            reading.unlock();
        }
    }

    /** The next {@link #get} reads again. */
    public void forget() {
        kept = null;
    }

    private boolean good(Kept<T> known) {
        return clock.instant().isBefore(known.until());
    }
}
