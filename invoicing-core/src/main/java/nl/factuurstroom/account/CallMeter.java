package nl.factuurstroom.account;

import java.time.Instant;
import javax.annotation.Nullable;

/** Where a connector reports each call of an account, so that quotas hold over all nodes. Thread-safe, never blocks. */
public interface CallMeter {

    /** One HTTP request is about to be sent (each quick retry counts as one more). */
    void called();

    /**
     * The vendor's headers said what is left of a budget.
     *
     * @param budget the {@link CallBudget#name()} that the reading is about
     * @param limit calls the vendor allows per window
     * @param remaining calls left in the window
     * @param resetsAt when the window ends, when the headers say so
     */
    void observed(String budget, int limit, int remaining, @Nullable Instant resetsAt);

    /** A meter that forgets everything, for use outside a pipeline. */
    static CallMeter none() {
        return new CallMeter() {
            @Override
            public void called() {}

            @Override
            public void observed(String budget, int limit, int remaining, @Nullable Instant resetsAt) {}
        };
    }
}
