package nl.factuurstroom.internal.engine;

import java.time.Duration;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** So many invoices an hour, and so many credit notes: more pauses the pipeline, for something is wrong then. */
final class HourlyLimit {

    private final Desk desk;

    HourlyLimit(Desk desk) {
        this.desk = desk;
    }

    /** Called in the commit of an intent. @throws Hit when the hour's limit is reached */
    void check(Tx tx, String act) {
        int most = desk.parts.guards().maxInvoicesPerHour();
        var since = desk.pause.guardSince(tx, tx.now().minus(Duration.ofHours(1)));
        if (most > 0 && tx.effectsSince(desk.parts.name(), act, since) >= most) {
            throw new Hit();
        }
    }

    void pause(ProcessRow row, String what) {
        var reason = "More than " + desk.parts.guards().maxInvoicesPerHour() + " " + what
                + " in an hour: check that they are right, then resume.";
        desk.parts.backend().transact(tx -> {
            if (desk.pause.reason(tx) == null) {
                desk.pause.set(tx, reason);
            }
            row.parkedOn = Pause.PARKED;
            tx.update(row);
        });
        desk.journal.tell(row.key.sale(), "PAUSED", reason);
    }

    /** The hour's limit is reached. */
    static final class Hit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Hit() {
            super("limit per hour", null, false, false);
        }
    }
}
