package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** Applies the retention terms once a day, a sale a transaction, so that nobody waits for it. */
final class Keeping {

    private static final String DONE_AT = "retention-applied-at";
    private static final Duration EACH = Duration.ofDays(1);
    private static final int PAGE = 200;
    private static final int MOST_AT_ONCE = 500;

    private static final Set<String> REQUESTS =
            Set.of("WEBHOOK_IGNORED", "EVENT_UNUSABLE", "ACCOUNT_LIMITED", "AUTHENTICATION", "CONFIGURATION");

    private final Desk desk;
    private final Eraser eraser;
    private final String name;

    Keeping(Desk desk, Eraser eraser) {
        this.desk = desk;
        this.eraser = eraser;
        this.name = desk.parts.name();
    }

    /** Does nothing when it was done less than a day ago, on whichever node. */
    void runIfDue() {
        boolean due = desk.parts
                .backend()
                .inTransaction(tx -> tx.setting(name, DONE_AT)
                        .map(Instant::parse)
                        .map(at -> !at.plus(EACH).isAfter(tx.now()))
                        .orElse(true));
        if (!due) {
            return;
        }
        int left = eraseDue(MOST_AT_ONCE);
        desk.parts.backend().transact(this::forgetTheRest);
        if (left > 0) {
            desk.parts
                    .backend()
                    .transact(tx -> tx.putSetting(name, DONE_AT, tx.now().toString()));
        }
    }

    /** @return how many more could have been erased at once; 0: there is more to do */
    private int eraseDue(int most) {
        var retention = desk.parts.retention();
        var shortest = shortest();
        if (shortest.isZero()) {
            return most;
        }
        var steps = EnumSet.copyOf(
                Eraser.ENDED.stream().filter(step -> step != Step.ERASED).collect(Collectors.toSet()));
        int left = most;
        var after = "";
        while (left > 0) {
            var from = after;
            var page = desk.parts
                    .backend()
                    .inTransaction(tx -> tx.ended(name, steps, 2, tx.now().minus(shortest), from, PAGE));
            for (String sale : page) {
                try {
                    boolean erased = desk.parts.backend().inTransaction(tx -> eraser.eraseDue(tx, sale, retention));
                    left -= erased ? 1 : 0;
                } catch (IllegalStateException changed) {
                    // Somebody just changed it: tomorrow.
                    continue;
                }
            }
            if (page.size() < PAGE) {
                return Math.max(left, 1);
            }
            after = page.get(page.size() - 1);
        }
        return 0;
    }

    /** Nothing is due earlier than this after its last change; zero when only years count and none are set. */
    private Duration shortest() {
        var retention = desk.parts.retention();
        var shortest = retention.invoiceYears() == 0 ? Duration.ZERO : Duration.ofDays(365);
        for (Duration term : new Duration[] {retention.contacts(), retention.unbooked()}) {
            if (!term.isZero() && (shortest.isZero() || term.compareTo(shortest) < 0)) {
                shortest = term;
            }
        }
        return shortest;
    }

    private void forgetTheRest(Tx tx) {
        var retention = desk.parts.retention();
        if (!retention.requests().isZero()) {
            tx.deleteJournal(name, REQUESTS, tx.now().minus(retention.requests()));
        }
        if (!retention.contacts().isZero()) {
            tx.forgetCustomerFacts(
                    desk.gates.of(desk.parts.gateway()).account, tx.now().minus(retention.contacts()));
            tx.dropVatProofs(name, tx.now().minus(retention.contacts()));
        }
    }
}
