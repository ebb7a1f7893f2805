package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.Connected;

/** The gates of a pipeline, one per vendor account, and the connecting of its parts. */
final class Gates {

    private static final int UNLIMITED = 10_000;

    private final Backend backend;
    private final Map<String, Gate> byAccount = new HashMap<>();
    private final Gate open;

    private Gates(Backend backend) {
        this.backend = backend;
        this.open = new Gate("none/none", backend, List.of(), UNLIMITED);
    }

    /** Connects every part with its account. */
    static Gates connect(Parts parts) {
        var gates = new Gates(parts.backend());
        for (Connected part : parts.connected()) {
            var account = part.account().toString();
            var gate = gates.byAccount.computeIfAbsent(
                    account, a -> new Gate(a, parts.backend(), part.budgets(), part.maxConcurrentCalls()));
            part.connect(new AccountContext(parts.backend().clock(), new StoredTokens(parts.backend(), account), gate));
        }
        return gates;
    }

    /** The gate of a part; parts that aren't connected to an account pass freely. */
    Gate of(@Nullable Object part) {
        if (part instanceof Connected connected) {
            return byAccount.getOrDefault(connected.account().toString(), open);
        }
        return open;
    }

    List<Gate> all() {
        return List.copyOf(byAccount.values());
    }

    Gate byAccount(String account) {
        return byAccount.getOrDefault(account, open);
    }

    /** Marks an account as in trouble, as one attention for all its work, and sees to its release. */
    void trouble(Backend.Tx tx, String pipeline, String account, String code, String text, Duration pause) {
        var row = tx.account(account);
        if (!code.equals(row.troubleCode)) {
            row.troubleSince = tx.now();
        }
        row.troubleCode = code;
        row.troubleText = text;
        row.troubleUntil = tx.now().plus(pause);
        tx.put(row);
        tx.wake(pipeline, Lanes.release(account), row.troubleUntil, Lanes.PRIORITY_POLL);
    }

    /** The account works (again). */
    void recovered(String pipeline, String account) {
        backend.transact(tx -> {
            var row = tx.account(account);
            if (row.troubleCode != null) {
                row.troubleCode = null;
                row.troubleText = null;
                row.troubleSince = null;
                row.troubleUntil = null;
                tx.put(row);
                tx.wake(pipeline, Lanes.release(account), tx.now(), Lanes.PRIORITY_SALE);
            }
        });
    }
}
