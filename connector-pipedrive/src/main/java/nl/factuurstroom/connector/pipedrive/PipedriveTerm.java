package nl.factuurstroom.connector.pipedrive;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A billing frequency and a number of cycles, to work out what a recurring line is worth now.
 *
 * @param frequency as Pipedrive names it: {@code monthly}
 * @param cycles how often it is billed; null when open-ended
 */
record PipedriveTerm(String frequency, @Nullable Integer cycles) {

    private static final Map<String, Period> LENGTHS = Map.of(
            "weekly", Period.ofWeeks(1),
            "monthly", Period.ofMonths(1),
            "quarterly", Period.ofMonths(3),
            "semi-annually", Period.ofMonths(6),
            "annually", Period.ofYears(1));

    /** One billing period; empty when the frequency isn't one that we know. */
    Optional<Period> length() {
        return Optional.ofNullable(LENGTHS.get(frequency));
    }

    /** The whole term; empty when there is none. */
    Optional<Period> whole() {
        return cycles == null || cycles < 1
                ? Optional.empty()
                : length().map(one -> one.multipliedBy(cycles).normalized());
    }

    /** A period of that length, both days included. */
    static nl.factuurstroom.sale.Period from(LocalDate first, Period length) {
        return new nl.factuurstroom.sale.Period(first, first.plus(length).minusDays(1));
    }
}
