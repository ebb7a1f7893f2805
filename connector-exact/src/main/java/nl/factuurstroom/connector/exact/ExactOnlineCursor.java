package nl.factuurstroom.connector.exact;

import java.util.List;
import java.util.regex.Pattern;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Term;

/**
 * How far the delta of payment terms was read. A timestamp of Exact is a row version, not a time; it starts anew when the
 * administration moves to another server, so the day of the last move goes with it.
 *
 * @param timestamp highest row version read
 * @param behind whether older changes still wait, so that the delta doesn't tell all yet
 * @param moveDate digits, mostly empty
 */
record ExactOnlineCursor(long timestamp, boolean behind, String moveDate) {

    private static final Pattern FORM =
            Pattern.compile("(?<timestamp>[0-9]{1,18})(?<behind>\\+?)(?:@(?<moved>[0-9]*))?");

    static ExactOnlineCursor start() {
        return new ExactOnlineCursor(0, true, "");
    }

    /** Starts anew when it can't be read, or when the administration has moved since. */
    static ExactOnlineCursor of(String text, String moveDate) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return new ExactOnlineCursor(0, true, moveDate);
        }
        long timestamp = Long.parseLong(matcher.group("timestamp"));
        var moved = matcher.group("moved") == null ? "" : matcher.group("moved");
        boolean same = timestamp == 0 || moved.equals(moveDate);
        return new ExactOnlineCursor(
                same ? timestamp : 0, !same || !matcher.group("behind").isEmpty(), moveDate);
    }

    /**
     * @param terms what was read after this cursor
     * @param more whether others wait behind them; then only rows in order say how far we are, else we stay where we were
     */
    ExactOnlineCursor after(List<Term> terms, boolean more) {
        long highest = timestamp;
        boolean ordered = true;
        for (Term term : terms) {
            long next = term.timestamp() == null ? highest : term.timestamp();
            ordered &= next >= highest;
            highest = Math.max(highest, next);
        }
        return new ExactOnlineCursor(more && !ordered ? timestamp : highest, more, moveDate);
    }

    @Override
    public String toString() {
        return timestamp + (behind ? "+" : "") + (moveDate.isEmpty() ? "" : "@" + moveDate);
    }
}
