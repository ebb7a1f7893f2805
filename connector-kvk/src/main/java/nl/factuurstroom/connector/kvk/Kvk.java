package nl.factuurstroom.connector.kvk;

import java.util.List;
import java.util.Optional;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.party.KvkNumber;

/**
 * The trade register of KvK as a {@link CompanyRegistry}. Immutable and thread-safe; one call per company, paid per call.
 *
 * <pre>{@code
 * Kvk kvk = Kvk.of(KvkSettings.builder().apiKey(key).build());
 * InvoicingPipeline.builder().companyRegistry(kvk) ...
 * }</pre>
 */
public final class Kvk implements CompanyRegistry, Connected {

    private final KvkCompanyRegistry registry;

    private Kvk(KvkSettings settings) {
        this.registry = new KvkCompanyRegistry(settings);
    }

    /** Makes it. No I/O. */
    public static Kvk of(KvkSettings settings) {
        return new Kvk(settings);
    }

    /**
     * Reads the Basisprofiel. Address: the main branch's visiting address, else the owner's.
     *
     * @throws nl.factuurstroom.error.TransientException when KvK can't deliver it now (with the wait it asks for)
     * @throws nl.factuurstroom.error.AuthenticationException when the key is refused
     */
    @Override
    public Optional<Company> find(KvkNumber number) {
        return registry.find(number);
    }

    @Override
    public AccountId account() {
        return registry.account();
    }

    @Override
    public void connect(AccountContext context) {
        registry.connect(context);
    }

    /** Tries the key with a search, which is free of charge. */
    @Override
    public List<Finding> check() {
        return registry.check();
    }

    @Override
    public List<CallBudget> budgets() {
        return registry.budgets();
    }

    @Override
    public String toString() {
        return "Kvk[" + registry.account() + "]";
    }
}
