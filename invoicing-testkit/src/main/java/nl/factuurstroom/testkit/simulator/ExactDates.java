package nl.factuurstroom.testkit.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The two kinds of dates: a day is midnight UTC of that day, a moment is Dutch wall time written as if it were UTC. */
final class ExactDates {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private ExactDates() {}

    static String day(LocalDate day) {
        return "/Date(" + day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + ")/";
    }

    static String moment(Instant moment) {
        var wallTime = LocalDateTime.ofInstant(moment, AMSTERDAM);
        return "/Date(" + wallTime.toInstant(ZoneOffset.UTC).toEpochMilli() + ")/";
    }

    /** Milliseconds inside {@code /Date(ms)/}. */
    static long millis(String date) {
        return Long.parseLong(date.substring(date.indexOf('(') + 1, date.indexOf(')')));
    }

    static LocalDate readDay(String date) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis(date)), ZoneOffset.UTC);
    }

    /** Reads what a client sends: {@code yyyy-MM-dd}, with or without a time. */
    static LocalDate parse(String text) {
        try {
            if (text.startsWith("/Date(")) {
                return readDay(text);
            }
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeParseException e) {
            throw ExactRefusal.badRequest(
                    "Error processing request stream. Error converting value \"" + text + "\" to type 'Edm.DateTime'.");
        }
    }

    /** Milliseconds of a {@code datetime'…'} literal. */
    static long literal(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            }
            return text.endsWith("Z")
                    ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw ExactRefusal.badRequest("Unrecognized 'Edm.DateTime' literal 'datetime'" + text + "''.");
        }
    }
}
