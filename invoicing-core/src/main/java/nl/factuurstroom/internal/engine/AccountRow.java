package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;

/** A row of {@code invoicing_account}: what all nodes and pipelines share about one vendor account. A working copy. */
public final class AccountRow {

    public final String account;
    /** Calls used per budget window, as JSON. */
    public String budget = "{}";

    public @Nullable String troubleCode;
    public @Nullable String troubleText;
    public @Nullable Instant troubleSince;
    /** When to try again by ourselves; null: not before a person says so. */
    public @Nullable Instant troubleUntil;

    public @Nullable byte[] tokens;
    public long tokenVersion;
    public @Nullable String leaseOwner;
    public @Nullable Instant leaseUntil;

    public AccountRow(String account) {
        this.account = account;
    }

    public boolean inTrouble(Instant now) {
        return troubleCode != null && (troubleUntil == null || troubleUntil.isAfter(now));
    }

    public AccountRow copy() {
        var copy = new AccountRow(account);
        copy.budget = budget;
        copy.troubleCode = troubleCode;
        copy.troubleText = troubleText;
        copy.troubleSince = troubleSince;
        copy.troubleUntil = troubleUntil;
        copy.tokens = tokens == null ? null : tokens.clone();
        copy.tokenVersion = tokenVersion;
        copy.leaseOwner = leaseOwner;
        copy.leaseUntil = leaseUntil;
        return copy;
    }
}
