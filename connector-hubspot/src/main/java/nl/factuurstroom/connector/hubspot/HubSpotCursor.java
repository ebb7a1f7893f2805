package nl.factuurstroom.connector.hubspot;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Where the catch-up stands, as text between two calls. HubSpot pages by offset, which skips records that change meanwhile, so
 * each page begins at the last time seen instead; many deals of one and the same millisecond are walked by id.
 *
 * @param phase begin of a round, a later page, or the walk through one millisecond
 * @param from milliseconds on HubSpot's clock
 * @param lastId in a walk: the last id seen
 * @param high the latest change seen in this round
 * @param seen deals that were told already, each with its change, so that the overlap doesn't tell them again and again
 */
record HubSpotCursor(Phase phase, long from, String lastId, long high, Set<String> seen) {

    /** More than these are forgotten, the oldest first; being told twice does no harm. */
    static final int MAX_SEEN = 300;

    private static final String VERSION = "1";

    enum Phase {
        ROUND,
        PAGE,
        WALK
    }

    HubSpotCursor {
        seen = Set.copyOf(seen);
    }

    static HubSpotCursor startingAt(Instant time) {
        return new HubSpotCursor(Phase.ROUND, time.toEpochMilli(), "0", time.toEpochMilli(), Set.of());
    }

    /** Text that can't be read counts as none. */
    static @Nullable HubSpotCursor read(@Nullable String text) {
        var parts = text == null ? new String[0] : text.split("\\|", -1);
        if (parts.length != 6 || !parts[0].equals(VERSION)) {
            return null;
        }
        try {
            var seen = parts[5].isEmpty() ? Set.<String>of() : new LinkedHashSet<>(List.of(parts[5].split(",")));
            return new HubSpotCursor(
                    Phase.valueOf(parts[1]), Long.parseLong(parts[2]), parts[3], Long.parseLong(parts[4]), seen);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String text() {
        return String.join(
                "|", VERSION, phase.name(), Long.toString(from), lastId, Long.toString(high), String.join(",", seen));
    }

    /** One deal and its last change. */
    static String mark(String id, long modified) {
        return id + "@" + Long.toString(modified, Character.MAX_RADIX);
    }

    private static long modified(String mark) {
        return Long.parseLong(mark.substring(mark.indexOf('@') + 1), Character.MAX_RADIX);
    }

    /** The latest marks that are not older than {@code since}. */
    static Set<String> latest(Collection<String> marks, long since) {
        var byTime = new TreeMap<Long, Set<String>>();
        for (String mark : marks) {
            if (modified(mark) >= since) {
                byTime.computeIfAbsent(modified(mark), time -> new LinkedHashSet<>())
                        .add(mark);
            }
        }
        var latest = new LinkedHashSet<String>();
        for (Set<String> ofOneTime : byTime.descendingMap().values()) {
            for (String mark : ofOneTime) {
                if (latest.size() < MAX_SEEN) {
                    latest.add(mark);
                }
            }
        }
        return latest;
    }
}
