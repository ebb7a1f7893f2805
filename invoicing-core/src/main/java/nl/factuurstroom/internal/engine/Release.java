package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;

/** Lets parked work of one account out, by priority, as far as its budget goes. */
final class Release {

    private static final int AT_ONCE = 200;

    private final Desk desk;

    Release(Desk desk) {
        this.desk = desk;
    }

    /** @return when to let more out, or null when nothing is parked */
    @Nullable
    Instant run(String account) {
        return desk.parts.backend().inTransaction(tx -> {
            if (account.equals(Pause.PARKED)) {
                if (desk.pause.reason(tx) != null) {
                    return null;
                }
            } else {
                var row = tx.account(account);
                if (row.inTrouble(tx.now())) {
                    return row.troubleUntil;
                }
                if (row.troubleCode != null) {
                    row.troubleCode = null;
                    row.troubleText = null;
                    row.troubleSince = null;
                    row.troubleUntil = null;
                    tx.put(row);
                }
            }
            int left = account.equals(Pause.PARKED)
                    ? AT_ONCE
                    : Math.min(
                            AT_ONCE, Math.max(1, desk.gates.byAccount(account).left(tx)));
            var parked = tx.parkedOn(desk.parts.name(), account, left + 1);
            parked.stream().limit(left).forEach(row -> {
                row.parkedOn = null;
                row.dueAt = tx.now();
                if (tx.update(row)) {
                    tx.wake(row);
                }
            });
            return parked.size() > left ? tx.now().plusSeconds(1) : null;
        });
    }
}
