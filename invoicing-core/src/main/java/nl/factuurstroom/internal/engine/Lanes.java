package nl.factuurstroom.internal.engine;

import nl.factuurstroom.sale.SaleRef;

/** Who works on a process. A lane other than {@link #OWN} is one batch execution in the whole cluster. */
public final class Lanes {

    /** The process's own execution. */
    public static final String OWN = "own";
    /** Numbers of freshly issued invoices. */
    public static final String NUMBER = "number";
    /** Payment status of issued invoices. */
    public static final String PAYMENT = "payment";
    /** Housekeeping of a pipeline. */
    public static final String SWEEP = "sweep";

    static final String HOST = "~host";

    static final int PRIORITY_SALE = 30;
    static final int PRIORITY_FOLLOW_UP = 20;
    static final int PRIORITY_POLL = 10;

    private Lanes() {}

    static String read(String source) {
        return "read:" + source;
    }

    static String confirm(String source) {
        return "confirm:" + source;
    }

    /** Sales handed in by the host have no source to ask; only the books may have to be asked. */
    static String confirm(SaleRef ref, InvoiceState state) {
        return confirm(state.submitted ? HOST : ref.source());
    }

    static String crm(String source) {
        return "crm:" + source;
    }

    static String poll(String source) {
        return "poll:" + source;
    }

    /** What lets parked work of an account out. */
    static String release(String account) {
        return "release:" + account;
    }

    /** The part behind the colon. */
    static String subject(String lane) {
        return lane.substring(lane.indexOf(':') + 1);
    }
}
