package nl.factuurstroom.account;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * An OAuth token pair as kept in the store. {@code toString} hides every secret.
 *
 * @param access the bearer token; null while only a seed is known
 * @param obtainedAt when {@code access} was received
 * @param expiresAt when {@code access} stops working
 * @param refresh the token for the next refresh
 * @param previousRefresh the refresh token before this one, kept until the new pair has worked once
 * @param seed fingerprint of the configured token that started this chain; a different configured token starts a new one
 */
public record Tokens(
        @Nullable String access,
        @Nullable Instant obtainedAt,
        @Nullable Instant expiresAt,
        @Nullable String refresh,
        @Nullable String previousRefresh,
        String seed) {

    @Override
    public String toString() {
        return "Tokens[obtainedAt=" + obtainedAt + ", expiresAt=" + expiresAt + ", seed=" + seed + "]";
    }
}
