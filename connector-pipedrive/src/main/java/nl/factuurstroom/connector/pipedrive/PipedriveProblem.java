package nl.factuurstroom.connector.pipedrive;

/** Something in a deal that a person must mend; ends as {@code Reading.Unusable} and never leaves this package. */
final class PipedriveProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what what to mend and where, as a sentence without a full stop */
    PipedriveProblem(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
