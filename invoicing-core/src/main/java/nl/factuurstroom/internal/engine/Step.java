package nl.factuurstroom.internal.engine;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a process stands. Together with {@link #mayBecome} this is the whole state machine.
 *
 * <p>Invoice strand: READ → CUSTOMER → TAX → CONFIRM → BOOK → (APPROVE) → ISSUE → NUMBER → ISSUED. A changed sale goes
 * back to READ as long as nothing was booked.
 *
 * <p>Credit strand, one per refund: CREDIT → (CREDIT_APPROVE) → CREDIT_ISSUE → CREDIT_SETTLE → CREDITED.
 */
public enum Step {
    /** The whole sale is to be read from its source, many at once. */
    READ,
    /** The customer is to be found or created in the books. */
    CUSTOMER,
    /** Evidence is gathered and VAT worked out. */
    TAX,
    /** The source is asked again whether the sale is still won and unchanged, many at once. */
    CONFIRM,
    /** A draft is to be made in the books. */
    BOOK,
    /** A draft waits for a person's approval. */
    APPROVE,
    /** The draft is to be made final and sent. */
    ISSUE,
    /** Number and due date are to be read from the books, many at once. */
    NUMBER,
    /** Final; the other strands go on. */
    ISSUED,
    /** The draft stays a draft: the host chose so. */
    DRAFTED,
    /** Not won (any more) before anything was booked. A signal reopens it. */
    NOT_WON,
    /** Gone at its source. A signal reopens it. */
    GONE,
    /** Won before the go-live moment; only a backfill takes it. */
    BEFORE_GO_LIVE,
    /** The same sale under another id; that process goes on. */
    MERGED,
    /** A person gave it up. */
    ABANDONED,
    /** A person invoiced it elsewhere. */
    DONE_BY_HAND,
    /** Ended, and all that told who it was about is gone. Its ids stay claimed, as hashes. */
    ERASED,

    /** Payment strand: followed until settled, and again when it reopens. */
    PAYMENT,
    /** CRM strand: the newest state is to be written. */
    TELL_CRM,
    /** CRM strand: the CRM knows the newest state. */
    CRM_TOLD,
    /** Reminder strand: waits until the customer is late. */
    REMIND,
    /** Reminder strand: no (more) reminder will be sent. */
    REMINDED,

    /** Credit strand: a refund is to be held against its invoice, and its credit note made as a draft. */
    CREDIT,

    /** Credit strand: the draft waits for a person's approval. */
    CREDIT_APPROVE,

    /** Credit strand: the draft is to be made final and sent. */
    CREDIT_ISSUE,

    /** Credit strand: final; its number is to be read, and it is to be settled. */
    CREDIT_SETTLE,

    /** Credit strand: done. */
    CREDITED,

    /** Credit strand: the draft stays a draft: the host chose so. */
    CREDIT_DRAFTED,

    /** Credit strand: nothing was to be credited, or a person gave it up. */
    CREDIT_DROPPED;

    private static final Set<Step> ENDS_UNBOOKED =
            EnumSet.of(NOT_WON, GONE, BEFORE_GO_LIVE, MERGED, ABANDONED, DONE_BY_HAND);
    private static final Map<Step, Set<Step>> MOVES = Map.ofEntries(
            Map.entry(READ, with(ENDS_UNBOOKED, CUSTOMER)),
            Map.entry(CUSTOMER, with(ENDS_UNBOOKED, READ, TAX)),
            Map.entry(TAX, with(ENDS_UNBOOKED, READ, CUSTOMER, CONFIRM)),
            Map.entry(CONFIRM, with(ENDS_UNBOOKED, READ, CUSTOMER, TAX, BOOK, APPROVE, ISSUE, NUMBER, DRAFTED)),
            Map.entry(BOOK, with(ENDS_UNBOOKED, READ, CONFIRM, APPROVE, ISSUE, NUMBER, DRAFTED)),
            Map.entry(APPROVE, EnumSet.of(ISSUE, NUMBER, ABANDONED, DONE_BY_HAND)),
            Map.entry(ISSUE, EnumSet.of(NUMBER, ISSUED, ABANDONED, DONE_BY_HAND)),
            Map.entry(NUMBER, EnumSet.of(ISSUED, ABANDONED, DONE_BY_HAND)),
            Map.entry(ISSUED, EnumSet.of(ERASED)),
            Map.entry(DRAFTED, EnumSet.of(NUMBER, ISSUED, ERASED)),
            Map.entry(NOT_WON, EnumSet.of(READ, MERGED)),
            Map.entry(GONE, EnumSet.of(READ, MERGED)),
            Map.entry(BEFORE_GO_LIVE, EnumSet.of(READ, MERGED)),
            Map.entry(MERGED, EnumSet.of(ERASED)),
            Map.entry(ABANDONED, EnumSet.of(ERASED)),
            Map.entry(DONE_BY_HAND, EnumSet.of(ERASED)),
            Map.entry(ERASED, EnumSet.noneOf(Step.class)),
            Map.entry(PAYMENT, EnumSet.of(ERASED)),
            Map.entry(TELL_CRM, EnumSet.of(CRM_TOLD)),
            Map.entry(CRM_TOLD, EnumSet.of(TELL_CRM)),
            Map.entry(REMIND, EnumSet.of(REMINDED)),
            Map.entry(REMINDED, EnumSet.noneOf(Step.class)),
            Map.entry(
                    CREDIT,
                    EnumSet.of(
                            CREDIT_APPROVE, CREDIT_ISSUE, CREDIT_SETTLE, CREDIT_DRAFTED, CREDIT_DROPPED, DONE_BY_HAND)),
            Map.entry(CREDIT_APPROVE, EnumSet.of(CREDIT_ISSUE, CREDIT_DROPPED, DONE_BY_HAND)),
            Map.entry(CREDIT_ISSUE, EnumSet.of(CREDIT_SETTLE, CREDIT_DROPPED, DONE_BY_HAND)),
            Map.entry(CREDIT_SETTLE, EnumSet.of(CREDITED)),
            Map.entry(CREDITED, EnumSet.of(ERASED)),
            Map.entry(CREDIT_DRAFTED, EnumSet.of(ERASED)),
            Map.entry(CREDIT_DROPPED, EnumSet.of(ERASED)));

    /** Whether the move is allowed; staying is. */
    public boolean mayBecome(Step next) {
        var moves = MOVES.get(this);
        return next == this || (moves != null && moves.contains(next));
    }

    /** Nothing was booked yet, so a change at the source is simply read again. */
    public boolean isBeforeBooking() {
        return this == READ || this == CUSTOMER || this == TAX || this == CONFIRM || this == BOOK;
    }

    /** A signal from the source opens it again. */
    public boolean isReopenedBySignal() {
        return this == NOT_WON || this == GONE;
    }

    /** An invoice of ours is in the books, or will be for certain. */
    public boolean isBooked() {
        return this == APPROVE || this == ISSUE || this == NUMBER || this == ISSUED || this == DRAFTED;
    }

    /** A credit strand that has yet to come to its end. */
    public boolean isCrediting() {
        return this == CREDIT || this == CREDIT_APPROVE || this == CREDIT_ISSUE || this == CREDIT_SETTLE;
    }

    /** VAT is decided and what the sale adds to a threshold counts, though it isn't invoiced yet; or people invoiced it. */
    public boolean isReserved() {
        return this == CONFIRM || this == BOOK || this == DONE_BY_HAND || (isBooked() && this != ISSUED);
    }

    private static Set<Step> with(Set<Step> steps, Step... more) {
        var all = EnumSet.copyOf(steps);
        all.addAll(Set.of(more));
        return all;
    }
}
