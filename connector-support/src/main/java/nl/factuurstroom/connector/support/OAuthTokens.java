package nl.factuurstroom.connector.support;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.TokenStore.Stored;
import nl.factuurstroom.connector.support.TokenEndpoint.Renewal;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OAuth 2 access tokens, renewed with a refresh token that may work only once. Thread-safe, over all nodes that share the
 * {@link TokenStore}.
 *
 * <ol>
 *   <li>The configured refresh token seeds an empty store once. Afterwards the stored one wins, unless the configured value
 *       itself differs, at our start, from the one that seeded (its SHA-256 is kept).
 *   <li>One refresher, by a lease: inside it the store is read again, the pair is renewed, and stored by compare-and-swap
 *       before its first use. A pair that couldn't be stored is kept in memory and stored first at the next call.
 *   <li>Others use the present token while it is good, else wait a limited time, then {@code TransientException}.
 *   <li>After a lost answer the same refresh token is tried once more. When a refresh token is refused, the store is read
 *       again, for another node may have won; else the one before it is tried once.
 *   <li>A dead chain is an {@code AuthenticationException} that says how to connect again, without asking the vendor again
 *       for an hour.
 *   <li>Never earlier than the minimum age. After a 401 the store is read again; a token that worked before and is old
 *       enough is renewed.
 * </ol>
 */
public final class OAuthTokens implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthTokens.class);
    private static final Duration WAIT_STEP = Duration.ofMillis(250);
    private static final Duration REREAD_AFTER = Duration.ofMillis(1500);
    private static final Duration DEAD_FOR = Duration.ofHours(1);

    private final OAuthSettings settings;
    private final TokenStore store;
    private final TokenChain chain;
    private final TokenEndpoint endpoint;
    private volatile @Nullable Stored current;
    private volatile @Nullable String worked;
    private volatile @Nullable String deadRefresh;
    private volatile Instant deadUntil = Instant.MIN;

    OAuthTokens(OAuthSettings settings) {
        this.settings = settings;
        this.store = settings.store;
        this.chain = new TokenChain(settings);
        this.endpoint = new TokenEndpoint(settings);
    }

    /**
     * @param vendor as users know it, for messages
     * @param tokenUri full address of the token endpoint
     */
    public static OAuthSettings builder(String vendor, URI tokenUri) {
        return new OAuthSettings(vendor, tokenUri);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + accessToken());
    }

    private String accessToken() {
        var known = current;
        if (known != null && chain.fresh(known.tokens())) {
            return use(known);
        }
        var waited = Duration.ZERO;
        while (true) {
            var stored = chain.load();
            if (chain.fresh(stored.tokens())) {
                return use(stored);
            }
            if (store.tryLease(leaseTime())) {
                try {
                    return renewedInsideLease();
                } finally {
                    store.releaseLease();
                }
            }
            if (chain.good(stored.tokens())) {
                return use(stored);
            }
            if (waited.compareTo(settings.longestWait) >= 0) {
                throw TransientException.of(
                        "another node has been renewing the access token of " + settings.vendor + " for " + waited,
                        null);
            }
            pause(WAIT_STEP);
            waited = waited.plus(WAIT_STEP);
        }
    }

    private String renewedInsideLease() {
        chain.saveWhatIsUnsaved();
        var stored = chain.load();
        if (chain.fresh(stored.tokens())) {
            return use(stored);
        }
        try {
            return use(renewed(stored));
        } catch (TransientException e) {
            if (chain.good(stored.tokens())) {
                LOG.info("{}: renewing the access token failed for now: {}", settings.vendor, e.getMessage());
                return use(stored);
            }
            throw e;
        }
    }

    private Stored renewed(Stored stored) {
        var refresh = stored.tokens().refresh();
        if (refresh == null) {
            throw dead("no refresh token is known");
        }
        if (refresh.equals(deadRefresh) && settings.clock.instant().isBefore(deadUntil)) {
            throw dead("the refresh token was refused");
        }
        var renewal = endpoint.refresh(refresh);
        if (renewal instanceof Renewal.Lost) {
            renewal = endpoint.refresh(refresh);
        }
        if (renewal instanceof Renewal.Refused) {
            pause(REREAD_AFTER);
            var again = store.load().orElse(stored);
            if (!refresh.equals(again.tokens().refresh())) {
                return chain.usable(again);
            }
            var previous = stored.tokens().previousRefresh();
            if (previous != null) {
                renewal = endpoint.refresh(previous);
            }
        }
        return settled(stored, refresh, renewal);
    }

    private Stored settled(Stored stored, String refresh, Renewal renewal) {
        if (renewal instanceof Renewal.Renewed pair) {
            return chain.usable(chain.save(stored, pair));
        }
        if (renewal instanceof Renewal.Lost lost) {
            throw TransientException.of(
                    "no clear answer while renewing the access token of " + settings.vendor, lost.why());
        }
        if (renewal instanceof Renewal.TooEarly) {
            if (chain.good(stored.tokens())) {
                return stored;
            }
            throw TransientException.accountWide(
                    settings.vendor + " gives no new access token yet", chain.tooEarlyWait(stored.tokens()));
        }
        deadRefresh = refresh;
        deadUntil = settings.clock.instant().plus(DEAD_FOR);
        throw dead("the refresh token was refused (" + ((Renewal.Refused) renewal).error() + ")");
    }

    @Override
    public void accepted(Map<String, String> headers) {
        var known = current;
        var access = known == null ? null : known.tokens().access();
        if (known != null && access != null && !access.equals(worked) && access.equals(bearer(headers))) {
            worked = access;
            chain.forgetPrevious(known);
        }
    }

    @Override
    public boolean refused(Map<String, String> headers) {
        current = null;
        var used = bearer(headers);
        var stored = chain.load().tokens();
        if (stored.access() != null && !stored.access().equals(used)) {
            return true;
        }
        boolean configured = used.equals(settings.seedAccess);
        if (configured || (used.equals(worked) && !chain.tooYoung(stored))) {
            chain.markStale(used);
            return true;
        }
        return false;
    }

    private static String bearer(Map<String, String> headers) {
        var value = headers.getOrDefault("Authorization", "");
        return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : value;
    }

    private String use(Stored stored) {
        var access = stored.tokens().access();
        if (access == null) {
            throw TransientException.of("there is no access token of " + settings.vendor + " yet", null);
        }
        current = stored;
        return access;
    }

    private Duration leaseTime() {
        return settings.callTimeout.multipliedBy(3).plus(REREAD_AFTER).plusSeconds(3);
    }

    private void pause(Duration time) {
        try {
            settings.sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransientException.of("interrupted while waiting for an access token of " + settings.vendor, e);
        }
    }

    private AuthenticationException dead(String why) {
        return new AuthenticationException(
                settings.vendor + " gives us no access: " + why + "; " + settings.reconnectHint, null);
    }

    @Override
    public String toString() {
        return "OAuthTokens[" + settings.vendor + ", (hidden)]";
    }
}
