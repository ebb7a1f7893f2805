package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules R1 to R6 of {@link SaleReader}. Each test gets a fresh instance of the subclass, hence a fresh vendor. */
public abstract class SaleReaderContract {

    /** The reader under test. Always the same one in one test. */
    protected abstract SaleReader reader();

    /** A new won sale that can be invoiced: one line, {@code quantity} times {@code unitPrice} euro, without discount. */
    protected abstract SaleRef wonSale(String quantity, String unitPrice);

    /** The ref of a sale that the vendor doesn't know. */
    protected abstract SaleRef unknownSale();

    /** A new sale that is not won. */
    protected SaleRef openSale() {
        throw new UnsupportedOperationException("override this, or answer false to hasOpenSales()");
    }

    /** A new won sale with something in it that no invoice can be made of. */
    protected SaleRef unusableSale() {
        throw new UnsupportedOperationException("override this, or answer false to hasUnusableSales()");
    }

    /** Changes what this sale costs. */
    protected void changeAmount(SaleRef ref) {
        throw new UnsupportedOperationException("override this, or answer false to salesCanChange()");
    }

    /** Takes the sale out of its won state. */
    protected void lose(SaleRef ref) {
        throw new UnsupportedOperationException("override this, or answer false to hasOpenSales()");
    }

    /** From now on the vendor refuses our credentials. */
    protected abstract void refuseCredentials();

    /** From now on the vendor says that we call too often. */
    protected abstract void limitCalls();

    /** The vendor processes the next call but its answer is lost. */
    protected abstract void loseNextAnswer();

    /** Requests that changed something at the vendor. */
    protected abstract int writesSeen();

    /** Calls that the vendor has received so far. */
    protected abstract int callsMade();

    /** Whether there are sales that aren't won (yet). */
    protected boolean hasOpenSales() {
        return true;
    }

    /** Whether a won sale can be impossible to invoice. */
    protected boolean hasUnusableSales() {
        return true;
    }

    /** Whether a won sale can still change. */
    protected boolean salesCanChange() {
        return true;
    }

    /** Whether many sales are read in one call. */
    protected boolean readsMany() {
        return true;
    }

    @Test
    @DisplayName("R1: every ref asked is a key of the answer")
    public final void everyRefAskedIsAnswered() {
        var won = wonSale("1", "10.00");
        var unknown = unknownSale();

        var readings = reader().read(Set.of(won, unknown));

        assertThat(readings).containsOnlyKeys(won, unknown);
        assertThat(readings.get(won)).isInstanceOf(Reading.Found.class);
        assertThat(readings.get(unknown)).isInstanceOf(Reading.Gone.class);
    }

    @Test
    @DisplayName("R1: asking for nothing costs no call")
    public final void nothingAskedNothingCalled() {
        var reader = reader();
        int before = callsMade();

        assertThat(reader.read(Set.of())).isEmpty();
        assertThat(callsMade()).isEqualTo(before);
    }

    @Test
    @DisplayName("R1: a sale that isn't won says so")
    public final void openSaleIsNotWon() {
        assumeTrue(hasOpenSales(), "every sale of this source is won");
        var open = openSale();

        assertThat(reader().read(Set.of(open)).get(open)).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    @DisplayName("R2: reading changes nothing and may be repeated")
    public final void readingChangesNothing() {
        var won = wonSale("1", "10.00");

        var first = reader().read(Set.of(won));
        var second = reader().read(Set.of(won));

        assertThat(second).isEqualTo(first);
        assertThat(writesSeen()).isZero();
    }

    @Test
    @DisplayName("R3: an unusable sale says what to mend and doesn't spoil its neighbours")
    public final void unusableSaleSparesItsNeighbours() {
        assumeTrue(hasUnusableSales(), "every sale of this source can be invoiced");
        var good = wonSale("1", "10.00");
        var bad = unusableSale();

        var readings = reader().read(Set.of(good, bad));

        assertThat(readings.get(good)).isInstanceOf(Reading.Found.class);
        assertThat(readings.get(bad))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.what()).contains(" ").hasSizeGreaterThan(20));
    }

    @Test
    @DisplayName("R4: amounts are exact decimals as the source shows them")
    public final void amountsAreExact() {
        var won = wonSale("3", "33.33");

        var line = found(won).lines().get(0);

        assertThat(line.quantity()).isEqualByComparingTo(new BigDecimal("3"));
        assertThat(line.unitPrice()).isEqualTo(Money.eur("33.33"));
    }

    @Test
    @DisplayName("R4: the sale names itself, and has a reference that tells it from others")
    public final void saleNamesItself() {
        var one = wonSale("1", "10.00");
        var other = wonSale("1", "10.00");

        assertThat(found(one).ref()).isEqualTo(one);
        assertThat(found(one).reference()).isNotEqualTo(found(other).reference());
    }

    @Test
    @DisplayName("R5: the same sale read twice has the same version, a changed one another")
    public final void versionTellsWhetherTheSaleChanged() {
        assumeTrue(salesCanChange(), "sales of this source never change");
        var won = wonSale("1", "10.00");
        var before = found(won).version();

        assertThat(found(won).version()).isEqualTo(before);
        changeAmount(won);
        assertThat(found(won).version()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("R5: the short question whether it is still won gives the same version")
    public final void wonStateHasTheSameVersion() {
        var won = wonSale("2", "12.50");
        var version = found(won).version();

        var state = reader().wonStates(Set.of(won)).get(won);

        assertThat(state).isEqualTo(new SaleReader.WonState(true, version));
    }

    @Test
    @DisplayName("R5: a sale that was lost since is no longer won")
    public final void lostSaleIsNoLongerWon() {
        assumeTrue(hasOpenSales(), "every sale of this source is won");
        var won = wonSale("2", "12.50");
        lose(won);

        assertThat(reader().wonStates(Set.of(won)).get(won))
                .satisfies(state -> assertThat(state.won()).isFalse());
        assertThat(reader().read(Set.of(won)).get(won)).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    @DisplayName("R5: many sales cost hardly more calls than one")
    public final void manySalesCostHardlyMoreCallsThanOne() {
        assumeTrue(readsMany(), "this source has no batches");
        var one = wonSale("1", "10.00");
        reader().read(Set.of(one));
        int start = callsMade();
        reader().read(Set.of(one));
        int costOfOne = callsMade() - start;

        var many = new LinkedHashSet<SaleRef>();
        for (int i = 0; i < 20; i++) {
            many.add(wonSale("1", "10.00"));
        }
        start = callsMade();
        reader().read(many);

        assertThat(callsMade() - start).isLessThanOrEqualTo(costOfOne + 1);
    }

    @Test
    @DisplayName("R6: refused credentials concern the account")
    public final void refusedCredentialsAreThrown() {
        var won = wonSale("1", "10.00");
        var reader = reader();
        refuseCredentials();

        assertThat(catchThrowable(() -> reader.read(Set.of(won)))).isInstanceOf(AuthenticationException.class);
    }

    @Test
    @DisplayName("R6: a limit is transient")
    public final void limitIsTransient() {
        var won = wonSale("1", "10.00");
        var reader = reader();
        limitCalls();

        assertThat(catchThrowable(() -> reader.read(Set.of(won)))).isInstanceOf(TransientException.class);
    }

    @Test
    @DisplayName("R6: a lost answer is read again, or thrown as one of ours")
    public final void lostAnswerIsNoSurprise() {
        var won = wonSale("1", "10.00");
        var reader = reader();
        loseNextAnswer();

        var thrown = catchThrowable(() -> assertThat(reader.read(Set.of(won))).containsOnlyKeys(won));

        assertThat(thrown == null || thrown instanceof InvoicingException)
                .as("read, or an InvoicingException, but was %s", thrown)
                .isTrue();
    }

    private Sale found(SaleRef ref) {
        var reading = reader().read(Set.of(ref)).get(ref);
        assertThat(reading).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) Objects.requireNonNull(reading)).sale();
    }
}
