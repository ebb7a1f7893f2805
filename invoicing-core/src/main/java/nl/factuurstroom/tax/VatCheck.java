package nl.factuurstroom.tax;

import java.time.Instant;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.party.VatNumber;

/** What asking about a VAT number gave: three outcomes, never two. */
public sealed interface VatCheck {

    VatNumber number();

    /**
     * Confirmed.
     *
     * @param number what was asked
     * @param at when
     * @param consultationNumber the proof of the check (VIES requestIdentifier), or null when none was given
     * @param name as registered, or null when not disclosed
     * @param address as registered, or null when not disclosed
     */
    record Valid(
            VatNumber number,
            Instant at,
            @Nullable String consultationNumber,
            @Nullable String name,
            @Nullable String address)
            implements VatCheck {
        public Valid {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(at, "at");
        }
    }

    /** Answered: not a valid number, or not registered for trade within the EU. */
    record Invalid(VatNumber number, Instant at) implements VatCheck {}

    /**
     * No answer. Never means invalid.
     *
     * @param why the validator's code or sentence: {@code MS_UNAVAILABLE}
     */
    record Unknown(VatNumber number, Instant at, String why) implements VatCheck {}
}
