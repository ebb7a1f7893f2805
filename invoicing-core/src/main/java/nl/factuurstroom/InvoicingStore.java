package nl.factuurstroom;

import nl.factuurstroom.internal.engine.Backend;

/**
 * Where everything is kept and scheduled. Use {@link JdbcStore}, or the in-memory one of the test kit. Many pipelines may
 * share one. Not meant to be implemented by others.
 */
public interface InvoicingStore extends AutoCloseable {

    /** The engine's side of it: not part of the API. */
    Backend backend();

    @Override
    void close();
}
