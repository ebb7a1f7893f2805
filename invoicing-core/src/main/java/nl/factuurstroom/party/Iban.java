package nl.factuurstroom.party;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An account number by ISO 13616: country length and mod 97 are checked.
 *
 * @param value electronic form, no blanks, capitals
 */
public record Iban(String value) {

    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("AD", 24),
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GI", 23),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27),
            Map.entry("VA", 22));

    public Iban {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) {
            throw new IllegalArgumentException("not an IBAN: '" + value + "' (expected e.g. NL91ABNA0417164300)");
        }
        var length = LENGTHS.get(value.substring(0, 2));
        if (length != null && length != value.length()) {
            throw new IllegalArgumentException("an IBAN of " + value.substring(0, 2) + " has " + length
                    + " characters, '" + value + "' has " + value.length());
        }
        if (!mod97(value)) {
            throw new IllegalArgumentException(
                    "the check digits of IBAN '" + value + "' are wrong: is there a typing error?");
        }
    }

    /** Strips blanks. @throws IllegalArgumentException when length or check digits are wrong */
    public static Iban of(String text) {
        return new Iban(text.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
    }

    private static boolean mod97(String value) {
        var digits = new StringBuilder();
        (value.substring(4) + value.substring(0, 4)).chars().forEach(c -> digits.append(Character.getNumericValue(c)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    @Override
    public String toString() {
        return value;
    }
}
