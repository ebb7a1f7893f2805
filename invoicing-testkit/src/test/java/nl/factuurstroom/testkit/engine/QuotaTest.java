package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nl.factuurstroom.Guards;
import nl.factuurstroom.followup.Reminders;
import org.junit.jupiter.api.Test;

/** 60 calls a minute and so many a day: used well, never overdrawn, and spent on what matters first. */
class QuotaTest {

    private static final double WELL_USED = 0.95;

    private final Rig rig;
    private final Quota quota;

    QuotaTest() {
        var mailer = new java.util.concurrent.atomic.AtomicReference<Rig>();
        rig = new Rig(
                builder -> builder.guards(Guards.off())
                        .wonSince(Instant.EPOCH)
                        .reminders(Reminders.after(
                                7, reminder -> mailer.get().mailer.send(reminder))),
                books -> books.budgets(Quota.budgets()).pollEvery(Duration.ofHours(6)));
        mailer.set(rig);
        quota = new Quota(rig.clock);
        rig.books.weather(quota);
        // The limiter of the vendor starts with a whole minute, as the tests look at whole minutes.
        rig.store.pass(Duration.ofMinutes(1));
    }

    private void winMany(int from, int many) {
        var ids = new String[many];
        for (int i = 0; i < many; i++) {
            ids[i] = "" + (from + i);
            rig.source.won(rig.sale(ids[i], "6875011" + i % 5));
        }
        rig.pipeline.receive(rig.source, rig.source.webhook(ids));
    }

    @Test
    void aBacklogUsesTheMinuteWithoutASingleRefusal() {
        winMany(1, 250);

        rig.store.pass(Duration.ofMinutes(7));

        assertThat(quota.refused()).isZero();
        assertThat(quota.minutes().subList(1, 7))
                .allSatisfy(calls -> assertThat(calls).isBetween((int) (Quota.PER_MINUTE * WELL_USED), 60));
    }

    @Test
    void aBacklogUsesTheDayWithoutASingleRefusalAndGoesOnTheNextDay() {
        winMany(1, 480);

        rig.store.pass(Quota.DAY.multipliedBy(2));

        assertThat(quota.days().get(0)).isBetween((int) (Quota.PER_DAY * WELL_USED), Quota.PER_DAY);
        assertThat(quota.refused()).isZero();
        assertThat(rig.books.sent()).hasSize(480).doesNotHaveDuplicates();
    }

    @Test
    void aStormOfRefusalsIsSurvivedAndCostsFewCalls() {
        quota.storm(true);
        winMany(1, 100);
        rig.store.pass(Duration.ofMinutes(10));
        var wasted = quota.refused();

        quota.storm(false);
        rig.store.pass(Duration.ofMinutes(40));

        assertThat(wasted).isPositive().isLessThanOrEqualTo(11 * Quota.PER_MINUTE);
        assertThat(rig.books.sent()).hasSize(100).doesNotHaveDuplicates();
        assertThat(rig.books.invoices()).hasSize(100);
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void otherVendorsWorkGoesOnWhileTheBooksAreSpent() {
        winMany(1, 300);
        rig.store.pass(Duration.ofSeconds(5));

        winMany(1001, 50);
        rig.store.pass(Duration.ofSeconds(5));

        assertThat(rig.pipeline.journal(rig.source.ref("1050"))).anyMatch(line -> line.contains("READ"));
        assertThat(rig.books.sent()).hasSizeLessThan(60);
    }

    /** A tenth of each window is kept for sales: six calls a minute, enough for two. */
    @Test
    void aFreshSaleGoesBeforeRemindersAndPolls() {
        winMany(1, 200);
        rig.store.pass(Duration.ofHours(1));
        // Fourteen days to pay and seven of grace: all reminders fall due on one morning.
        passUntilReminders();
        winMany(901, 2);

        rig.store.pass(Duration.ofSeconds(20));

        assertThat(rig.books.sent().subList(200, rig.books.sent().size()))
                .containsExactlyInAnyOrder("HS-901", "HS-902");
        assertThat(rig.mailer.sent()).hasSizeLessThan(200);
        rig.store.pass(Duration.ofMinutes(30));
        assertThat(rig.mailer.sent()).hasSize(200);
        assertThat(quota.refused()).isZero();
    }

    private void passUntilReminders() {
        rig.clock.advance(Duration.ofDays(20));
        for (int minutes = 0; rig.mailer.sent().isEmpty() && minutes < 60 * 48; minutes++) {
            rig.store.pass(Duration.ofMinutes(1));
        }
    }
}
