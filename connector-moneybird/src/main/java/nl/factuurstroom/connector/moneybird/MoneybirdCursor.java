package nl.factuurstroom.connector.moneybird;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * How far payments were read, on the vendor's clock. Versions are whole seconds, so a second change within one second
 * wouldn't show: what has the newest version is read again until two seconds have passed since it was first seen.
 *
 * @param version newest version seen, epoch seconds
 * @param firstSeen our clock when that version was first seen, epoch seconds
 * @param settled whether everything of that version was read after its second had passed
 */
record MoneybirdCursor(long version, long firstSeen, boolean settled) {

    /** Before anything was read. */
    static final MoneybirdCursor START = new MoneybirdCursor(0, 0, false);

    private static final long PATIENCE_SECONDS = 2;

    /** Null for null and for a text that isn't ours: then everything is read afresh. */
    static @Nullable MoneybirdCursor parse(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,12}:[0-9]{1,12}:[01]")) {
            return null;
        }
        var parts = text.split(":");
        return new MoneybirdCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2].equals("1"));
    }

    /** What to ask for changes after. The vendor leaves out the moment itself, but changes have milliseconds. */
    Instant from() {
        return Instant.ofEpochSecond(settled ? version : Math.max(version - 1, 0));
    }

    /** Whether a record of that version must be read (again). */
    boolean concerns(long changed) {
        return settled ? changed > version : changed >= version;
    }

    /** The cursor after a poll that began at {@code at} and saw {@code newest}. */
    MoneybirdCursor advanced(long newest, Instant at) {
        if (newest > version) {
            return new MoneybirdCursor(newest, at.getEpochSecond(), false);
        }
        return new MoneybirdCursor(version, firstSeen, settled || at.getEpochSecond() >= firstSeen + PATIENCE_SECONDS);
    }

    @Override
    public String toString() {
        return version + ":" + firstSeen + ":" + (settled ? 1 : 0);
    }
}
