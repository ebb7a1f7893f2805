package nl.factuurstroom.connector.vies;

import java.util.List;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatNumberValidator;

/**
 * VIES as a {@link VatNumberValidator}. Thread-safe; one call per check, at most one under way per member state.
 *
 * <pre>{@code
 * InvoicingPipeline.builder().vatNumberValidator(Vies.standard()) ...
 * }</pre>
 */
public final class Vies implements VatNumberValidator, Connected {

    private final ViesVatNumberValidator validator;

    private Vies(ViesVatNumberValidator validator) {
        this.validator = validator;
    }

    /** The real VIES with all defaults; it needs no account. No I/O. */
    public static Vies standard() {
        return of(ViesSettings.builder().build());
    }

    /** Makes it. No I/O. */
    public static Vies of(ViesSettings settings) {
        return of(settings, Sleeper.real());
    }

    static Vies of(ViesSettings settings, Sleeper sleeper) {
        return new Vies(new ViesVatNumberValidator(settings, sleeper));
    }

    /**
     * Asks VIES in our own name, so that the answer carries a consultation number.
     *
     * @throws nl.factuurstroom.error.ConfigurationException when VIES refuses our own number or has blocked us
     */
    @Override
    public VatCheck validate(VatNumber number, VatNumber requester) {
        return validator.validate(number, requester);
    }

    @Override
    public AccountId account() {
        return validator.account();
    }

    @Override
    public void connect(AccountContext context) {
        validator.connect(context);
    }

    /** Asks VIES for its own state. What it says there is a hint, so there are warnings only, save for a wrong address. */
    @Override
    public List<Finding> check() {
        return validator.check();
    }

    @Override
    public List<CallBudget> budgets() {
        return validator.budgets();
    }

    @Override
    public String toString() {
        return "Vies[" + validator.account() + "]";
    }
}
