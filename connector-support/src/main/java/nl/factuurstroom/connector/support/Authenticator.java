package nl.factuurstroom.connector.support;

import java.util.Map;

/** Gives the headers that prove who we are. Implementations are thread-safe and hide their secrets in {@code toString}. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Headers for the next request, asked before each try. May itself call the vendor's token endpoint; whatever that
     * throws ends the call before it is sent.
     */
    Map<String, String> headers();

    /** The vendor took these headers (2xx). Never throws. */
    default void accepted(Map<String, String> headers) {}

    /**
     * The vendor refused these headers (401).
     *
     * @return whether {@link #headers()} has better ones now, so that the call may be sent once more
     */
    default boolean refused(Map<String, String> headers) {
        return false;
    }

    /** No credentials at all. */
    static Authenticator none() {
        return Map::of;
    }
}
