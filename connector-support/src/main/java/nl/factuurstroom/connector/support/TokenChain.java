package nl.factuurstroom.connector.support;

import java.time.Duration;
import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.TokenStore.Stored;
import nl.factuurstroom.account.Tokens;
import nl.factuurstroom.connector.support.TokenEndpoint.Renewal;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pairs of one account as the store has them: seeded once, replaced by compare-and-swap, judged by age. */
final class TokenChain {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthTokens.class);

    private record Unsaved(long version, Tokens tokens) {}

    private final OAuthSettings settings;
    private final TokenStore store;
    private volatile boolean looked;
    private volatile @Nullable Unsaved unsaved;
    private volatile @Nullable String stale;

    TokenChain(OAuthSettings settings) {
        this.settings = settings;
        this.store = settings.store;
    }

    /** What the store has, seeded first where needed. */
    Stored load() {
        var stored = store.load().orElse(null);
        var configured = settings.seedRefresh;
        // Only the first look of a process compares: later another node may have been given a newer configuration.
        if (configured != null
                && (stored == null
                        || (!looked && !seed(configured).equals(stored.tokens().seed())))) {
            store.replace(stored == null ? 0 : stored.version(), first(configured));
            stored = store.load().orElse(null);
        }
        if (stored == null) {
            throw new AuthenticationException(
                    settings.vendor + " gives us no access: no refresh token is known; " + settings.reconnectHint,
                    null);
        }
        looked = true;
        return stored;
    }

    private Tokens first(String configured) {
        if (settings.seedAccess == null) {
            return new Tokens(null, null, null, configured, null, seed(configured));
        }
        var now = settings.clock.instant();
        return new Tokens(
                settings.seedAccess, now, now.plus(settings.defaultLifetime), configured, null, seed(configured));
    }

    private static String seed(String configured) {
        return Signatures.sha256Hex(configured);
    }

    /** Stores a new pair; should the store fail, the pair is kept and {@link #saveWhatIsUnsaved()} tries again. */
    Stored save(Stored stored, Renewal.Renewed pair) {
        var old = stored.tokens();
        boolean rotated = pair.refresh() != null;
        unsaved = new Unsaved(
                stored.version(),
                new Tokens(
                        pair.access(),
                        pair.obtainedAt(),
                        pair.expiresAt(),
                        rotated ? pair.refresh() : old.refresh(),
                        rotated ? old.refresh() : old.previousRefresh(),
                        old.seed()));
        saveWhatIsUnsaved();
        return load();
    }

    void saveWhatIsUnsaved() {
        var waiting = unsaved;
        if (waiting != null) {
            if (!store.replace(waiting.version(), waiting.tokens())) {
                LOG.warn("{}: another node stored newer tokens; ours are dropped", settings.vendor);
            }
            unsaved = null;
        }
    }

    /** The new pair has worked, so the refresh token before it is of no more use. */
    void forgetPrevious(Stored known) {
        var t = known.tokens();
        if (t.previousRefresh() == null) {
            return;
        }
        try {
            store.replace(
                    known.version(),
                    new Tokens(t.access(), t.obtainedAt(), t.expiresAt(), t.refresh(), null, t.seed()));
        } catch (RuntimeException e) {
            LOG.debug("{}: the old refresh token stays in the store for now", settings.vendor, e);
        }
    }

    /** This access token doesn't work any more, whatever its age. */
    void markStale(String access) {
        stale = access;
    }

    /** Can be used and needs no renewal yet. */
    boolean fresh(Tokens tokens) {
        if (unsaved != null || !good(tokens) || tokens.expiresAt() == null) {
            return false;
        }
        return tooYoung(tokens) || now().isBefore(tokens.expiresAt().minus(settings.refreshBefore));
    }

    /** Can be used. */
    boolean good(Tokens tokens) {
        return tokens.access() != null
                && !tokens.access().equals(stale)
                && TokenStore.usable(tokens.expiresAt(), now());
    }

    /** The vendor wouldn't give the next one yet. */
    boolean tooYoung(Tokens tokens) {
        return tokens.obtainedAt() != null && now().isBefore(tokens.obtainedAt().plus(settings.minAge));
    }

    /** How long to leave the vendor alone after "too early". */
    Duration tooEarlyWait(Tokens tokens) {
        var fallback = Duration.ofSeconds(60);
        if (tokens.obtainedAt() == null) {
            return fallback;
        }
        var wait = Duration.between(now(), tokens.obtainedAt().plus(settings.minAge));
        return wait.isNegative() || wait.isZero() ? fallback : wait;
    }

    Stored usable(Stored stored) {
        if (!good(stored.tokens())) {
            throw TransientException.of("the tokens of " + settings.vendor + " were changed meanwhile", null);
        }
        return stored;
    }

    private Instant now() {
        return settings.clock.instant();
    }
}
