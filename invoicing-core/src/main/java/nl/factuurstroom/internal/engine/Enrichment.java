package nl.factuurstroom.internal.engine;

import javax.annotation.Nullable;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;

/** Fills a new Dutch customer from the trade register. */
final class Enrichment {

    /** @param problem what a person must mend, or null */
    record Result(Party party, @Nullable String problem) {}

    private final Desk desk;

    Enrichment(Desk desk) {
        this.desk = desk;
    }

    Result enrich(Party buyer) {
        var registry = desk.parts.registry();
        var number = buyer.kvkNumber();
        var country = buyer.address().country();
        boolean abroad = country != null && !country.equals(CountryCode.NL);
        if (registry == null || number == null || !buyer.isCompany() || abroad) {
            return new Result(buyer, null);
        }
        var gate = desk.gates.of(registry);
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        var company = gate.call(() -> registry.find(number));
        if (company.isEmpty()) {
            return new Result(
                    buyer,
                    "KvK number " + number + " of " + buyer.name()
                            + " is not in the trade register: correct it at the source, then retry.");
        }
        if (company.get().ended()) {
            return new Result(
                    buyer,
                    company.get().name() + " (KvK " + number
                            + ") was deregistered from the trade register: check with whom this sale was made.");
        }
        return new Result(fill(buyer, company.get()), null);
    }

    private static Party fill(Party buyer, Company company) {
        var registered = company.address();
        var given = buyer.address();
        boolean useRegistered = registered.street() != null && registered.postalCode() != null;
        var address = useRegistered
                ? registered
                : new Address(
                        given.street(),
                        given.postalCode(),
                        given.city(),
                        given.country() == null ? registered.country() : given.country(),
                        given.country() == null && registered.country() == null ? given.countryText() : null);
        return buyer.toBuilder().name(company.name()).address(address).build();
    }
}
