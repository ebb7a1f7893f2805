package nl.factuurstroom.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.RejectedException;

/** The customers of {@link FakeBooks}. The key of a new customer is its unique code. */
public final class FakeCustomers implements Customers {

    private final FakeBooks books;
    private final List<KnownCustomer> all = new ArrayList<>();

    FakeCustomers(FakeBooks books) {
        this.books = books;
    }

    public void add(KnownCustomer customer) {
        synchronized (books) {
            all.add(customer);
        }
    }

    /** Somebody edits every customer. */
    public void edit(UnaryOperator<KnownCustomer> change) {
        synchronized (books) {
            all.replaceAll(change);
        }
    }

    public List<KnownCustomer> all() {
        synchronized (books) {
            return List.copyOf(all);
        }
    }

    @Override
    public List<KnownCustomer> find(CustomerQuery query) {
        return books.customerCall(
                "findCustomers",
                () -> all.stream().filter(c -> matches(query, c)).toList());
    }

    private static boolean matches(CustomerQuery query, KnownCustomer customer) {
        return query.ids().contains(customer.id())
                || (query.kvkNumber() != null && query.kvkNumber().equals(customer.kvkNumber()))
                || (query.vatNumber() != null && query.vatNumber().equals(customer.vatNumber()))
                || (query.email() != null && query.email().equalsIgnoreCase(customer.email()))
                || (query.name() != null
                        && query.name().equalsIgnoreCase(customer.name())
                        && query.postalCode() != null
                        && query.postalCode().equalsIgnoreCase(customer.postalCode()));
    }

    @Override
    public KnownCustomer create(NewCustomer customer) {
        return books.customerCall("createCustomer", () -> {
            if (byCode(customer.key()).isPresent()) {
                throw new RejectedException("a customer with this code exists", "code", null);
            }
            var party = customer.party();
            var created = new KnownCustomer(
                    new CustomerId("cust-" + (all.size() + 1)),
                    customer.key(),
                    party.name(),
                    party.kvkNumber(),
                    party.vatNumber(),
                    party.email(),
                    party.address().postalCode(),
                    party.address().country(),
                    null,
                    KnownCustomer.State.ACTIVE);
            all.add(created);
            return created;
        });
    }

    @Override
    public Optional<KnownCustomer> findCreated(NewCustomer customer) {
        return books.customerCall("findCreatedCustomer", () -> byCode(customer.key()));
    }

    private Optional<KnownCustomer> byCode(String code) {
        return all.stream().filter(c -> code.equals(c.code())).findFirst();
    }

    @Override
    public KnownCustomer activate(KnownCustomer prospect) {
        return books.customerCall("activateCustomer", () -> {
            var active = new KnownCustomer(
                    prospect.id(),
                    prospect.code(),
                    prospect.name(),
                    prospect.kvkNumber(),
                    prospect.vatNumber(),
                    prospect.email(),
                    prospect.postalCode(),
                    prospect.country(),
                    prospect.paymentTerm(),
                    KnownCustomer.State.ACTIVE);
            all.replaceAll(c -> c.id().equals(prospect.id()) ? active : c);
            return active;
        });
    }
}
