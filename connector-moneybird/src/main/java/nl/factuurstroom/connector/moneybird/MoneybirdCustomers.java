package nl.factuurstroom.connector.moneybird;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Contact;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;

/**
 * Contacts. Moneybird searches free text, one fact a call, so each answer is compared here field by field. The strongest
 * facts come first, and a hit by KvK number or VAT id ends the search: weaker facts could not win against it, and each
 * costs a call.
 */
final class MoneybirdCustomers implements Customers {

    private final MoneybirdApi api;

    MoneybirdCustomers(MoneybirdApi api) {
        this.api = api;
    }

    @Override
    public List<KnownCustomer> find(CustomerQuery query) {
        var found = new LinkedHashMap<String, KnownCustomer>();
        remembered(query.ids().stream().map(CustomerId::value).toList(), found);
        for (String text : MoneybirdMapper.strongFacts(query)) {
            if (found.isEmpty()) {
                search(text, query, found);
            }
        }
        if (found.isEmpty()) {
            MoneybirdMapper.weakFacts(query).forEach(text -> search(text, query, found));
        }
        return List.copyOf(found.values());
    }

    /** Whatever a search brings up is held against all facts: a number typed with dots is found by the name beside it. */
    private void search(String text, CustomerQuery query, Map<String, KnownCustomer> found) {
        for (Contact contact : api.contactsLike(text)) {
            if (MoneybirdMapper.matches(contact, query)) {
                var customer = MoneybirdMapper.customer(contact, query.email());
                found.put(customer.id().value(), customer);
            }
        }
    }

    private void remembered(List<String> ids, Map<String, KnownCustomer> found) {
        var contacts = ids.size() == 1 ? api.contact(ids.get(0)).stream().toList() : api.contactsById(ids);
        contacts.stream().map(MoneybirdMapper::customer).forEach(c -> found.put(c.id().value(), c));
    }

    @Override
    public KnownCustomer create(NewCustomer customer) {
        try {
            return MoneybirdMapper.customer(api.createContact(MoneybirdMapper.contact(customer)));
        } catch (RejectedException refused) {
            if (!refused.field().equals(Optional.of("customer_id"))) {
                throw refused;
            }
            // Somebody made this very customer a moment ago: the number is derived from its key, so it is the same one.
            return findCreated(customer).orElseThrow(() -> refused);
        }
    }

    @Override
    public Optional<KnownCustomer> findCreated(NewCustomer customer) {
        var number = MoneybirdMapper.customerId(customer);
        var contact = api.contactByCustomerId(number);
        if (contact.isPresent() && !number.equals(contact.get().customerId())) {
            throw OutcomeUnknownException.unclearAnswer(
                    "Moneybird answered with another contact than the one with customer number " + number, null, null);
        }
        return contact.map(MoneybirdMapper::customer);
    }

    /** Moneybird has no prospects. */
    @Override
    public KnownCustomer activate(KnownCustomer prospect) {
        return prospect;
    }
}
