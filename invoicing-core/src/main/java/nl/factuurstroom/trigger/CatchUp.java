package nl.factuurstroom.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.SaleRef;

/**
 * Catch-up polling: with it, a webhook that never came costs time but no sale.
 *
 * <p>Rules: C1: every sale won since the cursor is returned at least once, also when its index lags (the cursor overlaps);
 * C2: the cursor is on the vendor's clock; C3: reading the same cursor twice gives the same or more; C4:
 * a first poll from {@link #cursorAt} finds what was won since then, however late it succeeds.
 */
public interface CatchUp {

    /** How often to poll; zero switches polling off. */
    Duration interval();

    /**
     * One page of what changed.
     *
     * @param cursor what the previous page gave, or {@link #cursorAt} for the first poll ever; null stands for now
     */
    Changes changedSince(@Nullable String cursor);

    /**
     * Where a first poll begins, however long after the start it succeeds. Calls nobody.
     *
     * @param since the moment of the first start, on our clock; the vendor's may differ, so begin a little earlier
     */
    String cursorAt(Instant since);

    /** All sales won between two days (both included, Europe/Amsterdam), for a backfill. Reads only. */
    List<SaleRef> wonBetween(LocalDate from, LocalDate to);

    /**
     * @param refs sales that may have been won; repeats are fine
     * @param cursor where to go on, stored by the engine in the same commit as the refs
     * @param more whether another page waits right now
     * @param returned money that went back for known sales, as a webhook would have told; repeats are fine, each has its key
     */
    record Changes(List<SaleRef> refs, String cursor, boolean more, List<Signal.MoneyReturned> returned) {
        public Changes {
            refs = List.copyOf(refs);
            returned = List.copyOf(returned);
        }

        /** Changes of a source that doesn't tell of money that went back. */
        public Changes(List<SaleRef> refs, String cursor, boolean more) {
            this(refs, cursor, more, List.of());
        }
    }
}
