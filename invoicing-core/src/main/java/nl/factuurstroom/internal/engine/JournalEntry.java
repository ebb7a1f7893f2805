package nl.factuurstroom.internal.engine;

import java.time.Instant;

/**
 * A line of the append-only journal. Holds decisions and evidence, no personal data beyond what the decision needs.
 *
 * @param at when
 * @param sale {@code SaleRef.key()}, or empty for the pipeline as a whole
 * @param code stable, for programs
 * @param text for people
 */
public record JournalEntry(Instant at, String sale, String code, String text) {}
