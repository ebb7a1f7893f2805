package nl.factuurstroom.internal.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.Tokens;

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
            var json = new String(backend.decrypt(row.tokens, account), StandardCharsets.UTF_8);
            return Optional.of(new Stored(row.tokenVersion, StateJson.read(json, Tokens.class)));
        });
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
