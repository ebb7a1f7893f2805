package nl.factuurstroom.internal.engine;

import java.util.List;
import java.util.function.Consumer;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;

/** The act of creating a customer in the books. */
record CreateCustomer(AccountingGateway gateway, Gate gate, NewCustomer customer, Consumer<Backend.Tx> claimsHeld)
        implements BooksAct<KnownCustomer> {

    static final String NAME = "customer";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<KnownCustomer> answerType() {
        return KnownCustomer.class;
    }

    @Override
    public void beforeIntent(Backend.Tx tx) {
        claimsHeld.accept(tx);
    }

    @Override
    public KnownCustomer send() {
        return gateway.customers().create(customer);
    }

    @Override
    public List<KnownCustomer> lookUp() {
        return gateway.customers().findCreated(customer).stream().toList();
    }

    @Override
    public String vendorId(KnownCustomer result) {
        return result.id().value();
    }
}
