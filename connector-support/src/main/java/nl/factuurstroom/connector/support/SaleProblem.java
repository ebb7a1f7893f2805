package nl.factuurstroom.connector.support;

/**
 * Something at the source of a sale that a person must mend. A mapper throws it, its reader makes a {@code Reading.Unusable} of
 * it; it never leaves a connector.
 */
public final class SaleProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what what to mend and where, as a sentence without a full stop */
    public SaleProblem(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    public String what() {
        return what;
    }
}
