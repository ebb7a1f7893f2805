package nl.factuurstroom.connector.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.account.CallMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One vendor's HTTP API, on {@link java.net.http.HttpClient}. Immutable and thread-safe.
 *
 * <pre>{@code
 * VendorHttp http = VendorHttp.builder("Exact Online", URI.create("https://start.exactonline.nl/api/v1"))
 *         .account(connection).authenticator(tokens).build();
 * JsonNode me = http.get("current/Me").query("$select", "CurrentDivision").sendForBody(JsonNode.class);
 * }</pre>
 *
 * <p>Whatever happens ends as one of our exceptions:
 *
 * <ol>
 *   <li>No connection: {@code TransientException}, for the request certainly wasn't sent.
 *   <li>Time-out, reset, or an answer that breaks off: {@code OutcomeUnknownException} without an answer.
 *   <li>A 2xx that can't be read: {@code OutcomeUnknownException} with an answer.
 *   <li>Anything but 2xx: what the {@link ErrorTranslator} says.
 *   <li>A repeatable call does no harm when sent again, so for it 2 and 3 become {@code TransientException}. It gets up to
 *       three quick tries within its one deadline; a {@code Retry-After} of up to two seconds is waited for.
 * </ol>
 *
 * <p>The deadline covers the whole call: all tries, the waits between them, the answer's body. Redirects are never
 * followed, so credentials stay with the vendor's host.
 */
public final class VendorHttp {

    /** Deadline of a whole call, unless set. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

    /** Limit for making a connection, for our own client. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Biggest answer that is read, in bytes, unless set. */
    public static final int DEFAULT_BODY_LIMIT = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(VendorHttp.class);

    final String vendor;
    final URI baseUri;
    final Duration callTimeout;
    final Clock clock;
    final Authenticator authenticator;
    final ErrorTranslator errors;
    final Supplier<CallMeter> meter;
    final RateHeaders rateHeaders;
    final @Nullable ErrorBrake brake;
    final Sleeper sleeper;
    final Exchange exchange;

    private VendorHttp(Builder builder, HttpClient client) {
        this.vendor = builder.vendor;
        this.baseUri = builder.baseUri;
        this.callTimeout = builder.callTimeout;
        this.clock = builder.clock;
        this.authenticator = builder.authenticator;
        this.errors = builder.errors;
        this.meter = builder.meter;
        this.rateHeaders = builder.rateHeaders;
        this.brake = builder.brake;
        this.sleeper = builder.sleeper;
        this.exchange = new Exchange(client, builder.bodyLimit);
    }

    /**
     * @param vendor as users know it, for messages: {@code Exact Online}
     * @param baseUri all paths lie below it; http or https, no query
     */
    public static Builder builder(String vendor, URI baseUri) {
        return new Builder(vendor, baseUri);
    }

    /** A client as we want them: HTTP/1.1, no redirects, five seconds to connect. May be shared by several vendors. */
    public static HttpClient defaultClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** Text made safe for one segment of a path, slashes included. */
    public static String segment(String text) {
        return Texts.encode(text);
    }

    /** Repeatable. {@code pathOrUri}: below the base address, or a full link to the very same host (a next page). */
    public VendorRequest get(String pathOrUri) {
        return request("GET", pathOrUri).repeatable();
    }

    /** Not repeatable unless said so. */
    public VendorRequest post(String pathOrUri) {
        return request("POST", pathOrUri);
    }

    /** Not repeatable unless said so. */
    public VendorRequest put(String pathOrUri) {
        return request("PUT", pathOrUri);
    }

    /** Not repeatable unless said so. */
    public VendorRequest patch(String pathOrUri) {
        return request("PATCH", pathOrUri);
    }

    /** Not repeatable unless said so. */
    public VendorRequest delete(String pathOrUri) {
        return request("DELETE", pathOrUri);
    }

    private VendorRequest request(String method, String pathOrUri) {
        return new VendorRequest(this, method, Addresses.resolve(vendor, baseUri, pathOrUri));
    }

    @Override
    public String toString() {
        return "VendorHttp[" + vendor + ", " + baseUri + "]";
    }

    /** Collects the parts. Only vendor and base address are required. Not thread-safe. */
    public static final class Builder {

        private final String vendor;
        private final URI baseUri;
        private @Nullable HttpClient client;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private int bodyLimit = DEFAULT_BODY_LIMIT;
        private Clock clock = Clock.systemUTC();
        private Authenticator authenticator = Authenticator.none();
        private ErrorTranslator errors = ErrorTranslator.standard();
        private Supplier<CallMeter> meter = CallMeter::none;
        private RateHeaders rateHeaders = RateHeaders.none();
        private @Nullable ErrorBrake brake;
        private Sleeper sleeper = Sleeper.real();

        private Builder(String vendor, URI baseUri) {
            this.vendor = Objects.requireNonNull(vendor, "vendor");
            this.baseUri = Addresses.base(baseUri);
        }

        /** Defaults to {@link VendorHttp#defaultClient()}. A client that follows redirects is refused. */
        public Builder client(HttpClient given) {
            if (given.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("the HTTP client must not follow redirects: they would carry our"
                        + " credentials to other hosts");
            }
            this.client = given;
            return this;
        }

        /** Deadline of a whole call, tries and body included. Defaults to 30 seconds. */
        public Builder callTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("the call timeout must be longer than zero");
            }
            this.callTimeout = timeout;
            return this;
        }

        /** Biggest answer that is read, in bytes. Defaults to 16 MiB. */
        public Builder bodyLimit(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("the body limit must be at least 1 byte");
            }
            this.bodyLimit = bytes;
            return this;
        }

        /** Clock and meter as the engine lends them. */
        public Builder account(AccountConnection connection) {
            var calls = connection.calls();
            return clock(connection.clock()).meter(() -> calls);
        }

        /** Defaults to the system clock in UTC. */
        public Builder clock(Clock given) {
            this.clock = given;
            return this;
        }

        /** Defaults to no credentials. */
        public Builder authenticator(Authenticator given) {
            this.authenticator = given;
            return this;
        }

        /** Defaults to {@link ErrorTranslator#standard()}. */
        public Builder errors(ErrorTranslator given) {
            this.errors = given;
            return this;
        }

        /** Told of each try. Defaults to none. */
        public Builder meter(Supplier<CallMeter> given) {
            this.meter = given;
            return this;
        }

        /** Defaults to none. */
        public Builder rateHeaders(RateHeaders given) {
            this.rateHeaders = given;
            return this;
        }

        /** Defaults to none. */
        public Builder brake(ErrorBrake given) {
            this.brake = given;
            return this;
        }

        /** How quick retries wait. Defaults to {@link Sleeper#real()}. */
        public Builder sleeper(Sleeper given) {
            this.sleeper = given;
            return this;
        }

        /** Makes it. No I/O. */
        public VendorHttp build() {
            if ("http".equalsIgnoreCase(baseUri.getScheme()) && !loopback(baseUri.getHost())) {
                LOG.warn("{} is reached over plain http at {}: credentials travel in the clear", vendor, baseUri);
            }
            return new VendorHttp(this, client == null ? defaultClient() : client);
        }

        private static boolean loopback(String host) {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        }
    }
}
