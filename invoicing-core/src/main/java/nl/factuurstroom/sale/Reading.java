package nl.factuurstroom.sale;

/** What reading one sale gave. */
public sealed interface Reading {

    /** The whole sale, won. */
    record Found(Sale sale) implements Reading {}

    /** It exists but is not won (any more). */
    record NotWon(String why) implements Reading {}

    /** It doesn't exist, was deleted, or is not visible to our user. */
    record Gone(String why) implements Reading {}

    /**
     * Won, but it can't become an invoice as it stands; waits for a person.
     *
     * @param what what to mend and where, as a sentence: {@code Line item 3 'Licence' has a discount that doesn't fit its
     *     amount: correct it in HubSpot deal 987}
     */
    record Unusable(String what) implements Reading {}
}
