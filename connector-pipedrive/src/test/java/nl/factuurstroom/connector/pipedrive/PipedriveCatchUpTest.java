package nl.factuurstroom.connector.pipedrive;

import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.trigger.CatchUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipedriveCatchUpTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final CatchUp catchUp = account.connector().dealWon().catchUp().orElseThrow();
    private String cursor;

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void tellsADealOnceThoughEachPollLooksBack() {
        poll();
        account.advance(Duration.ofMinutes(10));
        long deal = won();

        assertThat(poll()).containsExactly(ref(deal));
        account.advance(Duration.ofMinutes(1));
        assertThat(poll()).isEmpty();
        account.vendor.edit(deal, "{\"title\": \"Meer\"}");
        assertThat(poll()).containsExactly(ref(deal));
    }

    @Test
    void findsADealThatTheIndexShowsLateWithinTheOverlap() {
        poll();
        account.advance(Duration.ofMinutes(10));
        long late = account.vendor.addDeal("{\"status\": \"lost\"}");
        account.vendor.win(late);
        account.vendor.hide("deal", late);
        account.advance(Duration.ofMinutes(4));
        long other = won();
        assertThat(poll()).containsExactly(ref(other));

        account.vendor.show("deal", late);

        assertThat(poll()).containsExactly(ref(late));
    }

    @Test
    void costsTenTokensAPoll() {
        poll();
        long spent = account.vendor.tokensSpent();

        poll();

        assertThat(account.vendor.tokensSpent() - spent).isEqualTo(10);
        assertThat(account.vendor.calls()).hasSize(2);
    }

    @Test
    void looksOnceADayForDealsThatWereCreatedAsWonAndNeverUpdated() {
        poll();
        account.advance(Duration.ofHours(1));
        long created = account.vendor.addDeal(
                "{\"status\": \"won\", \"won_time\": \"2026-11-24T10:00:00Z\", \"update_time\": null}");
        assertThat(poll()).isEmpty();

        account.advance(Duration.ofHours(23));
        assertThat(poll()).containsExactly(ref(created));
        account.advance(Duration.ofHours(23));
        assertThat(poll()).isEmpty();
    }

    @Test
    void looksOnceADayForArchivedDeals() {
        poll();
        account.advance(Duration.ofHours(1));
        long archived = won();
        account.vendor.archive(archived);
        assertThat(poll()).isEmpty();

        account.advance(Duration.ofHours(23));

        assertThat(poll()).containsExactly(ref(archived));
        assertThat(account.vendor.calls("GET", "/deals/archived")).hasSize(1);
    }

    @Test
    void pagesThroughManyDealsThatWereCreatedAsWon() {
        poll();
        account.advance(Duration.ofHours(1));
        var created = new ArrayList<SaleRef>();
        for (int i = 0; i < 1_001; i++) {
            created.add(ref(account.vendor.addDeal("{\"status\": \"won\"}")));
        }
        account.advance(Duration.ofHours(23));

        assertThat(poll()).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void beginsAListAgainWhenPipedriveNoLongerKnowsItsCursor() {
        poll();
        account.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 501; i++) {
            won();
        }
        var first = catchUp.changedSince(cursor);
        account.vendor.failNext(call -> call.query("cursor").isPresent(), Fault.status(400, "{\"success\": false}"));

        var second = catchUp.changedSince(first.cursor());

        assertThat(first.refs()).hasSize(500);
        assertThat(second.more()).isTrue();
        cursor = second.cursor();
        assertThat(poll()).isNotEmpty();
    }

    @Test
    void doesNotHideARefusedPoll() {
        account.vendor.failNext(Fault.status(400, "{\"success\": false, \"error\": \"no\"}"));

        assertThatThrownBy(() -> catchUp.changedSince(null)).isInstanceOf(RejectedException.class);
    }

    @Test
    void leavesOtherPipelinesOut() {
        var narrow = account.connector(settings -> settings.pipelines(Set.of("7")))
                .dealWon()
                .catchUp()
                .orElseThrow();
        account.advance(Duration.ofMinutes(10));
        won();
        long other = account.vendor.addDeal("{\"pipeline_id\": 7}");
        account.vendor.win(other);

        assertThat(narrow.changedSince(null).refs()).containsExactly(ref(other));
    }

    @Test
    void startsAnewFromACursorThatItCannotRead() {
        long deal = won();

        assertThat(catchUp.changedSince("something else").refs()).containsExactly(ref(deal));
    }

    @Test
    void listsWhatWasWonBetweenTwoDaysOfOurCalendar() {
        account.vendorClock.set(java.time.Instant.parse("2026-10-31T22:30:00Z"));
        won(); // 23:30 on the day before
        account.vendorClock.set(java.time.Instant.parse("2026-10-31T23:30:00Z"));
        long first = won();
        account.vendorClock.set(java.time.Instant.parse("2026-11-10T12:00:00Z"));
        long archived = won();
        account.vendor.archive(archived);
        long created = account.vendor.addDeal("{\"status\": \"won\", \"won_time\": \"2026-11-10T12:00:00Z\"}");
        account.vendorClock.set(java.time.Instant.parse("2026-11-30T23:30:00Z"));
        won();

        var refs = catchUp.wonBetween(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

        assertThat(refs).containsExactlyInAnyOrder(ref(first), ref(archived), ref(created));
    }

    private long won() {
        long deal = account.vendor.addDeal("{}");
        account.vendor.win(deal);
        return deal;
    }

    private List<SaleRef> poll() {
        var refs = new ArrayList<SaleRef>();
        CatchUp.Changes changes;
        do {
            changes = catchUp.changedSince(cursor);
            cursor = changes.cursor();
            refs.addAll(changes.refs());
        } while (changes.more());
        return refs;
    }
}
