package nl.factuurstroom.connector.hubspot;

/** Something in a deal that a person must mend; ends as {@code Reading.Unusable} and never leaves this package. */
final class HubSpotProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what what to mend and where, as a sentence without a full stop */
    HubSpotProblem(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
