package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call works, is refused, is limited, loses its answer. */
class PipedriveApiTest {

    /**
     * @param name for people
     * @param repeatable whether a lost answer is asked for again
     */
    record Case(String name, boolean repeatable, Function<PipedriveApi, Object> call) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final long DEAL = 812;
    private static final long OTHER = 813;

    private final AtomicInteger reported = new AtomicInteger();
    private final SimulatedAccount account = new SimulatedAccount();
    private final PipedriveApi api = api(account.settings());

    PipedriveApiTest() {
        account.vendor.addDeal("{\"id\": 812}");
        account.vendor.addDeal("{\"id\": 813}");
        account.vendor.addOrganization("{\"id\": 301}");
        account.vendor.addPerson("{\"id\": 508}");
        account.vendor.addProduct("{\"id\": 21}");
    }

    @AfterEach
    void close() {
        account.close();
    }

    static Stream<Case> calls() {
        return Stream.of(
                new Case("one deal", true, api -> api.deals(List.of(DEAL))),
                new Case("deals", true, api -> api.deals(List.of(DEAL, OTHER))),
                new Case("archived deals", true, api -> api.archivedDeals(List.of(DEAL))),
                new Case("won deals", true, api -> api.wonDeals(false, Instant.EPOCH, null)),
                new Case("won deals by age", true, api -> api.wonDealsByAge(null)),
                new Case("products on deals", true, api -> api.lines(List.of(DEAL))),
                new Case("discounts", true, api -> api.discounts(DEAL)),
                new Case("organizations", true, api -> api.organizations(List.of(301L))),
                new Case("persons", true, api -> api.persons(List.of(508L))),
                new Case("products", true, api -> api.products(List.of(21L))),
                new Case("fields", true, api -> api.fields("deal")),
                new Case("user", true, PipedriveApi::me),
                new Case("webhooks", true, PipedriveApi::webhooks),
                new Case("notes", true, api -> api.notes(DEAL, 0)),
                new Case("update of a deal", true, api -> {
                    api.updateDeal(DEAL, Json.mapper().createObjectNode());
                    return List.of();
                }),
                new Case("new note", false, api -> {
                    api.createNote(DEAL, "<p>Betaald</p>");
                    return List.of();
                }),
                new Case("new field", false, api -> api.createDealField("Factuurnummer", "varchar", List.of())));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void works(Case each) {
        assertThat(each.call().apply(api)).isNotNull();
        assertThat(account.vendor.calls()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRefused(Case each) {
        account.vendor.revokeTokens();

        assertThatThrownBy(() -> each.call().apply(api))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining(PipedriveSimulator.API_TOKEN);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRejected(Case each) {
        account.vendor.failNext(Fault.status(400, "{\"success\": false, \"error\": \"Bad request\"}"));

        assertThatThrownBy(() -> each.call().apply(api))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Bad request");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isLimited(Case each) {
        account.vendor.habits().burstLimit(0);

        var thrown = catchThrowable(() -> each.call().apply(api));

        assertThat(thrown).isInstanceOfSatisfying(TransientException.class, limited -> {
            assertThat(limited.retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).hasSeconds(2));
            assertThat(limited.accountWide()).isFalse();
        });
        assertThat(account.vendor.calls()).hasSize(each.repeatable() ? 3 : 1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void losesItsAnswer(Case each) {
        account.vendor.failNext(Fault.loseAnswer());

        var thrown = catchThrowable(() -> each.call().apply(api));

        if (each.repeatable()) {
            assertThat(thrown).isNull();
            assertThat(account.vendor.calls()).hasSize(2);
        } else {
            assertThat(thrown).isInstanceOf(OutcomeUnknownException.class);
            assertThat(account.vendor.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isAnsweredWithoutSuccess(Case each) {
        account.vendor.failNext(new Fault.ReplaceAnswer(Answer.json(200, "{\"success\": false, \"data\": null}")));

        assertThatThrownBy(() -> each.call().apply(api))
                .isInstanceOf(each.repeatable() ? TransientException.class : OutcomeUnknownException.class);
    }

    @Test
    void waitsOutABurstAndGoesOn() {
        var limited = Fault.status(429, "", java.util.Map.of("x-ratelimit-reset", List.of("1")));
        account.vendor.failNext(limited);

        assertThat(api.deals(List.of(DEAL))).hasSize(1);
        assertThat(account.vendor.calls()).hasSize(2);
    }

    @Test
    void asksForOneRecordByItselfAndForSeveralInOneList() {
        api.deals(List.of(DEAL));
        api.deals(List.of(DEAL, OTHER, 999L));

        assertThat(account.callsMade()).containsExactly("GET /api/v2/deals/*", "GET /api/v2/deals");
        assertThat(account.vendor.calls().get(1).query("ids")).hasValue("812,813,999");
        assertThat(account.vendor.tokensSpent()).isEqualTo(11);
    }

    @Test
    void followsThePagesOfProducts() {
        for (int i = 0; i < 1_001; i++) {
            account.vendor.addLine(DEAL, SimulatedAccount.line("1", "1", "21"));
        }

        assertThat(api.lines(List.of(DEAL, OTHER))).hasSize(1_001);
        assertThat(account.vendor.calls()).hasSize(3);
    }

    @Test
    void saysWhichFieldHasAnotherShapeThanDocumented() {
        account.vendor.addDeal("{\"id\": 814, \"org_id\": {\"name\": \"Anna\"}}");

        assertThatThrownBy(() -> api.deals(List.of(814L)))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Pipedrive's deals 814 has another shape than documented: org_id");
    }

    @Test
    void goesOnWithARotatingRefreshToken() {
        account.vendor.habits().refreshTokensRotate(true);
        var app = api(PipedriveSettings.builder()
                .baseUri(account.vendor.baseUri())
                .tokenUri(account.vendor.baseUri().resolve("/oauth/token"))
                .webhookAuth("user", "password")
                .oauth(
                        PipedriveSimulator.CLIENT_ID,
                        PipedriveSimulator.CLIENT_SECRET,
                        PipedriveSimulator.REFRESH_TOKEN));

        assertThat(app.deals(List.of(DEAL))).hasSize(1);
        account.advance(java.time.Duration.ofHours(2));
        assertThat(app.deals(List.of(DEAL))).hasSize(1);

        assertThat(account.callsMade())
                .containsExactly(
                        "POST /oauth/token", "GET /api/v2/deals/*", "POST /oauth/token", "GET /api/v2/deals/*");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void reportsAtLeastWhatItCosts(Case each) {
        each.call().apply(api);

        long counted = reported.get() * (long) PipedriveErrors.TOKENS_PER_CALL;
        assertThat(counted).isBetween(account.vendor.tokensSpent(), account.vendor.tokensSpent() + 4);
    }

    private PipedriveApi api(PipedriveSettings.Builder settings) {
        var connection = new AccountConnection();
        var counting = new CallMeter() {
            @Override
            public void called() {
                reported.incrementAndGet();
            }

            @Override
            public void observed(String budget, int limit, int remaining, Instant resetsAt) {}
        };
        connection.connect(new AccountContext(account.ourClock, TokenStore.inMemory(), counting));
        return new PipedriveApi(settings.build(), connection, account::advance, () -> 0);
    }
}
