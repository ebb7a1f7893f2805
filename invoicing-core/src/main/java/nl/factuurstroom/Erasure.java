package nl.factuurstroom;

import java.time.LocalDate;
import javax.annotation.Nullable;

/**
 * What became of a request to erase a sale's personal data.
 *
 * @param sale which one, {@code hubspot:12345:987}; after {@link Extent#WHOLE} erasure the store knows it as a hash only
 * @param extent what was erased
 * @param keptUntil the last day on which the law asks to keep the rest (Europe/Amsterdam); null when nothing is kept, or
 *     nothing was erased
 * @param text for people
 */
public record Erasure(String sale, Extent extent, @Nullable LocalDate keptUntil, String text) {

    /** How much. */
    public enum Extent {
        /** Still under way or waiting for a person: the text says what must end first. */
        NOTHING,
        /** E-mail addresses, telephone numbers and contact persons; the rest belongs to an invoice that the law keeps. */
        CONTACTS,
        /** Everything that tells who it was about. */
        WHOLE
    }
}
