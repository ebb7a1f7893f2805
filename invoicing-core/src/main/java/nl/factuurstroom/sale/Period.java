package nl.factuurstroom.sale;

import java.time.LocalDate;

/**
 * A period in which a service is supplied, both days included.
 *
 * @param from first day
 * @param to last day, not before {@code from}
 */
public record Period(LocalDate from, LocalDate to) {

    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period must not end before it begins: " + from + " to " + to);
        }
    }
}
