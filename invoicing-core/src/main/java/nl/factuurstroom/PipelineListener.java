package nl.factuurstroom;

/**
 * Told what happens, after it was committed. Called on the pipeline's threads: return quickly, throw nothing (what is
 * thrown is logged and dropped). Told at least once; after a crash perhaps again, perhaps not at all: the journal is the
 * record.
 */
@FunctionalInterface
public interface PipelineListener {

    /** @param event what happened */
    void on(Event event);

    /**
     * @param sale {@code hubspot:12345:987}
     * @param code stable, for programs: {@code ISSUED}, {@code PAID}, {@code NEEDS_ATTENTION}
     * @param text for people
     */
    record Event(String sale, String code, String text) {}
}
