package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * A row of {@code invoicing_effect}: one act on the outside world, written before it is done. A working copy, like
 * {@link ProcessRow}.
 */
public final class EffectRow {

    /** What became of the act. An intent without outcome is as good as unknown. */
    public enum Status {
        INTENDED,
        UNKNOWN,
        DONE,
        NOT_DONE
    }

    public final ProcessKey process;
    /** What is done: {@code book}, {@code issue}, {@code customer}, {@code remind-1}. */
    public final String act;

    public Status status = Status.INTENDED;
    /** The account it is done at. */
    public String account;
    /** Unique per account where set: the invoice reference. */
    public @Nullable String reference;

    public int attempt = 1;
    public Instant intendedAt;
    /** Sending later than this is forbidden. */
    public Instant sendBy;
    /** From when on a lookup that finds nothing proves that it was not done. */
    public Instant settledAt;
    /** Whether the outcome of any attempt was ever unknown. */
    public boolean everUnknown;

    public @Nullable String vendorId;
    /** The vendor's answer as JSON of our own record. */
    public @Nullable String answer;
    /** Further ids that turned out to exist, comma-separated. */
    public @Nullable String extraIds;

    public long version;

    public EffectRow(
            ProcessKey process, String act, String account, Instant intendedAt, Instant sendBy, Instant settledAt) {
        this.process = process;
        this.act = act;
        this.account = account;
        this.intendedAt = intendedAt;
        this.sendBy = sendBy;
        this.settledAt = settledAt;
    }

    public boolean isOpen() {
        return status == Status.INTENDED || status == Status.UNKNOWN;
    }

    /** Done, or perhaps done. */
    public boolean mayExist() {
        return status != Status.NOT_DONE;
    }

    public EffectRow copy() {
        var copy = new EffectRow(process, act, account, intendedAt, sendBy, settledAt);
        copy.status = status;
        copy.reference = reference;
        copy.attempt = attempt;
        copy.everUnknown = everUnknown;
        copy.vendorId = vendorId;
        copy.answer = answer;
        copy.extraIds = extraIds;
        copy.version = version;
        return copy;
    }
}
