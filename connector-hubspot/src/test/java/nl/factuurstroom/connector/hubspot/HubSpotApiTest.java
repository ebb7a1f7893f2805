package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import nl.factuurstroom.connector.hubspot.HubSpotJson.CreateInputJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.FilterGroupJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.FilterJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyCreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.SearchJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TargetJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.UpdateInputJson;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HubSpotApiTest {

    private static final Set<String> NAME = Set.of("dealname");

    private final SimulatedAccount account = new SimulatedAccount();
    private final HubSpotApi api = new HubSpotApi(account.settings().build(), new AccountConnection(), time -> {});
    ;

    /** Every endpoint, and whether it may be sent again by itself. */
    enum Endpoint {
        READ(true, api -> api.read("deals", List.of("987"), NAME).size()),
        DEAL(true, api -> api.deal("987", NAME).isPresent()),
        ASSOCIATIONS(true, api -> api.associations("deals", "companies", List.of("987"))),
        SEARCH(true, api -> api.searchDeals(search())),
        PIPELINES(true, HubSpotApi::pipelines),
        TAX_RATES(true, HubSpotApi::taxRates),
        ACCOUNT(true, HubSpotApi::account),
        PROPERTIES(true, api -> api.properties("deals")),
        CREATE_PROPERTY(false, api -> {
            api.createProperty("deals", property());
            return true;
        }),
        UPDATE_DEAL(true, api -> {
            api.updateDeal("987", Map.of("dealname", "New"));
            return true;
        }),
        UPDATE_DEALS(true, api -> api.updateDeals(List.of(update("987")))),
        CREATE_NOTES(
                false,
                api -> api.createNotes(List.of(new CreateInputJson(
                        Map.of("hs_timestamp", "2026-12-03T14:05:00Z", "hs_note_body", "Paid"), List.of(), "1"))));

        final boolean repeatable;
        final Function<HubSpotApi, Object> call;

        Endpoint(boolean repeatable, Function<HubSpotApi, Object> call) {
            this.repeatable = repeatable;
            this.call = call;
        }
    }

    @BeforeEach
    void oneDeal() {
        account.vendor.deal("987").company("501").stage("closedwon");
    }

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void works(Endpoint endpoint) {
        assertThat(endpoint.call.apply(api)).isNotNull();
        assertThat(account.vendor.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void isRefused(Endpoint endpoint) {
        account.vendor.refuseCredentials();

        assertThatThrownBy(() -> endpoint.call.apply(api)).isInstanceOf(AuthenticationException.class);
        assertThat(account.vendor.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void isLimited(Endpoint endpoint) {
        account.vendor.limits(0, 0, 1);
        api.deal("987", NAME);

        assertThatThrownBy(() -> endpoint.call.apply(api))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.accountWide()).isTrue());
        assertThat(account.vendor.calls()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void losesTheAnswer(Endpoint endpoint) {
        account.vendor.failNext(Fault.loseAnswer());

        if (endpoint.repeatable) {
            assertThat(endpoint.call.apply(api)).isNotNull();
            assertThat(account.vendor.calls()).hasSize(2);
        } else {
            assertThatThrownBy(() -> endpoint.call.apply(api)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(account.vendor.calls()).hasSize(1);
        }
    }

    @Test
    void asksOnlyForWhatIsNamed() {
        var deal =
                api.read("deals", List.of("987"), Set.of("deal_currency_code")).get("987");

        assertThat(deal).isNotNull();
        assertThat(deal.get("deal_currency_code")).isEqualTo("EUR");
        assertThat(deal.get("hs_is_closed_won")).isNull();
    }

    @Test
    void readsMoreThanAHundredInSeveralCalls() {
        var ids = IntStream.range(0, 250)
                .mapToObj(i -> Integer.toString(70_000 + i))
                .toList();
        ids.forEach(account.vendor::deal);

        assertThat(api.read("deals", ids, NAME)).hasSize(250);
        assertThat(account.vendor.calls()).hasSize(3);
    }

    @Test
    void missingRecordsAreSimplyNotThere() {
        assertThat(api.read("deals", List.of("987", "404"), NAME)).containsOnlyKeys("987");
        assertThat(api.deal("404", NAME)).isEmpty();
        assertThat(api.associations("deals", "contacts", List.of("987"))).containsEntry("987", List.of());
    }

    @Test
    void followsTheirPagesWhenARecordHasManyAssociations() {
        account.vendor.associationPage(3);
        for (int i = 0; i < 8; i++) {
            account.vendor.deal("987").line("Line " + i, "1", "10");
        }

        var lines = api.associations("deals", "line_items", List.of("987")).get("987");

        assertThat(lines).extracting(TargetJson::id).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void aPartThatFailedOtherwiseIsNotTakenForMissing() {
        var partly = "{\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,\"errors\":[{\"status\":\"error\","
                + "\"category\":\"INTERNAL_ERROR\",\"message\":\"try again\",\"context\":{\"ids\":[\"987\"]}}]}";
        account.vendor.failNext(new Fault.ReplaceAnswer(Answer.json(207, partly)));

        assertThatThrownBy(() -> api.associations("deals", "companies", List.of("987")))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("try again");
    }

    @Test
    void aSearchTooManyIsTriedAgainAfterASecond() {
        var tooMany = "{\"status\":\"error\",\"message\":\"You have reached your secondly limit.\"}";
        account.vendor.failNext(Fault.status(429, tooMany));

        assertThat(api.searchDeals(search()).results())
                .extracting(ObjectJson::id)
                .containsExactly("987");
        assertThat(account.vendor.calls()).hasSize(2);
    }

    @Test
    void aLockOfAMomentIsWaitedForAndAMoveIsNot() {
        account.vendor.failNext(HubSpotSimulator.lockedForAMoment());
        assertThat(api.account().companyCurrency()).isEqualTo("EUR");

        account.vendor.failNext(HubSpotSimulator.moving(Duration.ofHours(3)));
        assertThatThrownBy(api::account)
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofHours(3)));
    }

    @Test
    void searchesThatStayTooManyAreLeftToTheEngine() {
        account.vendor.limits(0, 1, 0);
        api.searchDeals(search());

        assertThatThrownBy(() -> api.searchDeals(search()))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.accountWide()).isFalse());
        assertThat(account.vendor.calls()).hasSize(4);
    }

    @Test
    void aPropertyThatExistsIsAConflict() {
        api.createProperty("deals", property());

        assertThatThrownBy(() -> api.createProperty("deals", property()))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.vendorCode()).contains("409"));
    }

    private static SearchJson search() {
        var won = FilterJson.of("hs_is_closed_won", "EQ", "true");
        return new SearchJson(
                List.of(new FilterGroupJson(List.of(won))), List.of("hs_lastmodifieddate"), List.of(), 200, "0");
    }

    private static PropertyCreateJson property() {
        return new PropertyCreateJson("invoice_number", "Number", "string", "text", "dealinformation", "", null);
    }

    private static UpdateInputJson update(String id) {
        return new UpdateInputJson(id, Map.of("dealname", "New"), id);
    }
}
