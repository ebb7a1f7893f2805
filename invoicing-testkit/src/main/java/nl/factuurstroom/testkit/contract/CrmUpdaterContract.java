package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.followup.CrmUpdater.Outcome;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules U1 to U4 of {@link CrmUpdater}. Each test gets a fresh instance of the subclass, hence a fresh vendor. */
public abstract class CrmUpdaterContract {

    /** The updater under test. Always the same one in one test. */
    protected abstract CrmUpdater updater();

    /** A new won sale in the CRM. */
    protected abstract SaleRef sale();

    /** What the CRM shows about the invoice of a sale: every field that the updater writes, by its name in the CRM. */
    protected abstract Map<String, String> shown(SaleRef ref);

    /** From now on the CRM refuses every write to this sale, for a reason of its own. */
    protected abstract void refuseWritesTo(SaleRef ref);

    /** From now on the CRM refuses our credentials. */
    protected abstract void refuseCredentials();

    /** From now on the CRM says that we call too often. */
    protected abstract void limitCalls();

    /** The CRM carries out the next write but its answer is lost. */
    protected abstract void loseNextAnswer();

    /** Calls that the CRM has received so far. */
    protected abstract int callsMade();

    /** The notes on a sale, their texts. */
    protected List<String> notes(SaleRef ref) {
        throw new UnsupportedOperationException("override this, or answer false to makesNotes()");
    }

    /** Whether the updater writes a note when a sale is paid. */
    protected boolean makesNotes() {
        return true;
    }

    /** Whether many sales are updated in one call. */
    protected boolean updatesMany() {
        return true;
    }

    @Test
    @DisplayName("U1: the newest full state is shown")
    public final void newestStateIsShown() {
        var sale = sale();

        var outcomes = updater().update(List.of(invoiced(sale)));

        assertThat(outcomes).containsOnlyKeys(sale).containsEntry(sale, new Outcome.Done());
        assertThat(shown(sale)).containsValue("2026-0123");
    }

    @Test
    @DisplayName("U1: the same update twice changes nothing more")
    public final void sameUpdateTwiceChangesNothingMore() {
        var sale = sale();
        updater().update(List.of(paid(sale)));
        var once = shown(sale);

        var outcomes = updater().update(List.of(paid(sale)));

        assertThat(outcomes).containsEntry(sale, new Outcome.Done());
        assertThat(shown(sale)).isEqualTo(once);
    }

    @Test
    @DisplayName("U1: the same update twice makes one note")
    public final void sameUpdateTwiceMakesOneNote() {
        assumeTrue(makesNotes(), "this updater makes no notes");
        var sale = sale();

        updater().update(List.of(paid(sale)));
        updater().update(List.of(paid(sale)));

        assertThat(notes(sale)).hasSize(1);
    }

    @Test
    @DisplayName("U1: an update whose answer was lost is repeated without harm")
    public final void lostAnswerIsRepeatedWithoutHarm() {
        var sale = sale();
        var updater = updater();
        loseNextAnswer();
        var thrown = catchThrowable(() -> updater.update(List.of(paid(sale))));
        assertThat(thrown == null || thrown instanceof InvoicingException)
                .as("done, or an InvoicingException, but was %s", thrown)
                .isTrue();

        var outcomes = updater.update(List.of(paid(sale)));

        assertThat(outcomes).containsEntry(sale, new Outcome.Done());
        assertThat(shown(sale)).containsValue("2026-0123");
        if (makesNotes()) {
            assertThat(notes(sale)).hasSize(1);
        }
    }

    @Test
    @DisplayName("U2: many sales cost hardly more calls than one")
    public final void manySalesCostHardlyMoreCallsThanOne() {
        assumeTrue(updatesMany(), "this CRM has no batches");
        updater().update(List.of(invoiced(sale())));
        int start = callsMade();
        updater().update(List.of(invoiced(sale())));
        int costOfOne = callsMade() - start;
        var updates = new ArrayList<CrmUpdate>();
        for (int i = 0; i < 20; i++) {
            updates.add(invoiced(sale()));
        }

        start = callsMade();
        var outcomes = updater().update(updates);

        assertThat(outcomes.values()).hasSize(20).containsOnly(new Outcome.Done());
        assertThat(callsMade() - start).isLessThanOrEqualTo(costOfOne + 1);
    }

    @Test
    @DisplayName("U2: no update costs no call")
    public final void nothingToTellNothingCalled() {
        var updater = updater();
        int before = callsMade();

        assertThat(updater.update(List.of())).isEmpty();
        assertThat(callsMade()).isEqualTo(before);
    }

    @Test
    @DisplayName("U3: one refused sale doesn't spoil its neighbours")
    public final void refusedSaleSparesItsNeighbours() {
        var before = sale();
        var bad = sale();
        var after = sale();
        refuseWritesTo(bad);

        var outcomes = updater().update(List.of(invoiced(before), invoiced(bad), invoiced(after)));

        assertThat(outcomes)
                .containsOnlyKeys(before, bad, after)
                .containsEntry(before, new Outcome.Done())
                .containsEntry(after, new Outcome.Done());
        assertThat(outcomes.get(bad))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).hasSizeGreaterThan(20));
        assertThat(shown(after)).containsValue("2026-0123");
    }

    @Test
    @DisplayName("U4: refused credentials concern the account and are thrown")
    public final void refusedCredentialsAreThrown() {
        var sale = sale();
        var updater = updater();
        refuseCredentials();

        assertThat(catchThrowable(() -> updater.update(List.of(invoiced(sale)))))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    @DisplayName("U4: a limit is transient and thrown")
    public final void limitIsThrown() {
        var sale = sale();
        var updater = updater();
        limitCalls();

        assertThat(catchThrowable(() -> updater.update(List.of(invoiced(sale)))))
                .isInstanceOf(TransientException.class);
    }

    /** Invoiced as 2026-0123 for EUR 121.00, nothing paid. */
    protected static CrmUpdate invoiced(SaleRef ref) {
        return new CrmUpdate(
                ref, CrmUpdate.Status.INVOICED, "2026-0123", Money.eur("121.00"), Money.zeroEur(), null, 1);
    }

    /** Invoiced as 2026-0123 and paid in full on 3 December 2026. */
    protected static CrmUpdate paid(SaleRef ref) {
        return new CrmUpdate(
                ref,
                CrmUpdate.Status.PAID,
                "2026-0123",
                Money.eur("121.00"),
                Money.eur("121.00"),
                LocalDate.of(2026, 12, 3),
                2);
    }
}
