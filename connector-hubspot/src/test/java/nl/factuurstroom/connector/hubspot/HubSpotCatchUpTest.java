package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.hubspot.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.trigger.CatchUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotCatchUpTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final CatchUp catchUp = catchUp(account.connector());

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void asksAsTheVendorsExampleDoes() {
        catchUp.changedSince(null);

        var body = account.vendor.calls("POST", "/deals/search").get(0).body();
        long from = SimulatedAccount.NOW.minus(Duration.ofMinutes(70)).toEpochMilli();
        assertThat(body)
                .contains("{\"propertyName\":\"hs_is_closed_won\",\"operator\":\"EQ\",\"value\":\"true\"}")
                .contains("{\"propertyName\":\"hs_lastmodifieddate\",\"operator\":\"GTE\",\"value\":\"" + from + "\"}")
                .contains("\"sorts\":[\"hs_lastmodifieddate\"]")
                .contains("\"limit\":200");
    }

    @Test
    void aQuietPollIsOneCallAndTellsNothingTwice() {
        win("987");
        var first = poll(null);
        later(Duration.ofMinutes(5));

        var second = poll(first.cursor());
        later(Duration.ofMinutes(5));
        var third = poll(second.cursor());

        assertThat(first.refs()).containsExactly(ref("987"));
        assertThat(second.refs()).isEmpty();
        assertThat(third.refs()).isEmpty();
        assertThat(account.vendor.calls()).hasSize(3);
    }

    @Test
    void aDealThatChangesIsToldAgain() {
        win("987");
        var first = poll(null);
        later(Duration.ofMinutes(5));
        account.vendor.deal("987").set("amount", "1500");

        assertThat(poll(first.cursor()).refs()).containsExactly(ref("987"));
    }

    @Test
    void moreThanAPageOfOneMillisecondIsWalkedById() {
        var won = new ArrayList<SaleRef>();
        for (int i = 0; i < 650; i++) {
            win(Integer.toString(70_000 + i));
            won.add(ref(Integer.toString(70_000 + i)));
        }

        var changes = poll(null);

        assertThat(Set.copyOf(changes.refs())).containsExactlyInAnyOrderElementsOf(won);
        assertThat(account.vendor.calls("POST", "/search"))
                .allSatisfy(call -> assertThat(call.body()).contains("\"after\":\"0\""));
    }

    @Test
    void dealsThatChangeBetweenTwoPagesAreNotSkipped() {
        for (int i = 0; i < 300; i++) {
            win(Integer.toString(70_000 + i));
            account.vendorClock.advance(Duration.ofMillis(10));
        }

        var first = catchUp.changedSince(null);
        account.vendor.deal("70000").set("amount", "5");
        account.vendor.deal("70001").set("amount", "5");
        var rest = poll(first.cursor());

        var all = first.refs().stream().collect(Collectors.toSet());
        all.addAll(rest.refs());
        assertThat(first.more()).isTrue();
        assertThat(all).hasSize(300);
    }

    @Test
    void anUnreadableCursorStartsAfresh() {
        win("987");

        assertThat(poll("gibberish").refs()).containsExactly(ref("987"));
        assertThat(poll("1|ROUND|x|0|0|").refs()).containsExactly(ref("987"));
    }

    @Test
    void theCursorStaysShortAfterABulkChange() {
        for (int i = 0; i < 500; i++) {
            win(Integer.toString(70_000 + i));
        }

        assertThat(poll(null).cursor()).hasSizeLessThan(10_000);
    }

    @Test
    void configuredStagesAreSearchedFor() {
        account.vendor.deal("987").stage("contractsent");
        win("988");
        var byStage = catchUp(account.connector(
                settings -> settings.wonStages(Set.of("contractsent")).pipelines(Set.of("default"))));

        assertThat(byStage.changedSince(null).refs()).containsExactly(ref("987"));
    }

    @Test
    void withoutAConfiguredPortalItIsAskedForTheKeyOfASale() {
        win("987");
        var learning = catchUp(account.connector(settings -> settings.portalId(null)));

        assertThat(learning.changedSince(null).refs()).containsExactly(ref("987"));

        account.vendor.failNext("GET", "account-info", Fault.status(404, "{}"));
        var neverTold = catchUp(account.connector(settings -> settings.portalId(null)));
        assertThatThrownBy(() -> neverTold.changedSince(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hubspot.portal-id");
    }

    @Test
    void aBackfillFindsDealsByTheMomentTheyWereWonElseByCloseDate() {
        account.vendorClock.set(Instant.parse("2026-10-31T22:59:59Z"));
        win("1");
        account.vendorClock.set(Instant.parse("2026-10-31T23:00:00Z"));
        win("2");
        account.vendorClock.set(Instant.parse("2026-11-20T10:00:00Z"));
        win("3");
        account.vendor.deal("3").set("closedate", "2026-10-01T10:00:00Z");
        win("4");
        account.vendor.deal("4").set("hs_v2_date_entered_current_stage", null).set("closedate", "2026-11-30T22:30:00Z");
        win("5");
        account.vendor.deal("5").set("hs_v2_date_entered_current_stage", null).set("closedate", "2026-12-01T00:30:00Z");
        account.vendor.deal("6").stage("closedlost");

        var refs = catchUp.wonBetween(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

        assertThat(refs).containsExactlyInAnyOrder(ref("2"), ref("3"), ref("4"));
    }

    @Test
    void aBackfillGoesOnPastThePages() {
        for (int i = 0; i < 450; i++) {
            win(Integer.toString(70_000 + i));
        }

        assertThat(catchUp.wonBetween(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24)))
                .doesNotHaveDuplicates()
                .hasSize(450);
        assertThat(account.vendor.calls()).hasSize(3);
    }

    private void win(String id) {
        account.vendor.deal(id).stage("closedwon");
    }

    private void later(Duration by) {
        account.vendorClock.advance(by);
        account.ourClock.advance(by);
    }

    private CatchUp.Changes poll(@Nullable String from) {
        var refs = new ArrayList<SaleRef>();
        var changes = catchUp.changedSince(from);
        refs.addAll(changes.refs());
        while (changes.more()) {
            later(Duration.ofSeconds(1));
            changes = catchUp.changedSince(changes.cursor());
            refs.addAll(changes.refs());
        }
        return new CatchUp.Changes(List.copyOf(refs), changes.cursor(), false);
    }

    private static CatchUp catchUp(HubSpot hubSpot) {
        return hubSpot.dealWon().catchUp().orElseThrow();
    }
}
