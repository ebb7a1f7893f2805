package nl.factuurstroom.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.SaleRef;

/** Tells the CRM the newest state of many sales at once. What it refuses never stops payment tracking. */
final class CrmLane implements BatchLane {

    private final Desk desk;
    private final String source;
    private final CrmUpdater updater;

    CrmLane(Desk desk, String source, CrmUpdater updater) {
        this.desk = desk;
        this.source = source;
        this.updater = updater;
    }

    @Override
    public String lane() {
        return Lanes.crm(source);
    }

    @Override
    public int batchSize() {
        return updater.batchSize();
    }

    @Override
    public Gate gate() {
        return desk.gates.of(updater);
    }

    @Override
    public void take(List<ProcessRow> rows) {
        var updates = new ArrayList<CrmUpdate>();
        rows.forEach(row -> updates.add(CrmState.of(row).update(row.key.ref())));
        gate().grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        Map<SaleRef, CrmUpdater.Outcome> outcomes = gate().call(() -> updater.update(updates));
        var told = new ArrayList<ProcessRow>();
        desk.parts.backend().transact(tx -> {
            told.clear();
            rows.forEach(row -> {
                var copy = row.copy();
                apply(tx, copy, outcomes.get(row.key.ref()));
                if (copy.step == Step.CRM_TOLD) {
                    told.add(copy);
                }
            });
        });
        told.forEach(row -> desk.journal.tell(
                row.key.sale(), "CRM_TOLD", "The CRM shows " + CrmState.of(row).status()));
    }

    private void apply(Tx tx, ProcessRow row, @Nullable CrmUpdater.Outcome outcome) {
        var state = CrmState.of(row);
        if (outcome instanceof CrmUpdater.Outcome.Done) {
            row.become(Step.CRM_TOLD);
            row.clearAttention();
            row.rest();
            write(tx, row, "CRM_TOLD", "The CRM shows " + state.status());
        } else if (outcome instanceof CrmUpdater.Outcome.Refused refused) {
            row.attention("CRM_REFUSED", "The CRM refused the update: " + refused.why(), tx.now())
                    .rest();
            write(tx, row, "CRM_REFUSED", refused.why());
        } else {
            var why = outcome instanceof CrmUpdater.Outcome.TryLater later ? later.why() : "no answer about this sale";
            row.attempt++;
            row.dueAt = tx.now().plus(Failures.backoff(row.attempt));
            write(tx, row, "TRY_LATER", "CRM: " + why);
        }
    }

    private void write(Tx tx, ProcessRow row, String code, String text) {
        row.updatedAt = tx.now();
        if (tx.update(row)) {
            tx.wake(row);
            desk.journal.write(tx, row.key.sale(), code, text);
        }
    }
}
