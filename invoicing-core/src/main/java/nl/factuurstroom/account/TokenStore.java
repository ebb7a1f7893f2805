package nl.factuurstroom.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Durable home of one account's {@link Tokens}, encrypted at rest, shared by all nodes. A rotating refresh token works
 * once, so one node refreshes while the others wait: take the lease, load again, refresh, {@link #replace}, release.
 */
public interface TokenStore {

    /** The stored tokens with their version; empty in a new store. */
    Optional<Stored> load();

    /**
     * Stores {@code next} if the stored version still is {@code expectedVersion} (0: nothing stored).
     *
     * @return whether it was stored; false means another node won: load again
     */
    boolean replace(long expectedVersion, Tokens next);

    /**
     * Takes the refresher's lease for at most {@code atMost}; never blocks.
     *
     * @return false while another node or thread holds it
     */
    boolean tryLease(Duration atMost);

    /** Gives the lease back; does nothing when it isn't held. */
    void releaseLease();

    /** Tokens and the version to give to {@link #replace}. */
    record Stored(long version, Tokens tokens) {}

    /** A store that forgets at exit, for tests and for use outside a pipeline. */
    static TokenStore inMemory() {
        return new TokenStore() {
            private @Nullable Stored stored;
            private @Nullable Thread holder;

            @Override
            public synchronized Optional<Stored> load() {
                return Optional.ofNullable(stored);
            }

            @Override
            public synchronized boolean replace(long expectedVersion, Tokens next) {
                if ((stored == null ? 0 : stored.version()) != expectedVersion) {
                    return false;
                }
                stored = new Stored(expectedVersion + 1, next);
                return true;
            }

            @Override
            public synchronized boolean tryLease(Duration atMost) {
                if (holder != null) {
                    return false;
                }
                holder = Thread.currentThread();
                return true;
            }

            @Override
            public synchronized void releaseLease() {
                if (holder == Thread.currentThread()) {
                    holder = null;
                }
            }
        };
    }

    /** Whether tokens that expire at {@code expiresAt} are still good at {@code now}. */
    static boolean usable(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && now.isBefore(expiresAt);
    }
}
