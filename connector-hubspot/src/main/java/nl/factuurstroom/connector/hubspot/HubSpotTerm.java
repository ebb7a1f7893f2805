package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A billing frequency and a term, to work out what a recurring line is worth now.
 *
 * @param frequency as HubSpot names it: {@code monthly}
 * @param term ISO 8601: {@code P12M}, or null when open-ended
 */
record HubSpotTerm(String frequency, @Nullable String term) {

    private static final Map<String, Period> LENGTHS = Map.of(
            "weekly", Period.ofWeeks(1),
            "biweekly", Period.ofWeeks(2),
            "monthly", Period.ofMonths(1),
            "quarterly", Period.ofMonths(3),
            "per_six_months", Period.ofMonths(6),
            "annually", Period.ofYears(1),
            "per_two_years", Period.ofYears(2),
            "per_three_years", Period.ofYears(3),
            "per_four_years", Period.ofYears(4),
            "per_five_years", Period.ofYears(5));

    /** One billing period; empty when the frequency isn't one that we know. */
    Optional<Period> length() {
        return Optional.ofNullable(LENGTHS.get(frequency));
    }

    /** The whole term; empty when there is none, or it can't be read. */
    Optional<Period> whole() {
        try {
            return term == null
                    ? Optional.empty()
                    : Optional.of(Period.parse(term)).filter(p -> !p.isNegative() && !p.isZero());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How many billing periods the term has; empty when it isn't a whole number of them. */
    Optional<BigDecimal> periods() {
        var one = length();
        var all = whole();
        if (one.isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        boolean inDays = one.get().getDays() > 0;
        long unit = inDays ? one.get().getDays() : one.get().toTotalMonths();
        long total = inDays ? all.get().getDays() : all.get().toTotalMonths();
        boolean mixed = inDays ? all.get().toTotalMonths() > 0 : all.get().getDays() > 0;
        return mixed || total == 0 || total % unit != 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(total / unit));
    }

    /** A period of that length, both days included. */
    static nl.factuurstroom.sale.Period from(LocalDate first, Period length) {
        return new nl.factuurstroom.sale.Period(first, first.plus(length).minusDays(1));
    }
}
