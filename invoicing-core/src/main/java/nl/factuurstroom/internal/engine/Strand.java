package nl.factuurstroom.internal.engine;

/** What one process is about. Strands of a sale don't block each other. */
public enum Strand {
    INVOICE,
    PAYMENT,
    CRM,
    REMINDER,
    CREDIT
}
