package nl.factuurstroom.internal.engine;

/**
 * The store refused or is away: its disk is full, its server is gone. No fault of the process that was under way, which is
 * tried again as soon as the store is back.
 */
public abstract class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
