package nl.factuurstroom.internal.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.Tokens;
import nl.factuurstroom.error.AuthenticationException;

/** Tokens of one account in its row, encrypted with the host's key and bound to the account's name. */
final class StoredTokens implements TokenStore {

    private final Backend backend;
    private final String account;

    StoredTokens(Backend backend, String account) {
        this.backend = backend;
        this.account = account;
    }

    @Override
    public Optional<Stored> load() {
        return backend.inTransaction(tx -> {
            var row = tx.account(account);
            if (row.tokens == null) {
                return Optional.empty();
            }
            var plain = decrypt(row.tokens);
            if (backend.isOutdated(row.tokens)) {
                row.tokens = backend.encrypt(plain, account);
                tx.put(row);
            }
            var json = new String(plain, StandardCharsets.UTF_8);
            return Optional.of(new Stored(row.tokenVersion, StateJson.read(json, Tokens.class)));
        });
    }

    /** Trouble of this account, for a person to mend; other accounts go on. */
    private byte[] decrypt(byte[] secret) {
        try {
            return backend.decrypt(secret, account);
        } catch (IllegalStateException e) {
            throw new AuthenticationException(String.valueOf(e.getMessage()), null);
        }
    }

    /** Encrypts anew what an earlier key encrypted. @return why that can't be done, if it can't */
    Optional<String> renew() {
        try {
            load();
            return Optional.empty();
        } catch (AuthenticationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Drops tokens that no key fits, so that a newly configured one can start again: a person said that the key is lost. */
    boolean dropUnreadable() {
        return backend.inTransaction(tx -> {
            var row = tx.account(account);
            if (row.tokens == null || isReadable(row.tokens)) {
                return false;
            }
            row.tokens = null;
            row.tokenVersion = 0;
            tx.put(row);
            return true;
        });
    }

    private boolean isReadable(byte[] secret) {
        try {
            return decrypt(secret).length > 0;
        } catch (AuthenticationException e) {
            return false;
        }
    }

    @Override
    public boolean replace(long expectedVersion, Tokens next) {
        var secret = backend.encrypt(StateJson.write(next).getBytes(StandardCharsets.UTF_8), account);
        return backend.inTransaction(tx -> {
            var row = tx.account(account);
            if (row.tokenVersion != expectedVersion) {
                return false;
            }
            row.tokens = secret;
            row.tokenVersion++;
            tx.put(row);
            return true;
        });
    }

    @Override
    public boolean tryLease(Duration atMost) {
        var me = me();
        return backend.inTransaction(tx -> {
            var row = tx.account(account);
            boolean free = row.leaseOwner == null || row.leaseUntil == null || !row.leaseUntil.isAfter(tx.now());
            if (!free) {
                return false;
            }
            row.leaseOwner = me;
            row.leaseUntil = tx.now().plus(atMost);
            tx.put(row);
            return true;
        });
    }

    @Override
    public void releaseLease() {
        var me = me();
        backend.transact(tx -> {
            var row = tx.account(account);
            if (me.equals(row.leaseOwner)) {
                row.leaseOwner = null;
                row.leaseUntil = null;
                tx.put(row);
            }
        });
    }

    private String me() {
        return backend.node() + "/" + Thread.currentThread().getId();
    }
}
