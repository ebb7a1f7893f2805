package nl.factuurstroom.account;

import java.util.List;

/**
 * A connector that talks to a vendor account. Triggers, gateways, registries and updaters implement it beside their SPI;
 * several of them may share one account and one connection.
 *
 * <p>Instances must be thread-safe.
 */
public interface Connected {

    /** The account that calls go to. Constant; known without any I/O. */
    AccountId account();

    /**
     * Lends the connector what it needs at run time. The engine calls it once from {@code build()}, before any other
     * method; when two SPIs share one connector it may be called again with an equal context. No I/O.
     */
    void connect(AccountContext context);

    /**
     * The doctor: compares the configuration with the account and reports every problem at once. Reads only; may be
     * called at any time. An unreachable vendor is a {@link Finding.Severity#WARNING}, not an exception.
     */
    List<Finding> check();

    /** What the vendor allows this account. Empty: unlimited as far as known. */
    default List<CallBudget> budgets() {
        return List.of();
    }

    /** How many calls may be under way at once for this account, on this node. At least 1. Defaults to 8. */
    default int maxConcurrentCalls() {
        return 8;
    }
}
