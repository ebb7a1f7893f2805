package nl.factuurstroom.customer;

import java.util.List;
import nl.factuurstroom.party.Party;

/** What looking for the customer gave. */
public sealed interface Resolution {

    /**
     * In the books.
     *
     * @param by what it was recognised by, for the journal: {@code KvK number}
     */
    record Known(KnownCustomer customer, String by) implements Resolution {}

    /** Not in the books: create it with these data. */
    record Create(Party party) implements Resolution {}

    /** More than one fits, or facts contradict: a person chooses. */
    record Ambiguous(List<KnownCustomer> candidates, String why) implements Resolution {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /** Can't be decided: says what is missing and where to mend it. */
    record Hold(String why) implements Resolution {}
}
