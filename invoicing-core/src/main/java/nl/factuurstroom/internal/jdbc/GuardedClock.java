package nl.factuurstroom.internal.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;

/**
 * The host's clock, corrected to the database's and held against the node's monotonic time. When it jumps by more than a
 * bound, this clock goes on as if nothing had happened, and says so: invoices and alarms of a day that isn't are worse than
 * work that waits. Small corrections are followed. Thread-safe.
 */
public final class GuardedClock extends Clock {

    /** So long after the last look the host's time is taken over as it is: clocks drift, and are slewed. */
    private static final Duration ANCHOR_AGAIN = Duration.ofSeconds(10);

    private final Clock host;
    private final LongSupplier nanos;
    /** Null: whatever the host says is right. */
    private final @Nullable Duration bound;

    private Duration offset;
    private Instant anchor;
    private long anchorNanos;
    private @Nullable String trouble;

    /**
     * @param host the host's clock
     * @param nanos its monotonic time
     * @param bound by how much it may jump; null for whatever it likes
     * @param offset what to add to it to get the database's time
     */
    public GuardedClock(Clock host, LongSupplier nanos, @Nullable Duration bound, Duration offset) {
        this.host = host;
        this.nanos = nanos;
        this.bound = bound;
        this.offset = offset;
        this.anchor = host.instant().plus(offset);
        this.anchorNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        var wall = host.instant().plus(offset);
        if (bound == null) {
            return wall;
        }
        var steady = steady();
        if (trouble != null) {
            return steady;
        }
        if (isFar(wall, steady)) {
            tell(wall, steady, "its own monotonic time");
            return steady;
        }
        if (Duration.between(anchor, steady).compareTo(ANCHOR_AGAIN) > 0) {
            anchorAt(wall);
        }
        return wall;
    }

    /** What is wrong with this node's clock, if anything. */
    public synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Compares, and mends itself where it can: when the host's clock is back, or agrees with the database.
     *
     * @param database its time just now; null when there is none to ask
     */
    public synchronized void look(@Nullable Instant database) {
        if (bound == null) {
            return;
        }
        var wall = host.instant().plus(offset);
        var judge = database == null ? steady() : database;
        if (!isFar(wall, judge)) {
            mend(wall);
        } else if (database != null && !isFar(host.instant(), database)) {
            // Corrected by its owner: the offset that it needed before is what is wrong now.
            offset = Duration.ZERO;
            mend(host.instant());
        } else {
            tell(wall, judge, database == null ? "its own monotonic time" : "the database's");
        }
    }

    /** A person says that the host's clock is right as it is now. */
    synchronized void trust(@Nullable Instant database) {
        offset = database == null ? offset : Duration.between(host.instant(), database);
        mend(host.instant().plus(offset));
    }

    private void mend(Instant wall) {
        if (trouble != null || isFar(wall, steady())) {
            anchorAt(wall);
        }
        trouble = null;
    }

    private void tell(Instant wall, Instant judge, String whose) {
        var by = Duration.between(judge, wall);
        trouble = "This node's clock is " + by.abs().toSeconds() + " seconds "
                + (by.isNegative() ? "behind" : "ahead of ")
                + (by.isNegative() ? " " : "") + whose
                + ": it takes up no work. Set the clock right and it goes on by itself"
                + "; if the clock is right as it is, retry this.";
    }

    private Instant steady() {
        return anchor.plusNanos(nanos.getAsLong() - anchorNanos);
    }

    private void anchorAt(Instant wall) {
        anchor = wall;
        anchorNanos = nanos.getAsLong();
    }

    private boolean isFar(Instant one, Instant other) {
        return bound != null && Duration.between(one, other).abs().compareTo(bound) > 0;
    }

    @Override
    public ZoneId getZone() {
        return host.getZone();
    }

    /** The same instants in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        var guarded = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return guarded.withZone(other);
            }

            @Override
            public Instant instant() {
                return guarded.instant();
            }
        };
    }
}
