package nl.factuurstroom.connector.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import nl.factuurstroom.account.TokenStore;

/** Collects what {@link OAuthTokens} needs to know of a vendor. Not thread-safe; {@code toString} hides secrets. */
public final class OAuthSettings {

    final String vendor;
    final URI tokenUri;
    String clientId = "";
    String clientSecret = "";
    boolean basic;

    @Nullable
    String seedRefresh;

    @Nullable
    String seedAccess;

    Map<String, String> extraFields = new LinkedHashMap<>();
    Duration refreshBefore = Duration.ofSeconds(60);
    Duration minAge = Duration.ZERO;
    Duration defaultLifetime = Duration.ofMinutes(10);
    Duration callTimeout = Duration.ofSeconds(10);
    Duration longestWait = Duration.ofSeconds(15);
    Predicate<VendorFailure> tooEarly = failure -> false;
    String reconnectHint = "connect the account again and configure the new refresh token";
    Clock clock = Clock.systemUTC();
    TokenStore store = TokenStore.inMemory();
    Sleeper sleeper = Sleeper.real();

    @Nullable
    HttpClient httpClient;

    OAuthSettings(String vendor, URI tokenUri) {
        this.vendor = Objects.requireNonNull(vendor, "vendor");
        this.tokenUri = Objects.requireNonNull(tokenUri, "tokenUri");
    }

    /** Client id and secret, sent as fields of the form unless {@link #basicAuthentication()} is asked for. */
    public OAuthSettings client(String id, String secret) {
        this.clientId = id;
        this.clientSecret = secret;
        return this;
    }

    /** Sends client id and secret as HTTP basic authentication instead of in the form. */
    public OAuthSettings basicAuthentication() {
        this.basic = true;
        return this;
    }

    /** The configured refresh token: used while the store has none of its chain. */
    public OAuthSettings refreshToken(@Nullable String configured) {
        this.seedRefresh = blankToNull(configured);
        return this;
    }

    /** An access token that came with the configured refresh token. Optional; of unknown age, so a 401 renews it. */
    public OAuthSettings accessToken(@Nullable String configured) {
        this.seedAccess = blankToNull(configured);
        return this;
    }

    /** One more field of the refresh form: {@code scope}, {@code redirect_uri}. */
    public OAuthSettings extraField(String name, String value) {
        extraFields.put(name, value);
        return this;
    }

    /** How long before its end an access token is renewed. Defaults to 60 seconds. */
    public OAuthSettings refreshBefore(Duration before) {
        this.refreshBefore = before;
        return this;
    }

    /** How old an access token must be before the vendor gives the next. Defaults to zero; Exact Online: 570 seconds. */
    public OAuthSettings minAge(Duration age) {
        this.minAge = age;
        return this;
    }

    /** Lifetime of an access token when the answer has no {@code expires_in}. Defaults to 10 minutes. */
    public OAuthSettings defaultLifetime(Duration lifetime) {
        this.defaultLifetime = lifetime;
        return this;
    }

    /** Deadline of one call to the token endpoint. Defaults to 10 seconds. */
    public OAuthSettings callTimeout(Duration timeout) {
        this.callTimeout = timeout;
        return this;
    }

    /** How long a caller waits for another thread or node that renews. Defaults to 15 seconds. */
    public OAuthSettings longestWait(Duration wait) {
        this.longestWait = wait;
        return this;
    }

    /** Recognises the vendor's answer "the present token is too young". Defaults to never. */
    public OAuthSettings tooEarlyWhen(Predicate<VendorFailure> recognised) {
        this.tooEarly = recognised;
        return this;
    }

    /** Ends the message about a dead chain; says how to connect again. */
    public OAuthSettings reconnectHint(String sentence) {
        this.reconnectHint = sentence;
        return this;
    }

    /** Clock and token store as the engine lends them. */
    public OAuthSettings account(AccountConnection connection) {
        return clock(connection.clock()).store(connection.tokens());
    }

    /** Defaults to the system clock in UTC. */
    public OAuthSettings clock(Clock given) {
        this.clock = given;
        return this;
    }

    /** Defaults to a store in memory, which forgets a rotated token at exit. */
    public OAuthSettings store(TokenStore given) {
        this.store = given;
        return this;
    }

    /** Defaults to {@link Sleeper#real()}. */
    public OAuthSettings sleeper(Sleeper given) {
        this.sleeper = given;
        return this;
    }

    /** Defaults to {@link VendorHttp#defaultClient()}. */
    public OAuthSettings httpClient(HttpClient given) {
        this.httpClient = given;
        return this;
    }

    /** Makes the authenticator. No I/O. */
    public OAuthTokens build() {
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalStateException(vendor + ": client id and client secret are required");
        }
        return new OAuthTokens(this);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "OAuthSettings[" + vendor + ", " + tokenUri + ", client " + clientId + ", refresh token "
                + Secrets.mask(seedRefresh) + "]";
    }
}
