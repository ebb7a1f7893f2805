package nl.factuurstroom.connector.stripe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * How far the catch-up has come, as text for the store. Events come newest first, so a poll of several pages walks back from
 * its first event to where the last poll began.
 *
 * @param since the newest event that earlier polls saw, in Unix seconds by Stripe's clock; 0 when there was none
 * @param seen events at and shortly before {@code since} that were told already; a repeat does no harm, so not all need fit
 * @param newest the newest event that this poll saw
 * @param fresh events that this poll told
 * @param after the last event of this poll's page before; null when a poll begins
 */
record StripeCursor(
        long since,
        Set<String> seen,
        long newest,
        Set<String> fresh,
        @Nullable String after) {

    /** A poll tells events anew rather than keep more of them than this. */
    private static final int MOST_KEPT = 100;

    StripeCursor {
        seen = new LinkedHashSet<>(seen);
        fresh = new LinkedHashSet<>(fresh);
    }

    static StripeCursor startingAt(long since) {
        return new StripeCursor(since, Set.of(), since, Set.of(), null);
    }

    /** This poll goes on after the page whose last event is {@code lastId}. */
    StripeCursor next(long newestOnPage, List<String> told, String lastId) {
        return new StripeCursor(since, seen, Math.max(newest, newestOnPage), kept(told), lastId);
    }

    /** This poll is done. */
    StripeCursor done(long newestOnPage, List<String> told) {
        long upTo = Math.max(newest, newestOnPage);
        return new StripeCursor(upTo, kept(told), upTo, Set.of(), null);
    }

    private Set<String> kept(List<String> told) {
        var kept = new LinkedHashSet<>(fresh);
        told.stream().limit(MOST_KEPT - Math.min(MOST_KEPT, kept.size())).forEach(kept::add);
        return kept;
    }

    String text() {
        return since + ";" + String.join(",", seen) + ";" + newest + ";" + String.join(",", fresh) + ";"
                + (after == null ? "" : after);
    }

    /** @throws IllegalArgumentException when {@link #text()} didn't write it */
    static StripeCursor parse(String text) {
        var parts = text.split(";", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not a cursor of Stripe's catch-up");
        }
        return new StripeCursor(
                Long.parseLong(parts[0]),
                ids(parts[1]),
                Long.parseLong(parts[2]),
                ids(parts[3]),
                parts[4].isEmpty() ? null : parts[4]);
    }

    private static Set<String> ids(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(",")));
    }
}
