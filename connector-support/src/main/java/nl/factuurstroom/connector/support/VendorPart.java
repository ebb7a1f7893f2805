package nl.factuurstroom.connector.support;

import java.util.List;
import java.util.Objects;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;

/** One of the SPIs that a vendor's connector offers: it shares the account, connection and doctor of the whole. */
public abstract class VendorPart implements Connected {

    private final Connected vendor;

    /** @param vendor the whole */
    protected VendorPart(Connected vendor) {
        this.vendor = Objects.requireNonNull(vendor, "vendor");
    }

    @Override
    public final AccountId account() {
        return vendor.account();
    }

    @Override
    public final void connect(AccountContext context) {
        vendor.connect(context);
    }

    @Override
    public final List<Finding> check() {
        return vendor.check();
    }

    @Override
    public final List<CallBudget> budgets() {
        return vendor.budgets();
    }

    @Override
    public final int maxConcurrentCalls() {
        return vendor.maxConcurrentCalls();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + account() + "]";
    }
}
