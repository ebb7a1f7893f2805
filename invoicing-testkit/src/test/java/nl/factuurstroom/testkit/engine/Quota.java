package nl.factuurstroom.testkit.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.testkit.fake.Weather;

/** The vendor's side of a quota: counts calls on its own clock and refuses what is too much, without a word in advance. */
final class Quota implements Weather {

    static final int PER_MINUTE = 60;

    /** In two hours, which stand for a day: the same sums in less time. */
    static final int PER_DAY = 900;

    static final Duration DAY = Duration.ofHours(2);

    private final Clock clock;
    private final Map<Long, Integer> minutes = new TreeMap<>();
    private final Map<Long, Integer> days = new TreeMap<>();
    private int refused;
    private boolean storm;

    Quota(Clock clock) {
        this.clock = clock;
    }

    /** What the connector states of it. */
    static List<CallBudget> budgets() {
        return List.of(
                new CallBudget("minute", PER_MINUTE, Duration.ofMinutes(1)), new CallBudget("day", PER_DAY, DAY));
    }

    @Override
    public Kind next(String call) {
        long now = clock.instant().getEpochSecond();
        long minute = now / 60;
        long day = now / DAY.toSeconds();
        if (storm || minutes.getOrDefault(minute, 0) >= PER_MINUTE || days.getOrDefault(day, 0) >= PER_DAY) {
            refused++;
            return Kind.LIMITED;
        }
        minutes.merge(minute, 1, Integer::sum);
        days.merge(day, 1, Integer::sum);
        return Kind.FAIR;
    }

    /** From now on everything is refused, as when others spend the quota; or no longer. */
    void storm(boolean rages) {
        storm = rages;
    }

    int refused() {
        return refused;
    }

    /** Calls in each minute that had any, in order. */
    List<Integer> minutes() {
        return List.copyOf(minutes.values());
    }

    /** Calls in each "day" that had any, in order. */
    List<Integer> days() {
        return List.copyOf(days.values());
    }
}
