package nl.factuurstroom.connector.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorHttpTest {

    private static final String SECRET = "s3cr3t-token";

    @RegisterExtension
    static final WireMockExtension VENDOR = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig()
                    .bindAddress("127.0.0.1")
                    .dynamicPort())
            .build();

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final List<Duration> waits = new ArrayList<>();
    private final VendorHttp http = builder().build();

    record Invoice(String number, BigDecimal total) {}

    private VendorHttp.Builder builder() {
        return VendorHttp.builder("Vendor", URI.create(VENDOR.baseUrl() + "/api"))
                .authenticator(BearerToken.of(SECRET))
                .clock(clock)
                .callTimeout(Duration.ofSeconds(5))
                .sleeper(waits::add);
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        VENDOR.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static int calls() {
        return VENDOR.findAll(anyRequestedFor(anyUrl())).size();
    }

    @Nested
    class Works {

        @Test
        void readsARecordAndIgnoresFieldsItDoesNotKnow() {
            answers(okJson("{\"number\":\"7001\",\"total\":121.10,\"new\":{\"field\":1}}"));

            var invoice = http.get("invoices/1").sendForBody(Invoice.class);

            assertThat(invoice).isEqualTo(new Invoice("7001", new BigDecimal("121.10")));
        }

        @Test
        void encodesQueryValuesAndSendsTheCredentials() {
            answers(okJson("{}"));

            http.get("crm/Accounts").query("$filter", "Name eq 'A & B'").send(JsonNode.class);

            VENDOR.verify(getRequestedFor(urlPathEqualTo("/api/crm/Accounts"))
                    .withQueryParam("$filter", equalTo("Name eq 'A & B'"))
                    .withHeader("Accept", equalTo("application/json"))
                    .withHeader("Authorization", equalTo("Bearer " + SECRET)));
        }

        @Test
        void sendsJsonAndGivesStatusAndHeaders() {
            answers(okJson("{}").withStatus(201).withHeader("X-Left", "59"));

            var answer = http.post("/invoices")
                    .json(new Invoice("1", new BigDecimal("1E+3")))
                    .send(JsonNode.class);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers().firstValue("x-left")).contains("59");
            VENDOR.verify(postRequestedFor(urlEqualTo("/api/invoices"))
                    .withRequestBody(equalToJson("{\"number\":\"1\",\"total\":1000}")));
        }

        @Test
        void sendsAFormAndAnyText() {
            answers(aResponse().withStatus(204));

            http.post("form").form(Map.of("naam", "Café & co")).send();
            http.post("xml").body("text/xml", "<a>é</a>").send();

            VENDOR.verify(
                    postRequestedFor(urlEqualTo("/api/form")).withRequestBody(equalTo("naam=Caf%C3%A9%20%26%20co")));
            VENDOR.verify(postRequestedFor(urlEqualTo("/api/xml")).withRequestBody(equalTo("<a>é</a>")));
        }

        @Test
        void readsAnEmptyAnswerAsAMissingNode() {
            answers(aResponse().withStatus(204));

            assertThat(http.put("x").json(Map.of()).sendForBody(JsonNode.class).isMissingNode())
                    .isTrue();
        }

        @Test
        void escapesWhatAPathMayNotHoldAndLeavesTheRest() {
            answers(okJson("{}"));

            http.get("crm/Accounts(guid'1')/a b%20c 100%").send();

            VENDOR.verify(getRequestedFor(urlEqualTo("/api/crm/Accounts(guid'1')/a%20b%20c%20100%25")));
        }

        @Test
        void followsALinkToTheSameHost() {
            answers(okJson("{}"));

            http.get(VENDOR.baseUrl() + "/api/x?$skiptoken=guid'1'").send();

            VENDOR.verify(getRequestedFor(urlEqualTo("/api/x?$skiptoken=guid'1'")));
        }
    }

    @Nested
    class IsRefused {

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void credentialsAreAnAuthenticationException(int status) {
            answers(aResponse().withStatus(status));

            assertThatThrownBy(() -> http.post("x").send()).isInstanceOf(AuthenticationException.class);
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void whatIsNotThereIsNotFound() {
            answers(aResponse().withStatus(404));

            assertThatThrownBy(() -> http.get("x").send()).isInstanceOf(NotFoundException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 409, 422})
        void aBadRequestIsRejectedOnceAndKeepsTheRequestId(int status) {
            answers(aResponse()
                    .withStatus(status)
                    .withHeader("X-Request-Id", "r-1")
                    .withBody("secret detail"));

            var refusal = catchThrowableOfType(
                    RejectedException.class,
                    () -> http.get("x").query("q", "jan").send());

            assertThat(refusal.requestId()).contains("r-1");
            assertThat(refusal).hasMessageContaining("GET x").hasMessageNotContainingAny("secret detail", "jan");
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void theVendorsOwnTranslatorComesFirst() {
            answers(aResponse().withStatus(500).withBody("{\"code\":\"E7\"}"));
            var own = builder()
                    .errors(f -> new RejectedException(
                            "no", null, f.json().path("code").asText()))
                    .build();

            var refusal = catchThrowableOfType(
                    RejectedException.class, () -> own.post("x").send());

            assertThat(refusal.vendorCode()).contains("E7");
        }
    }

    @Nested
    class IsLimited {

        @Test
        void a429IsTransientWithTheVendorsWait() {
            answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));

            var limited = catchThrowableOfType(
                    TransientException.class, () -> http.get("x").send());

            assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60));
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void a429WithoutAHintIsNotTriedAgain() {
            answers(aResponse().withStatus(429));

            assertThatThrownBy(() -> http.get("x").send()).isInstanceOf(TransientException.class);
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void aShortRetryAfterIsWaitedForWhenTheCallIsRepeatable() {
            failsFirst(aResponse().withStatus(429).withHeader("Retry-After", "1"));

            http.get("x").send();

            assertThat(waits).containsExactly(Duration.ofSeconds(1));
        }

        @Test
        void readsWhatTheHeadersSayIsLeft() {
            answers(okJson("{}").withHeader("X-Left", "7"));
            var seen = new ArrayList<String>();
            var metered = builder()
                    .meter(() -> noting(seen))
                    .rateHeaders((status, headers, now) -> headers.firstValueAsLong("X-Left").stream()
                            .mapToObj(left -> new RateHeaders.Reading("minute", 60, (int) left, null))
                            .toList())
                    .build();

            metered.get("x").send();

            assertThat(seen).containsExactly("called", "minute 7/60");
        }
    }

    @Nested
    class LosesTheAnswer {

        @ParameterizedTest
        @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
        void ofAnUnrepeatableCallOnceAndSaysSo(String fault) {
            answers(aResponse().withFault(Fault.valueOf(fault)));

            var unknown = catchThrowableOfType(
                    OutcomeUnknownException.class, () -> http.post("x").send());

            assertThat(unknown.answered()).isFalse();
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void ofARepeatableCallAndTriesThreeTimes() {
            answers(aResponse().withFault(Fault.EMPTY_RESPONSE));

            assertThatThrownBy(() ->
                            http.post("search").json(Map.of()).repeatable().send())
                    .isInstanceOf(TransientException.class);
            assertThat(calls()).isEqualTo(3);
            assertThat(waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
        }

        @Test
        void toATimeOutThatCoversTheBody() {
            answers(okJson("{\"a\":\"" + "x".repeat(1000) + "\"}").withChunkedDribbleDelay(20, 20_000));
            var hasty = builder().callTimeout(Duration.ofMillis(400)).build();

            var unknown = catchThrowableOfType(
                    OutcomeUnknownException.class, () -> hasty.post("x").send());

            assertThat(unknown.answered()).isFalse();
        }

        @Test
        void toAServerErrorThatMayHaveBeenProcessed() {
            answers(aResponse().withStatus(503));

            var unknown = catchThrowableOfType(
                    OutcomeUnknownException.class, () -> http.post("x").send());

            assertThat(unknown.answered()).isTrue();
        }

        @Test
        void toAnUnreadable2xx() {
            answers(okJson("{\"number\":\"secret\",\"total\":\"abc\"}"));

            var unknown = catchThrowableOfType(
                    OutcomeUnknownException.class, () -> http.post("x").send(Invoice.class));

            assertThat(unknown.answered()).isTrue();
            assertThat(unknown)
                    .hasMessageContaining("total")
                    .hasMessageNotContaining("abc")
                    .hasNoCause();
        }

        @Test
        void toAnAnswerBiggerThanTheLimit() {
            answers(okJson("[" + "1,".repeat(2000) + "1]"));
            var small = builder().bodyLimit(1000).build();

            assertThatThrownBy(() -> small.post("x").send())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("bigger than 1000 bytes");
        }

        @Test
        void butARepeatableCallGetsOverAServerError() {
            failsFirst(aResponse().withStatus(502));

            assertThat(http.get("x").send().status()).isEqualTo(200);
        }

        @Test
        void andAnInterruptedThreadStaysInterrupted() {
            answers(okJson("{}"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> http.get("x").send()).isInstanceOf(TransientException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class IsNeverSent {

        @Test
        void whenNobodyListens() {
            var nobody = VendorHttp.builder("Vendor", URI.create("http://127.0.0.1:1"))
                    .sleeper(waits::add)
                    .build();

            assertThatThrownBy(() -> nobody.post("x").send()).isInstanceOf(TransientException.class);
        }

        @Test
        void whenTheHostIsUnknown() {
            var nobody = VendorHttp.builder("Vendor", URI.create("http://nobody.invalid"))
                    .sleeper(waits::add)
                    .build();

            assertThatThrownBy(() -> nobody.post("x").send()).isInstanceOf(TransientException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\u0000b"})
        void whenAHeaderOrQueryValueHoldsALineBreak(String evil) {
            assertThatThrownBy(() -> http.get("x").header("X-Ref", evil))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageNotContaining("Evil");
            assertThatThrownBy(() -> http.get("x").query("ref", evil)).isInstanceOf(RejectedException.class);
            assertThatThrownBy(() -> http.get("x/" + evil)).isInstanceOf(RejectedException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://evil.example/api/x", "http://127.0.0.1:2/api/x", "http://u@127.0.0.1/api"})
        void toAnotherHost(String link) {
            assertThatThrownBy(() -> http.get(link)).isInstanceOf(ConfigurationException.class);
        }

        @Test
        void outsideTheBaseAddress() {
            assertThatThrownBy(() -> http.get("a/../../x")).isInstanceOf(RejectedException.class);
        }
    }

    @Nested
    class KeepsSecrets {

        @Test
        void byNotFollowingARedirect() {
            VENDOR.stubFor(get("/api/x")
                    .willReturn(aResponse().withStatus(302).withHeader("Location", VENDOR.baseUrl() + "/elsewhere")));

            assertThatThrownBy(() -> http.get("x").send()).isInstanceOf(ConfigurationException.class);
            VENDOR.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        }

        @Test
        void byRefusingAClientThatFollowsRedirects() {
            var following = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

            assertThatThrownBy(() -> builder().client(following)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void outOfEveryToString() {
            assertThat(List.of(
                            http.toString(),
                            http.get("x").query("q", SECRET).toString(),
                            BearerToken.of(SECRET).toString(),
                            SecretHeader.of("apikey", SECRET).toString(),
                            SecretHeader.basic("jan", SECRET).toString()))
                    .noneMatch(text -> text.contains(SECRET));
        }

        @Test
        void outOfTheLog() {
            var line = HeaderLog.of(Map.of(
                    "Authorization", List.of(SECRET), "X-New-Key", List.of(SECRET), "Content-Type", List.of("a/b")));

            assertThat(line).doesNotContain(SECRET).contains("content-type=a/b", "authorization=(hidden)");
        }
    }

    @Test
    void asksOnceMoreWhenBetterCredentialsAreAtHand() {
        var tokens = new ArrayList<>(List.of("old", "new"));
        var renewing = builder()
                .authenticator(new Authenticator() {
                    @Override
                    public Map<String, String> headers() {
                        return Map.of("Authorization", tokens.get(0));
                    }

                    @Override
                    public boolean refused(Map<String, String> headers) {
                        tokens.remove(0);
                        return true;
                    }
                })
                .build();
        VENDOR.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(401)));
        VENDOR.stubFor(
                post(anyUrl()).withHeader("Authorization", equalTo("new")).willReturn(okJson("{}")));

        assertThat(renewing.post("x").send().status()).isEqualTo(200);
    }

    @Test
    void asksForCredentialsOnceWhenTheyAreNotToBeHadNow() {
        var asked = new ArrayList<Integer>();
        var waiting = builder()
                .authenticator(() -> {
                    asked.add(1);
                    throw TransientException.of("another node is renewing", null);
                })
                .build();

        assertThatThrownBy(() -> waiting.get("x").send()).isInstanceOf(TransientException.class);
        assertThat(asked).hasSize(1);
    }

    private void failsFirst(ResponseDefinitionBuilder failure) {
        VENDOR.stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willReturn(failure)
                .willSetStateTo("ok"));
        VENDOR.stubFor(
                any(anyUrl()).inScenario("once").whenScenarioStateIs("ok").willReturn(okJson("{}")));
    }

    private static CallMeter noting(List<String> seen) {
        return new CallMeter() {
            @Override
            public void called() {
                seen.add("called");
            }

            @Override
            public void observed(String budget, int limit, int remaining, java.time.Instant resetsAt) {
                seen.add(budget + " " + remaining + "/" + limit);
            }
        };
    }
}
