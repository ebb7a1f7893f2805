package nl.factuurstroom.accounting;

import java.util.Objects;
import java.util.function.Predicate;
import nl.factuurstroom.tax.TaxResult;

/**
 * What happens to an invoice once it is in the books. There is no default: whoever wires a pipeline must choose.
 */
public final class Delivery {

    private final boolean issues;
    private final Predicate<TaxResult> needsApproval;
    private final String text;

    private Delivery(boolean issues, Predicate<TaxResult> needsApproval, String text) {
        this.issues = issues;
        this.needsApproval = needsApproval;
        this.text = text;
    }

    /** Leaves a draft in the books; people finish and send it there. */
    public static Delivery draftOnly() {
        return new Delivery(false, t -> false, "draft only");
    }

    /** Sent by e-mail at once. */
    public static Delivery email() {
        return new Delivery(true, t -> false, "e-mail");
    }

    /** Sent by e-mail after a person approved it; every invoice waits. */
    public static Delivery approved() {
        return approved(t -> true);
    }

    /** Sent by e-mail; those for which {@code waits} says so wait for a person's approval first. */
    public static Delivery approved(Predicate<TaxResult> waits) {
        return new Delivery(true, Objects.requireNonNull(waits, "waits"), "e-mail after approval");
    }

    /** Whether invoices become final at all. */
    public boolean issues() {
        return issues;
    }

    public boolean needsApproval(TaxResult result) {
        return needsApproval.test(result);
    }

    @Override
    public String toString() {
        return text;
    }
}
