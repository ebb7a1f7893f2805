package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Json;

/**
 * Where the catch-up stands, as text between two calls. All times but {@code lookDue} are on Pipedrive's clock.
 *
 * @param phase what is being looked at
 * @param page Pipedrive's own cursor of the next page, or null
 * @param since from where the list of updated deals is read
 * @param high latest update seen
 * @param seen deals that were told already, each with its update, so that the overlap doesn't tell them again and again
 * @param created up to where deals created as won have been looked for
 * @param createdHigh latest creation seen while looking
 * @param archived from where the list of archived deals is read
 * @param lookDue when the daily look is due, on our clock
 */
record PipedriveCursor(
        Phase phase,
        @Nullable String page,
        Instant since,
        Instant high,
        List<String> seen,
        Instant created,
        Instant createdHigh,
        Instant archived,
        Instant lookDue) {

    enum Phase {
        UPDATED,
        CREATED_AS_WON,
        ARCHIVED
    }

    PipedriveCursor {
        seen = List.copyOf(seen);
    }

    static PipedriveCursor startingAt(Instant time, Instant lookDue) {
        return new PipedriveCursor(Phase.UPDATED, null, time, time, List.of(), time, time, time, lookDue);
    }

    /** Text that can't be read counts as none. */
    static @Nullable PipedriveCursor read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Json.mapper().readValue(text, PipedriveCursor.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    String text() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    PipedriveCursor page(@Nullable String next) {
        return new PipedriveCursor(phase, next, since, high, seen, created, createdHigh, archived, lookDue);
    }

    PipedriveCursor phase(Phase next) {
        return new PipedriveCursor(next, null, since, high, seen, created, createdHigh, archived, lookDue);
    }

    PipedriveCursor seen(Instant latest, List<String> marks) {
        return new PipedriveCursor(phase, page, since, latest, marks, created, createdHigh, archived, lookDue);
    }

    PipedriveCursor since(Instant from) {
        return new PipedriveCursor(phase, page, from, high, seen, created, createdHigh, archived, lookDue);
    }

    PipedriveCursor createdHigh(Instant latest) {
        return new PipedriveCursor(phase, page, since, high, seen, created, latest, archived, lookDue);
    }

    /** The daily look is over. */
    PipedriveCursor looked(Instant archivedFrom, Instant nextLook) {
        return new PipedriveCursor(
                Phase.UPDATED, null, since, high, seen, createdHigh, createdHigh, archivedFrom, nextLook);
    }
}
