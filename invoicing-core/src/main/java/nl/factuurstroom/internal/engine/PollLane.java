package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Trigger;

/** Asks the source what a lost webhook would have told. The cursor moves in the commit that stores what it gave. */
final class PollLane {

    private static final int MOST_PAGES = 50;

    private final Desk desk;
    private final Trigger trigger;
    private final CatchUp catchUp;
    private final Acceptance acceptance;
    private final GoLive goLive;

    PollLane(Desk desk, Trigger trigger, CatchUp catchUp, Acceptance acceptance, GoLive goLive) {
        this.desk = desk;
        this.trigger = trigger;
        this.catchUp = catchUp;
        this.acceptance = acceptance;
        this.goLive = goLive;
    }

    String lane() {
        return Lanes.poll(trigger.name());
    }

    /** @return when to poll again, or null when polling is off */
    @Nullable
    Instant run() {
        if (catchUp.interval().isZero()) {
            return null;
        }
        var gate = desk.gates.of(trigger);
        var setting = "poll-cursor:" + trigger.name();
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                var cursor = desk.parts
                        .backend()
                        .inTransaction(tx -> tx.setting(desk.parts.name(), setting)
                                .orElseGet(() -> catchUp.cursorAt(goLive.firstStart(tx))));
                gate.grantNow(1, Lanes.PRIORITY_POLL);
                var changes = gate.call(() -> catchUp.changedSince(cursor));
                desk.parts.backend().transact(tx -> {
                    changes.refs().forEach(ref -> acceptance.polled(tx, ref));
                    changes.returned().forEach(returned -> acceptance.accept(tx, returned));
                    tx.putSetting(desk.parts.name(), setting, changes.cursor());
                });
                desk.parts.backend().nudge();
                if (!changes.more()) {
                    return desk.parts.now().plus(catchUp.interval());
                }
            }
            return desk.parts.now();
        } catch (Flow.NotNow notNow) {
            return notNow.until;
        } catch (Flow.CallFailed failed) {
            return Failures.concernsAccount(failed.failure)
                    ? desk.failures.accountTrouble(failed.gate, failed.failure)
                    : desk.parts.now().plus(Failures.backoff(4));
        }
    }
}
