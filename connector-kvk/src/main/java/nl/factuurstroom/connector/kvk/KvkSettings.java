package nl.factuurstroom.connector.kvk;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;

/**
 * How to reach KvK. Made by {@link #builder()}; {@code toString} hides the key.
 *
 * @param apiKey the organisation's own key
 * @param baseUrl address without {@code /api}
 * @param callTimeout deadline of one call, quick retries included
 * @param callsPerDay our own spending cap: calls a day (UTC), each of which may cost money
 * @param postalAddress whether a company's postal address goes before its visiting address
 */
public record KvkSettings(String apiKey, URI baseUrl, Duration callTimeout, int callsPerDay, boolean postalAddress) {

    /** The real register. */
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.kvk.nl");

    /** KvK's test environment: fictitious companies, a key for everyone. */
    public static final URI TEST_BASE_URL = URI.create("https://api.kvk.nl/test");

    /** Ten seconds. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);

    /** Calls a day. */
    public static final int DEFAULT_CALLS_PER_DAY = 1000;

    public KvkSettings {
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(callTimeout, "callTimeout");
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("kvk.api-key must not be blank");
        }
        if (callTimeout.isZero() || callTimeout.isNegative()) {
            throw new IllegalArgumentException("the call timeout must be longer than zero");
        }
        if (callsPerDay < 1) {
            throw new IllegalArgumentException("calls per day must be at least 1, was " + callsPerDay);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "KvkSettings[baseUrl=" + baseUrl + ", apiKey=" + Secrets.mask(apiKey) + ", callTimeout=" + callTimeout
                + ", callsPerDay=" + callsPerDay + ", postalAddress=" + postalAddress + "]";
    }

    /** Not thread-safe. */
    public static final class Builder {

        private @Nullable String apiKey;
        private URI baseUrl = DEFAULT_BASE_URL;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private int callsPerDay = DEFAULT_CALLS_PER_DAY;
        private boolean postalAddress;

        private Builder() {}

        /** Required. */
        public Builder apiKey(String key) {
            this.apiKey = key.strip();
            return this;
        }

        /** Without {@code /api}. Defaults to {@link KvkSettings#DEFAULT_BASE_URL}. */
        public Builder baseUrl(URI url) {
            this.baseUrl = url;
            return this;
        }

        /** Deadline of one call. Defaults to 10 seconds. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = timeout;
            return this;
        }

        /** Spending cap. Defaults to 1000 calls a day. */
        public Builder callsPerDay(int calls) {
            this.callsPerDay = calls;
            return this;
        }

        /** Takes the postal address (a PO box, often) where there is one. Defaults to false: the visiting address. */
        public Builder postalAddress(boolean first) {
            this.postalAddress = first;
            return this;
        }

        /** @throws IllegalStateException when the key is missing */
        public KvkSettings build() {
            if (apiKey == null) {
                throw new IllegalStateException("KvK needs an API key: apiKey(…), kvk.api-key");
            }
            return new KvkSettings(apiKey, baseUrl, callTimeout, callsPerDay, postalAddress);
        }
    }
}
