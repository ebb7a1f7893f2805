package nl.factuurstroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CompanyRegistry} owes the engine. Extend it, give the registry and the hooks that put its other side in
 * the wanted state. The rule numbers are those of the SPI's Javadoc.
 */
public abstract class CompanyRegistryContract {

    /** A number that nobody has been given. */
    protected static final KvkNumber UNKNOWN = new KvkNumber("00000000");

    /** The clock that the registry is connected with. */
    protected final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");

    private CompanyRegistry registry;

    /** The registry under test, on a fresh other side. */
    protected abstract CompanyRegistry registry();

    /** A company with a full Dutch address that the other side knows. */
    protected abstract Company known();

    /** Makes the other side know {@link #known()} as ended. */
    protected abstract void endKnown();

    /** Makes the other side show no street for {@link #known()}. */
    protected abstract void shieldKnown();

    /** From now on the other side says that {@link #known()} can't be delivered for the moment. */
    protected abstract void makeKnownUndeliverable();

    /** The other side says that we ask too much, until {@link #recover()}. */
    protected abstract void limit();

    /** The other side takes the question but its answer is lost, until {@link #recover()}. */
    protected abstract void loseAnswers();

    /** From now on the other side doesn't take our credentials. */
    protected abstract void refuseCredentials();

    /** Ends {@link #limit()} and {@link #loseAnswers()}. */
    protected abstract void recover();

    @BeforeEach
    void connect() {
        registry = registry();
        if (registry instanceof Connected connected) {
            connected.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        }
    }

    @Test
    @DisplayName("R1: a known number gives the company, with a country that is known for sure")
    void findsAKnownCompany() {
        var company = registry.find(known().kvkNumber());

        assertThat(company).contains(known());
        assertThat(company.orElseThrow().address().country()).isEqualTo(CountryCode.NL);
    }

    @Test
    @DisplayName("R2: an unknown number gives empty")
    void findsNothingForAnUnknownNumber() {
        assertThat(registry.find(UNKNOWN)).isEmpty();
    }

    @Test
    @DisplayName("R3: a company that can't be delivered for the moment is transient, never empty")
    void waitsForWhatCannotBeDeliveredNow() {
        makeKnownUndeliverable();

        assertThatThrownBy(() -> registry.find(known().kvkNumber())).isInstanceOf(TransientException.class);
    }

    @Test
    @DisplayName("R4: a limit is transient")
    void isTransientWhenLimited() {
        limit();

        assertThatThrownBy(() -> registry.find(known().kvkNumber())).isInstanceOf(TransientException.class);
    }

    @Test
    @DisplayName("R5: a lost answer is transient, and the question may be repeated")
    void mayBeAskedAgainAfterALostAnswer() {
        loseAnswers();
        assertThatThrownBy(() -> registry.find(known().kvkNumber())).isInstanceOf(TransientException.class);

        recover();

        assertThat(registry.find(known().kvkNumber())).contains(known());
    }

    @Test
    @DisplayName("R6: refused credentials are an AuthenticationException")
    void saysWhenTheCredentialsAreRefused() {
        refuseCredentials();

        assertThatThrownBy(() -> registry.find(known().kvkNumber())).isInstanceOf(AuthenticationException.class);
    }

    @Test
    @DisplayName("R7: a company that has ended is found and marked")
    void marksACompanyThatHasEnded() {
        endKnown();

        assertThat(registry.find(known().kvkNumber()))
                .get()
                .extracting(Company::ended)
                .isEqualTo(true);
    }

    @Test
    @DisplayName("R8: parts of an address that the register hides are left out")
    void leavesOutWhatIsShielded() {
        shieldKnown();

        var company = registry.find(known().kvkNumber()).orElseThrow();

        assertThat(company.address().street()).isNull();
        assertThat(company.name()).isEqualTo(known().name());
    }

    @Test
    @DisplayName(
            "C1: the doctor finds nothing where all is well, an error for bad credentials, a warning for no answer")
    void isExaminedByTheDoctor() {
        if (!(registry instanceof Connected connected)) {
            return;
        }
        assertThat(connected.check()).isEmpty();

        loseAnswers();
        assertThat(connected.check()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
        recover();
        refuseCredentials();
        assertThat(connected.check()).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR);
    }
}
