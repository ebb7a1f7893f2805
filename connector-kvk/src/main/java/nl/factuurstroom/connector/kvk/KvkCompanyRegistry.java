package nl.factuurstroom.connector.kvk;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.PermanentException;
import nl.factuurstroom.party.KvkNumber;

/** Finds a company by its number, with one call. */
final class KvkCompanyRegistry implements CompanyRegistry, Connected {

    private static final AccountId ACCOUNT = new AccountId("kvk", "default");
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final AccountConnection connection = new AccountConnection();
    private final KvkSettings settings;
    private final KvkApi api;

    KvkCompanyRegistry(KvkSettings settings) {
        this.settings = settings;
        this.api = new KvkApi(settings, connection);
    }

    @Override
    public Optional<Company> find(KvkNumber number) {
        try {
            var today = LocalDate.ofInstant(connection.clock().instant(), AMSTERDAM);
            return Optional.of(KvkMapper.company(api.profile(number), number, today, settings.postalAddress()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public AccountId account() {
        return ACCOUNT;
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        try {
            api.tryKey();
            return List.of();
        } catch (AuthenticationException e) {
            return List.of(Finding.error("kvk.api-key", String.valueOf(e.getMessage())));
        } catch (PermanentException e) {
            return List.of(Finding.error("kvk.base-url", String.valueOf(e.getMessage())));
        } catch (InvoicingException e) {
            return List.of(Finding.warning("kvk.base-url", "KvK can't be reached now: " + e.getMessage()));
        }
    }

    /** 100 a second is the vendor's limit; it has none per day and bills each profile, so the day's is ours. */
    @Override
    public List<CallBudget> budgets() {
        return List.of(
                new CallBudget("second", 100, Duration.ofSeconds(1)),
                new CallBudget("day", settings.callsPerDay(), Duration.ofDays(1)));
    }
}
