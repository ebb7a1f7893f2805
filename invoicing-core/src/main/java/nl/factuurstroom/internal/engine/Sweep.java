package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/** Housekeeping: re-arms lost alarms, looks again at bookings that were once unclear, and erases what is kept no longer. */
final class Sweep {

    private static final int AT_ONCE = 500;

    private final Desk desk;
    private final GoLive goLive;
    private final Extras extras;
    private final CreditExtras credits;
    private final Keeping keeping;
    private final List<String> lanes;
    private final Duration interval;

    Sweep(Desk desk, GoLive goLive, Extras extras, CreditExtras credits, Keeping keeping, List<String> lanes) {
        this.desk = desk;
        this.goLive = goLive;
        this.extras = extras;
        this.credits = credits;
        this.keeping = keeping;
        this.lanes = lanes;
        this.interval = desk.parts.backend().sweepInterval();
    }

    Instant run() {
        var name = desk.parts.name();
        desk.parts.backend().transact(tx -> {
            goLive.beat(tx);
            tx.dueWithoutAlarm(name, tx.now().minus(Backend.LOST_ALARM_GRACE), AT_ONCE)
                    .forEach(tx::wake);
            for (String lane : lanes) {
                tx.nextDue(name, lane).ifPresent(due -> tx.wake(name, lane, due, Lanes.PRIORITY_SALE));
            }
            for (Gate gate : desk.gates.all()) {
                if (!tx.parkedOn(name, gate.account, 1).isEmpty()) {
                    var row = tx.account(gate.account);
                    tx.wake(
                            name,
                            Lanes.release(gate.account),
                            row.troubleUntil == null ? tx.now() : row.troubleUntil,
                            Lanes.PRIORITY_FOLLOW_UP);
                }
            }
            if (desk.pause.reason(tx) == null
                    && !tx.parkedOn(name, Pause.PARKED, 1).isEmpty()) {
                tx.wake(name, Lanes.release(Pause.PARKED), tx.now(), Lanes.PRIORITY_SALE);
            }
        });
        lookAgain(Duration.ofHours(1));
        lookAgain(Duration.ofDays(1));
        keeping.runIfDue();
        return desk.parts.now().plus(interval);
    }

    /** A vendor may process a request long after its time-out: bookings that were unclear are looked up once more. */
    private void lookAgain(Duration age) {
        var name = desk.parts.name();
        var mark = "looked-again:" + age;
        var now = desk.parts.now();
        var until = now.minus(age);
        var from = desk.parts
                .backend()
                .inTransaction(tx -> tx.setting(name, mark))
                .map(Instant::parse)
                .orElse(until.minus(interval));
        try {
            for (EffectRow effect : onceUnknown(BookStep.ACT, from, until)) {
                breach(effect, extras.clear(effect, String.valueOf(effect.vendorId)));
            }
            for (EffectRow effect : onceUnknown(CreditAct.ACT, from, until)) {
                breach(effect, credits.clearLate(effect));
            }
        } catch (Flow.NotNow | Flow.CallFailed later) {
            return;
        }
        desk.parts.backend().transact(tx -> tx.putSetting(name, mark, until.toString()));
    }

    private List<EffectRow> onceUnknown(String act, Instant from, Instant until) {
        return desk.parts.backend().inTransaction(tx -> tx.onceUnknown(desk.parts.name(), act, from, until));
    }

    private void breach(EffectRow effect, @Nullable String problem) {
        if (problem == null) {
            return;
        }
        desk.parts
                .backend()
                .transact(tx -> tx.process(effect.process).ifPresent(row -> {
                    row.attention("DUPLICATE_IN_BOOKS", problem, tx.now());
                    if (tx.update(row)) {
                        desk.journal.write(tx, row.key.sale(), "DUPLICATE_IN_BOOKS", problem);
                    }
                }));
        desk.journal.tell(effect.process.sale(), "NEEDS_ATTENTION", problem);
    }
}
