package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.account.CallBudget;

/**
 * Calls used per window of one account, kept as JSON in its row. Granting happens in the commit that needs the calls; what
 * is granted and not used at a crash is spent.
 */
final class Budget {

    /** Follow-up and polls leave this part of a window to fresh sales. */
    private static final double RESERVED_FOR_SALES = 0.1;

    /** One window: when it began and what was used in it. */
    static final class Window {
        public long startMillis;
        public int used;
    }

    /** By budget name. */
    public Map<String, Window> windows = new HashMap<>();

    static Budget of(AccountRow row) {
        return StateJson.read(row.budget, Budget.class);
    }

    void into(AccountRow row) {
        row.budget = StateJson.write(this);
    }

    /** Takes the calls, or says when to ask again and takes none. */
    Optional<Instant> take(List<CallBudget> budgets, int calls, int priority, Instant now) {
        for (CallBudget budget : budgets) {
            var window = window(budget, now);
            int allowed = priority >= Lanes.PRIORITY_SALE
                    ? budget.limit()
                    : Math.max(1, (int) (budget.limit() * (1 - RESERVED_FOR_SALES)));
            boolean fitsAnEmptyWindow = calls <= allowed;
            if (window.used + calls > allowed && (fitsAnEmptyWindow || window.used > 0)) {
                return Optional.of(end(budget, window));
            }
        }
        budgets.forEach(budget -> window(budget, now).used += calls);
        return Optional.empty();
    }

    /** Adds calls that were made without a grant. */
    void add(List<CallBudget> budgets, int calls, Instant now) {
        budgets.forEach(budget -> window(budget, now).used += calls);
    }

    /** Believes the vendor when it says that less is left than we think. */
    void observed(CallBudget budget, int limit, int remaining, Instant now) {
        var window = window(budget, now);
        int usedOfOurLimit = Math.max(0, limit - remaining) - Math.max(0, limit - budget.limit());
        window.used = Math.max(window.used, usedOfOurLimit);
    }

    /** How many calls a fresh sale could still take now. */
    int left(List<CallBudget> budgets, Instant now) {
        int left = Integer.MAX_VALUE;
        for (CallBudget budget : budgets) {
            left = Math.min(left, budget.limit() - window(budget, now).used);
        }
        return Math.max(0, left);
    }

    private Window window(CallBudget budget, Instant now) {
        long length = budget.window().toMillis();
        long start = Math.floorDiv(now.toEpochMilli(), length) * length;
        var window = windows.computeIfAbsent(budget.name(), n -> new Window());
        if (window.startMillis < start) {
            window.startMillis = start;
            window.used = 0;
        }
        return window;
    }

    private static Instant end(CallBudget budget, Window window) {
        return Instant.ofEpochMilli(window.startMillis + budget.window().toMillis());
    }
}
