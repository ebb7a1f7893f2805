package nl.factuurstroom.examples.service;

import java.util.Map;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * A pipeline on its open store.
 *
 * @param pipeline built, not started
 * @param store closed with it
 * @param webhooks who may send webhooks, by the name in the path
 */
public record Wired(InvoicingPipeline pipeline, AutoCloseable store, Map<String, WebhookSource> webhooks)
        implements AutoCloseable {

    /** Stops picking up work, waits for what is under way, and closes the store. */
    @Override
    public void close() {
        pipeline.close();
        try {
            store.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store can't be closed", e);
        }
    }
}
