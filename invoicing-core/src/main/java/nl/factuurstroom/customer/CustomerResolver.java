package nl.factuurstroom.customer;

import nl.factuurstroom.party.Party;

/**
 * Decides which customer in the books a buyer is. May read the books; never writes. Called from any thread, may be called
 * again for the same buyer.
 */
public interface CustomerResolver {

    Resolution resolve(Party buyer, Customers books);

    /**
     * The standard: KvK number, then VAT id, then e-mail, then name with postal code. A match by e-mail or name never wins
     * against a filled, different KvK number or VAT id; several matches of the same rank stop for a person.
     */
    static CustomerResolver inBooks() {
        return new InBooksResolver();
    }
}
