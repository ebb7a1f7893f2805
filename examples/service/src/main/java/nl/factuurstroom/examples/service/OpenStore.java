package nl.factuurstroom.examples.service;

import nl.factuurstroom.JdbcStore;

/**
 * An open store, with what must be closed after it.
 *
 * @param store the pipeline's store
 * @param connections closes the connections that it was given
 */
record OpenStore(JdbcStore store, Runnable connections) implements AutoCloseable {

    @Override
    public void close() {
        store.close();
        connections.run();
    }
}
