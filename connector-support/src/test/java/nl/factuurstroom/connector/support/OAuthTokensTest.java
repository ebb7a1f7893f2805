package nl.factuurstroom.connector.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.Tokens;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OAuthTokensTest {

    @RegisterExtension
    static final WireMockExtension VENDOR = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig()
                    .bindAddress("127.0.0.1")
                    .dynamicPort())
            .build();

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final TokenStore store = TokenStore.inMemory();
    private final List<Duration> waits = new ArrayList<>();

    /** As Exact Online: the next token 570 seconds after the last, which lives 600. */
    private OAuthSettings settings(TokenStore tokenStore) {
        return OAuthTokens.builder("Vendor", URI.create(VENDOR.baseUrl() + "/oauth2/token"))
                .client("id-1", "client-secret")
                .refreshToken("R1")
                .minAge(ofSeconds(570))
                .refreshBefore(ofSeconds(30))
                .tooEarlyWhen(failure -> failure.headers().firstValue("Reason").isPresent())
                .reconnectHint("log in again")
                .clock(clock)
                .store(tokenStore)
                .sleeper(waits::add);
    }

    private final OAuthTokens tokens = settings(store).build();

    private static void gives(String refresh, ResponseDefinitionBuilder answer) {
        VENDOR.stubFor(post(anyUrl())
                .withRequestBody(containing("refresh_token=" + refresh + "&"))
                .willReturn(answer));
    }

    private static ResponseDefinitionBuilder pair(String access, String refresh) {
        return okJson(
                "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":\"600\"}".formatted(access, refresh));
    }

    private static ResponseDefinitionBuilder spent() {
        return aResponse()
                .withStatus(400)
                .withBody("{\"error\":\"invalid_grant\",\"error_description\":\"R1 is spent\"}");
    }

    private static int refreshes() {
        return VENDOR.findAll(postRequestedFor(anyUrl())).size();
    }

    private static String bearer(OAuthTokens from) {
        return from.headers().get("Authorization");
    }

    private Tokens stored() {
        return store.load().orElseThrow().tokens();
    }

    @Test
    void seedsAnEmptyStoreAndStoresTheNewPairBeforeItsFirstUse() {
        gives("R1", pair("A2", "R2"));

        var header = bearer(tokens);

        assertThat(header).isEqualTo("Bearer A2");
        assertThat(stored().access()).isEqualTo("A2");
        assertThat(stored().refresh()).isEqualTo("R2");
        assertThat(stored().previousRefresh()).isEqualTo("R1");
        assertThat(stored().expiresAt()).isEqualTo(clock.instant().plusSeconds(600));
        VENDOR.verify(postRequestedFor(anyUrl())
                .withRequestBody(containing("grant_type=refresh_token"))
                .withRequestBody(containing("client_id=id-1"))
                .withRequestBody(containing("client_secret=client-secret")));
    }

    @Test
    void renewsAt570SecondsAndNotEarlier() {
        gives("R1", pair("A2", "R2"));
        gives("R2", pair("A3", "R3"));
        bearer(tokens);

        clock.advance(ofSeconds(569));
        assertThat(bearer(tokens)).isEqualTo("Bearer A2");
        clock.advance(ofSeconds(1));
        assertThat(bearer(tokens)).isEqualTo("Bearer A3");
    }

    @Test
    void theStoredTokenWinsAfterARestart() {
        gives("R1", pair("A2", "R2"));
        gives("R2", pair("A3", "R3"));
        bearer(tokens);
        clock.advance(ofSeconds(3600));

        var restarted = settings(store).build();

        assertThat(bearer(restarted)).isEqualTo("Bearer A3");
    }

    @Test
    void anotherConfiguredTokenStartsANewChainAtTheNextStartOnly() {
        gives("R1", pair("A2", "R2"));
        gives("N1", pair("B2", "N2"));
        gives("N2", pair("B3", "N3"));
        bearer(tokens);

        var reconfigured = settings(store).refreshToken("N1").build();
        assertThat(bearer(reconfigured)).isEqualTo("Bearer B2");
        clock.advance(ofSeconds(600));

        assertThat(bearer(tokens))
                .as("the node that still runs with the old one")
                .isEqualTo("Bearer B3");
    }

    @Test
    void aTokenWithoutSuccessorIsKept() {
        gives("R1", okJson("{\"access_token\":\"A2\",\"expires_in\":600}"));

        bearer(tokens);

        assertThat(stored().refresh()).isEqualTo("R1");
        assertThat(stored().previousRefresh()).isNull();
    }

    @Test
    void triesTheSameTokenOnceMoreAfterALostAnswer() {
        VENDOR.stubFor(post(anyUrl())
                .inScenario("lost")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE))
                .willSetStateTo("back"));
        VENDOR.stubFor(
                post(anyUrl()).inScenario("lost").whenScenarioStateIs("back").willReturn(pair("A2", "R2")));

        assertThat(bearer(tokens)).isEqualTo("Bearer A2");
        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void isTransientWhileEveryAnswerIsLost() {
        gives("R1", aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(TransientException.class);
        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void triesTheTokenBeforeWhenTheNewOneIsRefused() {
        store.replace(0, new Tokens("A2", clock.instant(), clock.instant(), "R2", "R1", Signatures.sha256Hex("R1")));
        gives("R2", spent());
        gives("R1", pair("A3", "R3"));

        assertThat(bearer(tokens)).isEqualTo("Bearer A3");
    }

    @Test
    void forgetsTheTokenBeforeOnceTheNewPairHasWorked() {
        gives("R1", pair("A2", "R2"));
        var headers = tokens.headers();

        tokens.accepted(headers);

        assertThat(stored().previousRefresh()).isNull();
        assertThat(stored().refresh()).isEqualTo("R2");
    }

    @Test
    void saysHowToConnectAgainWhenTheChainIsDeadAndLeavesTheVendorAloneForAnHour() {
        gives("R1", spent());

        assertThatThrownBy(() -> bearer(tokens))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContainingAll("invalid_grant", "log in again")
                .hasMessageNotContainingAny("R1", "client-secret");
        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(AuthenticationException.class);
        assertThat(refreshes()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(AuthenticationException.class);
        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void takesWhatAnotherNodeStoredWhenItsTokenIsRefused() {
        gives("R1", spent());
        var other = settings(store)
                .sleeper(time -> store.replace(
                        store.load().orElseThrow().version(),
                        new Tokens(
                                "A9",
                                clock.instant(),
                                clock.instant().plusSeconds(600),
                                "R9",
                                null,
                                Signatures.sha256Hex("R1"))))
                .build();

        assertThat(bearer(other)).isEqualTo("Bearer A9");
    }

    @Test
    void waitsWhenTheVendorSaysTooEarly() {
        gives(
                "R1",
                aResponse()
                        .withStatus(400)
                        .withHeader("Reason", "TooEarlyToRefreshTokens")
                        .withBody("{}"));

        var early = catchThrowableOfType(TransientException.class, () -> bearer(tokens));

        assertThat(early.accountWide()).isTrue();
        assertThat(early.retryAfter()).contains(ofSeconds(60));
    }

    @Test
    void isTransientWhenTheTokenEndpointIsLimited() {
        gives("R1", aResponse().withStatus(429).withHeader("Retry-After", "30"));

        var limited = catchThrowableOfType(TransientException.class, () -> bearer(tokens));

        assertThat(limited.retryAfter()).contains(ofSeconds(30));
    }

    @Test
    void usesThePresentTokenWhileItIsGoodThoughRenewingFails() {
        gives("R1", pair("A2", "R2"));
        gives("R2", aResponse().withStatus(429));
        bearer(tokens);
        clock.advance(ofSeconds(580));

        assertThat(bearer(tokens)).isEqualTo("Bearer A2");
        clock.advance(ofSeconds(20));
        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(TransientException.class);
    }

    @Test
    void waitsALimitedTimeForTheNodeThatRenews() {
        assertThat(store.tryLease(ofSeconds(60))).isTrue();

        assertThatThrownBy(() -> bearer(tokens)).isInstanceOf(TransientException.class);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(ofSeconds(15));
        assertThat(refreshes()).isZero();
    }

    @Test
    void keepsAPairThatTheStoreRefusesToTakeAndStoresItBeforeUse() {
        gives("R1", pair("A2", "R2"));
        var failures = new AtomicInteger(1);
        var flaky = settings(new FailingStore(store, failures)).build();

        assertThatThrownBy(() -> bearer(flaky)).isInstanceOf(IllegalStateException.class);
        assertThat(bearer(flaky)).isEqualTo("Bearer A2");

        assertThat(stored().refresh()).isEqualTo("R2");
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void manyThreadsRenewOnce() throws Exception {
        gives("R1", pair("A2", "R2").withFixedDelay(100));
        var waiting = settings(store).sleeper(Sleeper.real()).build();
        var threads = Executors.newFixedThreadPool(8);

        var headers = threads.invokeAll(java.util.Collections.nCopies(8, () -> bearer(waiting)));

        for (var header : headers) {
            assertThat(header.get()).isEqualTo("Bearer A2");
        }
        assertThat(refreshes()).isEqualTo(1);
        threads.shutdown();
    }

    @Test
    void a401RenewsOnlyATokenThatWorkedAndIsOldEnough() {
        gives("R1", pair("A2", "R2"));
        gives("R2", pair("A3", "R3"));
        var headers = tokens.headers();

        assertThat(tokens.refused(headers)).as("never worked").isFalse();
        tokens.headers();
        tokens.accepted(headers);
        assertThat(tokens.refused(headers)).as("too young").isFalse();
        clock.advance(ofSeconds(575));
        assertThat(tokens.refused(headers)).isTrue();
        assertThat(bearer(tokens)).isEqualTo("Bearer A3");
    }

    @Test
    void usesTheConfiguredAccessTokenUntilItIsRefused() {
        gives("R1", pair("A2", "R2"));
        var configured = settings(store).accessToken("A1").build();

        var headers = configured.headers();

        assertThat(headers).containsEntry("Authorization", "Bearer A1");
        assertThat(configured.refused(headers)).isTrue();
        assertThat(bearer(configured)).isEqualTo("Bearer A2");
    }

    @Test
    void authenticatesTheClientByHeaderWhereAsked() {
        gives("R1", pair("A2", "R2"));
        VENDOR.stubFor(post(anyUrl()).willReturn(pair("A2", "R2")));

        bearer(settings(store).basicAuthentication().extraField("scope", "all").build());

        VENDOR.verify(postRequestedFor(anyUrl())
                .withBasicAuth(new BasicCredentials("id-1", "client-secret"))
                .withRequestBody(containing("scope=all")));
    }

    @Test
    void showsNoSecret() {
        assertThat(tokens.toString() + settings(store)).doesNotContain("R1", "client-secret");
    }

    private record FailingStore(TokenStore inner, AtomicInteger failures) implements TokenStore {

        @Override
        public Optional<Stored> load() {
            return inner.load();
        }

        @Override
        public boolean replace(long expectedVersion, Tokens next) {
            if (next.access() != null && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is gone");
            }
            return inner.replace(expectedVersion, next);
        }

        @Override
        public boolean tryLease(Duration atMost) {
            return inner.tryLease(atMost);
        }

        @Override
        public void releaseLease() {
            inner.releaseLease();
        }
    }
}
