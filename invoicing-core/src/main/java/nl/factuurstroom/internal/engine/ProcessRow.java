package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.time.LocalDate;
import javax.annotation.Nullable;

/**
 * A row of {@code invoicing_process}: the truth about one process. A working copy: loaded, changed and written back
 * {@code where version = ?}; never shared between threads.
 */
public final class ProcessRow {

    /** Format of {@link #state}; rows of a newer format are left alone. */
    public static final int STATE_FORMAT = 1;

    public final ProcessKey key;
    public Step step;
    /** Who works on it: {@link Lanes#OWN}, a batch lane, or null when nobody has to. */
    public @Nullable String lane;
    /** When there is something to do; null when not before a signal or a person. */
    public @Nullable Instant dueAt;
    /** The account (or {@code pause}) it waits for, without alarm or thread. */
    public @Nullable String parkedOn;

    public int priority;
    public int attempt;
    public long version;
    public long signals;
    public int stateFormat = STATE_FORMAT;
    public String state = "{}";
    public @Nullable String attentionCode;
    public @Nullable String attentionText;
    public @Nullable Instant attentionSince;
    public Instant createdAt;
    public Instant updatedAt;
    // Columns for queries.
    public @Nullable String reference;
    public @Nullable String booksId;
    public @Nullable String invoiceNumber;
    public @Nullable String currency;
    public long netMinor;
    public long grossMinor;
    public long openMinor;
    public @Nullable LocalDate invoiceDate;
    public @Nullable LocalDate dueDate;
    public @Nullable LocalDate settledOn;
    /** How much of its personal data is gone: 0 nothing, 1 contact data, 2 everything. */
    public int erased;

    public ProcessRow(ProcessKey key, Step step, Instant now) {
        this.key = key;
        this.step = step;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Moves on; refuses a move that the state machine doesn't know. */
    public void become(Step next) {
        if (!step.mayBecome(next)) {
            throw new IllegalStateException(
                    "a process cannot go from " + step + " to " + next + " (" + key.text() + ")");
        }
        if (next != step) {
            attempt = 0;
        }
        if (next == Step.READ) {
            erased = 0;
        }
        step = next;
    }

    /** Work for this process's own execution. */
    public ProcessRow own(Instant due) {
        lane = Lanes.OWN;
        dueAt = due;
        return this;
    }

    /** Work for a batch execution. */
    public ProcessRow batch(String batchLane, Instant due) {
        lane = batchLane;
        dueAt = due;
        return this;
    }

    /** Nothing to do until a signal or a person. */
    public ProcessRow rest() {
        lane = null;
        dueAt = null;
        parkedOn = null;
        return this;
    }

    public ProcessRow attention(String code, String text, Instant now) {
        if (!code.equals(attentionCode)) {
            attentionSince = now;
        }
        attentionCode = code;
        attentionText = text;
        return this;
    }

    public void clearAttention() {
        attentionCode = null;
        attentionText = null;
        attentionSince = null;
    }

    public boolean isDue(Instant now) {
        return parkedOn == null && dueAt != null && !dueAt.isAfter(now);
    }

    public ProcessRow copy() {
        var copy = new ProcessRow(key, step, createdAt);
        copy.lane = lane;
        copy.dueAt = dueAt;
        copy.parkedOn = parkedOn;
        copy.priority = priority;
        copy.attempt = attempt;
        copy.version = version;
        copy.signals = signals;
        copy.stateFormat = stateFormat;
        copy.state = state;
        copy.attentionCode = attentionCode;
        copy.attentionText = attentionText;
        copy.attentionSince = attentionSince;
        copy.updatedAt = updatedAt;
        copy.reference = reference;
        copy.booksId = booksId;
        copy.invoiceNumber = invoiceNumber;
        copy.currency = currency;
        copy.netMinor = netMinor;
        copy.grossMinor = grossMinor;
        copy.openMinor = openMinor;
        copy.invoiceDate = invoiceDate;
        copy.dueDate = dueDate;
        copy.settledOn = settledOn;
        copy.erased = erased;
        return copy;
    }
}
