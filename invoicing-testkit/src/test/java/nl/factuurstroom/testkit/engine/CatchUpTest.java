package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.BackfillPlan;
import nl.factuurstroom.money.Money;
import org.junit.jupiter.api.Test;

/** A day without webhooks, or without us: every sale is invoiced, once, by whichever way it comes in. */
class CatchUpTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final int HALF_HOURS = 48;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 24);
    private static final BackfillPlan.Limits ENOUGH = new BackfillPlan.Limits(1000, Money.eur("1000000"), 31);

    private final List<String> ids = new ArrayList<>();
    private final List<String> references = new ArrayList<>();

    private void sell(Rig rig) {
        var sale = rig.sale("" + (ids.size() + 1), "6875011" + ids.size() % 7);
        ids.add(sale.ref().id());
        references.add(sale.reference());
        rig.source.won(sale);
    }

    /** The source delivers all of it after all, in any order and again and again. */
    private void deliverEverything(Rig rig) {
        var late = new ArrayList<String>();
        for (int copy = 0; copy < 3; copy++) {
            late.addAll(ids);
        }
        Collections.shuffle(late, new Random(5));
        late.forEach(id -> rig.pipeline.receive(rig.source, rig.source.webhook(id)));
        rig.store.pass(Duration.ofHours(1));
    }

    private static List<String> codes(Rig rig) {
        return rig.pipeline.attention().stream().map(AttentionItem::code).toList();
    }

    private void everySaleIsInvoicedOnce(Rig rig) {
        assertThat(rig.books.sent()).containsExactlyInAnyOrderElementsOf(references);
        assertThat(rig.books.invoices()).hasSameSizeAs(references);
        assertThat(rig.books.fakeCustomers().all()).hasSize(7);
        assertThat(codes(rig)).isEmpty();
    }

    @Test
    void aDayWithoutWebhooksIsCoveredByPollsAsItGoes() {
        var rig = new Rig();

        for (int i = 0; i < HALF_HOURS; i++) {
            sell(rig);
            rig.store.pass(HALF_AN_HOUR);
            assertThat(rig.books.sent()).hasSameSizeAs(references);
        }
        deliverEverything(rig);

        everySaleIsInvoicedOnce(rig);
    }

    @Test
    void aDayWithoutUsIsCaughtUpFromWhereWeLeftOff() {
        var rig = new Rig();
        rig.store.pass(HALF_AN_HOUR);

        for (int i = 0; i < HALF_HOURS; i++) {
            sell(rig);
            rig.clock.advance(HALF_AN_HOUR);
        }
        rig.store.pass(HALF_AN_HOUR);
        var caughtUp = List.copyOf(rig.books.sent());
        deliverEverything(rig);

        assertThat(caughtUp).hasSameSizeAs(references);
        everySaleIsInvoicedOnce(rig);
    }

    @Test
    void aDayWithoutWebhooksAndPollsIsBackfilledOnceHoweverOftenThatIsAsked() {
        var rig = new Rig(builder -> builder.wonSince(Instant.parse("2026-11-20T00:00:00Z")));
        rig.source.pollEvery(Duration.ZERO);
        rig.store.pass(HALF_AN_HOUR);
        for (int i = 0; i < HALF_HOURS; i++) {
            sell(rig);
            rig.store.pass(HALF_AN_HOUR);
        }

        var plan = rig.pipeline.planBackfill(FIRST_DAY, FIRST_DAY.plusDays(2));
        rig.pipeline.backfill(plan, ENOUGH);
        rig.pipeline.backfill(plan, ENOUGH);
        rig.store.pass(HALF_AN_HOUR);
        rig.pipeline.backfill(plan, ENOUGH);
        var again = rig.pipeline.planBackfill(FIRST_DAY, FIRST_DAY.plusDays(2));
        deliverEverything(rig);

        assertThat(plan.previews()).hasSize(HALF_HOURS);
        assertThat(again.previews()).isEmpty();
        everySaleIsInvoicedOnce(rig);
    }

    @Test
    void webhooksThatComeWhileABackfillRunsChangeNothing() {
        var rig = new Rig();
        rig.source.pollEvery(Duration.ZERO);
        rig.store.pass(HALF_AN_HOUR);
        for (int i = 0; i < HALF_HOURS; i++) {
            sell(rig);
        }
        var plan = rig.pipeline.planBackfill(FIRST_DAY, FIRST_DAY);

        ids.stream().limit(24).forEach(id -> rig.pipeline.receive(rig.source, rig.source.webhook(id)));
        rig.pipeline.backfill(plan, ENOUGH);
        rig.store.runOne();
        deliverEverything(rig);

        everySaleIsInvoicedOnce(rig);
    }
}
