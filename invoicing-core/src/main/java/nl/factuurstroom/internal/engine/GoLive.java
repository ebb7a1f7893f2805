package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** From when sales are invoiced, and since when this store has been working without a gap. Both kept in the store. */
final class GoLive {

    private static final String GO_LIVE = "go-live";
    private static final String OPERATING_SINCE = "operating-since";
    private static final String LAST_SEEN = "last-seen";
    /** A store that was silent for longer may be a restored one. */
    private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

    private final Parts parts;
    private final Duration gap;

    GoLive(Parts parts) {
        this.parts = parts;
        var threeSweeps = parts.backend().sweepInterval().multipliedBy(3);
        this.gap = threeSweeps.compareTo(SHORTEST_GAP) > 0 ? threeSweeps : SHORTEST_GAP;
    }

    /** At start and at each sweep: notices a new or restored store. */
    void beat(Tx tx) {
        var now = tx.now();
        if (tx.setting(parts.name(), GO_LIVE).isEmpty()) {
            // Vendors tell whole seconds: what is won in the second of the start is won at the start.
            tx.putSetting(
                    parts.name(), GO_LIVE, now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        var lastSeen = tx.setting(parts.name(), LAST_SEEN).map(Instant::parse).orElse(Instant.EPOCH);
        if (lastSeen.plus(gap).isBefore(now)) {
            tx.putSetting(parts.name(), OPERATING_SINCE, now.toString());
        }
        tx.putSetting(parts.name(), LAST_SEEN, now.toString());
    }

    /** The moment of the first start of this store, whatever is configured. */
    Instant firstStart(Tx tx) {
        return tx.setting(parts.name(), GO_LIVE).map(Instant::parse).orElse(tx.now());
    }

    /** The configured moment, else the moment of the first start. */
    Instant at(Tx tx) {
        var configured = parts.wonSince();
        return configured != null ? configured : firstStart(tx);
    }

    /**
     * Sales won before this may be in the books though the store doesn't know: look first. Never in the future, even when it
     * was written by a node whose clock was.
     */
    Instant operatingSince(Tx tx) {
        return tx.setting(parts.name(), OPERATING_SINCE)
                .map(Instant::parse)
                .filter(since -> since.isBefore(tx.now()))
                .orElse(tx.now());
    }
}
