package nl.factuurstroom.internal.engine;

import java.time.Instant;
import nl.factuurstroom.error.InvoicingException;

/** Reasons to leave a run early. They carry no stack trace: they are control flow, never shown. */
abstract sealed class Flow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Flow(String message) {
        super(message, null, false, false);
    }

    /** Somebody else changed the row, or a signal came: load it again. */
    static final class LostRace extends Flow {
        private static final long serialVersionUID = 1L;

        LostRace() {
            super("lost the race for a row");
        }
    }

    /** Too many calls to this account are under way on this node. */
    static final class Busy extends Flow {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("account is busy");
        }
    }

    /** The account has no budget left, or is in trouble, until then. */
    static final class NotNow extends Flow {
        private static final long serialVersionUID = 1L;
        final String account;
        final Instant until;

        NotNow(String account, Instant until) {
            super("not before " + until);
            this.account = account;
            this.until = until;
        }
    }

    /** A call failed. */
    static final class CallFailed extends Flow {
        private static final long serialVersionUID = 1L;
        final Gate gate;
        final InvoicingException failure;

        CallFailed(Gate gate, InvoicingException failure) {
            super(String.valueOf(failure.getMessage()));
            this.gate = gate;
            this.failure = failure;
        }
    }
}
