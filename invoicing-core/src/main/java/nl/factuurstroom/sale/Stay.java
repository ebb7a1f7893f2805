package nl.factuurstroom.sale;

import java.time.LocalDate;
import java.util.List;

/**
 * A stay in a hotel or holiday home.
 *
 * @param arrival date of the first night
 * @param departure the day after the last night
 */
public record Stay(LocalDate arrival, LocalDate departure) {

    public Stay {
        if (!departure.isAfter(arrival)) {
            throw new IllegalArgumentException(
                    "the departure of a stay comes after the arrival, was " + arrival + " to " + departure);
        }
    }

    /** Each night by the date on which it begins. */
    public List<LocalDate> nights() {
        return arrival.datesUntil(departure).toList();
    }
}
