package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** The stop of a pipeline, kept in the store: it holds on every node. Webhooks are accepted meanwhile. */
public final class Pause {

    static final String PARKED = "pause";
    private static final String SETTING = "paused";
    private static final String RESUMED = "resumed-at";

    private final Backend backend;
    private final String pipeline;

    public Pause(Backend backend, String pipeline) {
        this.backend = backend;
        this.pipeline = pipeline;
    }

    public boolean isOn() {
        return reason().isPresent();
    }

    public Optional<String> reason() {
        return backend.inTransaction(tx -> tx.setting(pipeline, SETTING));
    }

    @Nullable
    String reason(Tx tx) {
        return tx.setting(pipeline, SETTING).orElse(null);
    }

    public void set(Tx tx, String reason) {
        tx.putSetting(pipeline, SETTING, reason);
        tx.journal(pipeline, new JournalEntry(tx.now(), "", "PAUSED", reason));
    }

    public void lift(Tx tx) {
        tx.putSetting(pipeline, SETTING, null);
        tx.putSetting(pipeline, RESUMED, tx.now().toString());
        tx.journal(pipeline, new JournalEntry(tx.now(), "", "RESUMED", ""));
        tx.wake(pipeline, Lanes.release(PARKED), tx.now(), Lanes.PRIORITY_SALE);
        tx.wake(pipeline, Lanes.SWEEP, tx.now(), Lanes.PRIORITY_SALE);
    }

    /** From when invoices count for the hourly guard: a person who resumed has looked at the earlier ones. */
    Instant guardSince(Tx tx, Instant hourAgo) {
        var resumed = tx.setting(pipeline, RESUMED).map(Instant::parse).orElse(Instant.EPOCH);
        return resumed.isAfter(hourAgo) ? resumed : hourAgo;
    }

    void park(ProcessRow row) {
        backend.transact(tx -> {
            row.parkedOn = PARKED;
            tx.update(row);
        });
    }
}
