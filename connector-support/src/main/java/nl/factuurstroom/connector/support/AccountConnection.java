package nl.factuurstroom.connector.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.Tokens;

/**
 * What the engine lends, for parts that are built before it does so. Clock, meter and tokens given out here follow a later
 * {@link #connect}. Until then: the system clock in UTC, tokens in memory, nothing metered. Thread-safe.
 */
public final class AccountConnection {

    private volatile AccountContext context =
            new AccountContext(Clock.systemUTC(), TokenStore.inMemory(), CallMeter.none());

    /** Takes over what the engine lends. May be called again. */
    public void connect(AccountContext lent) {
        context = lent;
    }

    /** The lent clock. */
    public Clock clock() {
        return new FollowingClock(null);
    }

    /** The lent meter. */
    public CallMeter calls() {
        return new CallMeter() {
            @Override
            public void called() {
                context.calls().called();
            }

            @Override
            public void observed(String budget, int limit, int remaining, @Nullable Instant resetsAt) {
                context.calls().observed(budget, limit, remaining, resetsAt);
            }
        };
    }

    /** The lent token store. */
    public TokenStore tokens() {
        return new TokenStore() {
            @Override
            public Optional<Stored> load() {
                return context.tokens().load();
            }

            @Override
            public boolean replace(long expectedVersion, Tokens next) {
                return context.tokens().replace(expectedVersion, next);
            }

            @Override
            public boolean tryLease(Duration atMost) {
                return context.tokens().tryLease(atMost);
            }

            @Override
            public void releaseLease() {
                context.tokens().releaseLease();
            }
        };
    }

    private final class FollowingClock extends Clock {
        private final @Nullable ZoneId zone;

        FollowingClock(@Nullable ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone == null ? context.clock().getZone() : zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new FollowingClock(other);
        }

        @Override
        public Instant instant() {
            return context.clock().instant();
        }
    }
}
