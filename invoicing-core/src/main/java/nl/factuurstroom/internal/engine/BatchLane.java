package nl.factuurstroom.internal.engine;

import java.util.List;

/** Work of one kind that is done for many processes in few calls, by one execution in the whole cluster. */
interface BatchLane {

    String lane();

    int batchSize();

    /** The account whose trouble stops the lane. */
    Gate gate();

    /** Does the work of these rows and commits it. */
    void take(List<ProcessRow> rows);
}
