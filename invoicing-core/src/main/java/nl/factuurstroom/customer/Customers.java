package nl.factuurstroom.customer;

import java.util.List;
import java.util.Optional;

/**
 * The customers in the books. Rules, checked by {@code AccountingGatewayContract}: K1: {@link #find} returns all that match
 * any fact, exact after normalising, an empty list when none do; K2: {@link #create} is not blindly repeatable: after an
 * unclear outcome the engine asks {@link #findCreated}; K3: a customer created with a key is found by that key;
 * K4: {@link #activate} makes a prospect one that can be invoiced, also when it is asked twice.
 */
public interface Customers {

    /** Every customer that matches any fact of the query. Reads only; repeatable. */
    List<KnownCustomer> find(CustomerQuery query);

    /** Creates the customer. */
    KnownCustomer create(NewCustomer customer);

    /** What became of {@link #create}: the customer made for this very request, if any. Reads only; repeatable. */
    Optional<KnownCustomer> findCreated(NewCustomer customer);

    /** Makes a {@link KnownCustomer.State#PROSPECT} a customer that can be invoiced. Repeatable. */
    KnownCustomer activate(KnownCustomer prospect);
}
