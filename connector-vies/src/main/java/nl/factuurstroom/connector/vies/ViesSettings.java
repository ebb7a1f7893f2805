package nl.factuurstroom.connector.vies;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to use VIES. Made by {@link #builder()}; there is nothing secret in it.
 *
 * @param baseUrl address of the REST API
 * @param callTimeout deadline of one check, quick retries included
 * @param cacheFor how long a valid answer is used again; zero: never
 * @param callsPerDay our own limit: VIES blocks addresses that ask too much, and doesn't say how much that is
 */
public record ViesSettings(URI baseUrl, Duration callTimeout, Duration cacheFor, int callsPerDay) {

    /** The Commission's. */
    public static final URI DEFAULT_BASE_URL = URI.create("https://ec.europa.eu/taxation_customs/vies/rest-api");

    /** Twenty seconds. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(20);

    /** One hour. */
    public static final Duration DEFAULT_CACHE_FOR = Duration.ofHours(1);

    /** Calls a day. */
    public static final int DEFAULT_CALLS_PER_DAY = 10_000;

    public ViesSettings {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(callTimeout, "callTimeout");
        Objects.requireNonNull(cacheFor, "cacheFor");
        if (callTimeout.isZero() || callTimeout.isNegative()) {
            throw new IllegalArgumentException("the call timeout must be longer than zero");
        }
        if (cacheFor.isNegative() || cacheFor.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a valid answer may be used again for a day at most, was " + cacheFor);
        }
        if (callsPerDay < 1) {
            throw new IllegalArgumentException("calls per day must be at least 1, was " + callsPerDay);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    public static final class Builder {

        private URI baseUrl = DEFAULT_BASE_URL;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private Duration cacheFor = DEFAULT_CACHE_FOR;
        private int callsPerDay = DEFAULT_CALLS_PER_DAY;

        private Builder() {}

        /** Defaults to {@link ViesSettings#DEFAULT_BASE_URL}. */
        public Builder baseUrl(URI url) {
            this.baseUrl = url;
            return this;
        }

        /** Deadline of one check. Defaults to 20 seconds. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = timeout;
            return this;
        }

        /** How long a valid answer is used again; zero to a day. Defaults to one hour. */
        public Builder cacheFor(Duration time) {
            this.cacheFor = time;
            return this;
        }

        /** Defaults to 10,000. */
        public Builder callsPerDay(int calls) {
            this.callsPerDay = calls;
            return this;
        }

        /** @throws IllegalArgumentException when a value is out of its range */
        public ViesSettings build() {
            return new ViesSettings(baseUrl, callTimeout, cacheFor, callsPerDay);
        }
    }
}
