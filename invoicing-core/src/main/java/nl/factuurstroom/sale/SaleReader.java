package nl.factuurstroom.sale;

import java.util.Map;
import java.util.Set;

/**
 * Reads whole sales from their source, many at once.
 *
 * <p>Rules, checked by {@code SaleReaderContract}: R1: every ref asked is a key of the answer; R2: reading changes nothing
 * and may be repeated; R3: a sale that can't be used says what to mend and where, and doesn't spoil its neighbours; R4:
 * amounts are exact decimals as the source shows them; R5: the same sale read twice has the same {@link Sale#version()};
 * R6: vendor trouble is an {@link nl.factuurstroom.error.InvoicingException}. Called from any thread.
 */
public interface SaleReader {

    /** At most so many refs are asked at once. Defaults to 100. */
    default int batchSize() {
        return 100;
    }

    /** Reads each of the sales. */
    Map<SaleRef, Reading> read(Set<SaleRef> refs);

    /**
     * Asks again, as cheaply as the source allows, whether each sale is still won and unchanged. Sales missing from the
     * answer count as unreadable for now. Defaults to reading them whole.
     */
    default Map<SaleRef, WonState> wonStates(Set<SaleRef> refs) {
        var states = new java.util.LinkedHashMap<SaleRef, WonState>();
        read(refs)
                .forEach((ref, reading) -> states.put(
                        ref,
                        reading instanceof Reading.Found found
                                ? new WonState(true, found.sale().version())
                                : new WonState(reading instanceof Reading.Unusable, "")));
        return states;
    }

    /**
     * @param won still won
     * @param version comparable with {@link Sale#version()}
     */
    record WonState(boolean won, String version) {}
}
