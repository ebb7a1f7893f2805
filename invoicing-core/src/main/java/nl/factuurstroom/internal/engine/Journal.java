package nl.factuurstroom.internal.engine;

import nl.factuurstroom.PipelineListener;
import nl.factuurstroom.sale.SaleRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the journal, and tells the host's listener. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final String pipeline;
    private final PipelineListener listener;

    Journal(String pipeline, PipelineListener listener) {
        this.pipeline = pipeline;
        this.listener = listener;
    }

    /** In the caller's commit. */
    void write(Backend.Tx tx, String sale, String code, String text) {
        tx.journal(pipeline, new JournalEntry(tx.now(), sale, code, text));
    }

    /** After the commit. */
    void tell(String sale, String code, String text) {
        try {
            listener.on(new PipelineListener.Event(
                    sale.isEmpty() ? "" : SaleRef.fromKey(sale).toString(), code, text));
        } catch (RuntimeException e) {
            LOG.warn("the pipeline listener failed on {}", code, e);
        }
    }
}
