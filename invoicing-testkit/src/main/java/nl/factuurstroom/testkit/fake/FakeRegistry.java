package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.party.KvkNumber;

/** A trade register that knows the companies it was given. */
public final class FakeRegistry extends FakeVendor implements CompanyRegistry {

    private final Map<KvkNumber, Company> companies = new HashMap<>();

    public FakeRegistry(Clock clock) {
        super("fakeregister", clock);
    }

    public void add(Company company) {
        companies.put(company.kvkNumber(), company);
    }

    @Override
    public Optional<Company> find(KvkNumber number) {
        return call("findCompany", () -> Optional.ofNullable(companies.get(number)));
    }
}
