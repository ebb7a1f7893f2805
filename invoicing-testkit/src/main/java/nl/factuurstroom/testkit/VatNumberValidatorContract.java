package nl.factuurstroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatNumberValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link VatNumberValidator} owes the engine. Extend it, give the validator and the hooks that put its other side
 * in the wanted state. The rule numbers are those of the SPI's Javadoc.
 */
public abstract class VatNumberValidatorContract {

    /** A registered number whose holder is disclosed. */
    protected static final VatNumber REGISTERED = new VatNumber("BE", "0403019261");

    /** A registered number of a member state that discloses nothing. */
    protected static final VatNumber UNDISCLOSED = new VatNumber("DE", "136695976");

    /** A number that nobody has. */
    protected static final VatNumber UNREGISTERED = new VatNumber("BE", "0999999922");

    /** The supplier's own. */
    protected static final VatNumber OWN = new VatNumber("NL", "004495445B01");

    /** The clock that the validator is connected with. */
    protected final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");

    private VatNumberValidator validator;

    /** The validator under test, on a fresh other side that knows {@link #REGISTERED} and {@link #UNDISCLOSED}. */
    protected abstract VatNumberValidator validator();

    /** How often the other side was asked about a number, refused questions included. */
    protected abstract int asked();

    /** The other side is out of order, until {@link #recover()}. */
    protected abstract void breakDown();

    /** The other side says that too many ask, until {@link #recover()}. */
    protected abstract void limit();

    /** The other side takes the question but its answer is lost, until {@link #recover()}. */
    protected abstract void loseAnswers();

    /** From now on the other side refuses {@link #OWN} as requester. */
    protected abstract void refuseRequester();

    /** The other side registers {@link #UNREGISTERED} after all. */
    protected abstract void registerUnregistered();

    /** Ends what the hooks before began. */
    protected abstract void recover();

    /** How long a valid answer may be used again; zero when it never is. */
    protected abstract Duration validFor();

    @BeforeEach
    void connect() {
        validator = validator();
        if (validator instanceof Connected connected) {
            connected.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        }
    }

    @Test
    @DisplayName("V1: a registered number is valid, with what is registered about its holder")
    void confirmsARegisteredNumber() {
        var check = (VatCheck.Valid) validator.validate(REGISTERED, OWN);

        assertThat(check.number()).isEqualTo(REGISTERED);
        assertThat(check.at()).isEqualTo(clock.instant());
        assertThat(check.name()).isNotBlank();
        assertThat(check.address()).isNotBlank();
    }

    @Test
    @DisplayName("V2: the answer carries the consultation number, asked for in our own name")
    void bringsTheProof() {
        var check = (VatCheck.Valid) validator.validate(REGISTERED, OWN);

        assertThat(check.consultationNumber()).isNotBlank();
    }

    @Test
    @DisplayName("V3: what isn't disclosed is null, not a placeholder")
    void leavesOutWhatIsNotDisclosed() {
        var check = (VatCheck.Valid) validator.validate(UNDISCLOSED, OWN);

        assertThat(check.name()).isNull();
        assertThat(check.address()).isNull();
    }

    @Test
    @DisplayName("V4: a number that the authority doesn't confirm is invalid")
    void saysWhenANumberIsInvalid() {
        assertThat(validator.validate(UNREGISTERED, OWN)).isInstanceOf(VatCheck.Invalid.class);
    }

    @Test
    @DisplayName("V5: trouble at the other side is unknown with a reason, never invalid, never an exception")
    void knowsThatTroubleSaysNothing() {
        breakDown();

        var check = (VatCheck.Unknown) validator.validate(UNREGISTERED, OWN);

        assertThat(check.why()).isNotBlank();
    }

    @Test
    @DisplayName("V5: so is a limit")
    void isUnknownWhenLimited() {
        limit();

        assertThat(validator.validate(REGISTERED, OWN)).isInstanceOf(VatCheck.Unknown.class);
    }

    @Test
    @DisplayName("V5: so is a lost answer, and the question may be repeated")
    void mayBeAskedAgainAfterALostAnswer() {
        loseAnswers();
        assertThat(validator.validate(REGISTERED, OWN)).isInstanceOf(VatCheck.Unknown.class);

        recover();

        assertThat(validator.validate(REGISTERED, OWN)).isInstanceOf(VatCheck.Valid.class);
    }

    @Test
    @DisplayName("V6: our own number being refused is a ConfigurationException")
    void saysWhenOurOwnNumberIsRefused() {
        refuseRequester();

        assertThatThrownBy(() -> validator.validate(REGISTERED, OWN)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    @DisplayName("V7: a number of a country that the authority doesn't know is unknown, without a question")
    void doesNotAskAboutOtherCountries() {
        assertThat(validator.validate(new VatNumber("GB", "365684278"), OWN)).isInstanceOf(VatCheck.Unknown.class);
        assertThat(asked()).isZero();
    }

    @Test
    @DisplayName("V8: a valid answer is used again for the stated time at most")
    void usesAValidAnswerAgainForAWhile() {
        var first = validator.validate(REGISTERED, OWN);
        var again = validator.validate(REGISTERED, OWN);
        clock.advance(validFor());
        var later = (VatCheck.Valid) validator.validate(REGISTERED, OWN);

        assertThat(again.equals(first)).isEqualTo(!validFor().isZero());
        assertThat(later.at()).isEqualTo(clock.instant());
    }

    @Test
    @DisplayName("V9: invalid and unknown are asked anew each time")
    void neverKeepsABadAnswer() {
        validator.validate(UNREGISTERED, OWN);
        registerUnregistered();
        assertThat(validator.validate(UNREGISTERED, OWN)).isInstanceOf(VatCheck.Valid.class);

        breakDown();
        validator.validate(UNDISCLOSED, OWN);
        recover();
        assertThat(validator.validate(UNDISCLOSED, OWN)).isInstanceOf(VatCheck.Valid.class);
    }

    @Test
    @DisplayName("C1: the doctor finds nothing where all is well, a warning when nobody answers")
    void isExaminedByTheDoctor() {
        if (!(validator instanceof Connected connected)) {
            return;
        }
        assertThat(connected.check()).isEmpty();

        loseAnswers();
        assertThat(connected.check()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
    }
}
