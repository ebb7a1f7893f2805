package nl.factuurstroom.party;

import java.util.Objects;
import java.util.Optional;

/**
 * A number in the Dutch trade register: eight digits, leading zeros count. It has no check digit.
 *
 * @param value eight digits
 */
public record KvkNumber(String value) {

    public KvkNumber {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("a KvK number has eight digits, was '" + value + "'");
        }
    }

    /** Strips blanks and dots. @throws IllegalArgumentException when not eight digits remain */
    public static KvkNumber of(String text) {
        return new KvkNumber(strip(text));
    }

    /** Empty when the text is not eight digits. */
    public static Optional<KvkNumber> parse(String text) {
        var stripped = strip(text);
        return stripped.matches("[0-9]{8}") ? Optional.of(new KvkNumber(stripped)) : Optional.empty();
    }

    private static String strip(String text) {
        return text.replaceAll("[\\s.\\u00A0]", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
