package nl.factuurstroom.party;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A VAT identification number as a customer gave it, normalised: prefix and the rest, capitals, no blanks, dots or
 * dashes. A number whose form or check digits are wrong can be represented: some registers issue such numbers, so it is a
 * matter for VIES or a person, never an exception. Use {@link #strict} for one's own.
 *
 * @param prefix two capital letters as VIES uses them: {@code EL} for Greece, {@code XI} for Northern Ireland
 * @param number the rest; letters, digits, + and *
 */
public record VatNumber(String prefix, String number) {

    public VatNumber {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(number, "number");
        if (!prefix.matches("[A-Z]{2}") || !number.matches("[A-Z0-9+*]{1,15}")) {
            throw new IllegalArgumentException(
                    "not a VAT number: '" + prefix + number + "' (expected e.g. NL123456782B90)");
        }
    }

    /**
     * Reads what people type: blanks, dots and dashes are dropped, GR becomes EL, an old Belgian number of nine digits gets
     * its leading zero. Empty when it has no country prefix or
     * holds characters that no VAT number has.
     */
    public static Optional<VatNumber> parse(String text) {
        var plain = text.replaceAll("[\\s.\\-_/\\u00A0]", "").toUpperCase(Locale.ROOT);
        if (!plain.matches("[A-Z]{2}[A-Z0-9+*]{1,15}")) {
            return Optional.empty();
        }
        var prefix = plain.startsWith("GR") ? "EL" : plain.substring(0, 2);
        var number = plain.matches("BE[0-9]{9}") ? "0" + plain.substring(2) : plain.substring(2);
        return Optional.of(new VatNumber(prefix, number));
    }

    /**
     * A number that must be right: form and check digits are checked.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static VatNumber strict(String text) {
        var vat = wellFormed(text);
        if (!vat.hasValidCheckDigits()) {
            throw new IllegalArgumentException(
                    "the check digits of VAT number '" + text + "' are wrong: is there a typing error?");
        }
        return vat;
    }

    /**
     * A number of the right form, whatever its check digits.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static VatNumber wellFormed(String text) {
        var vat = parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a VAT number: '" + text + "' (expected the country prefix first, e.g. NL123456782B90)"));
        if (!vat.isWellFormed()) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not have the form of a VAT number of " + vat.prefix);
        }
        return vat;
    }

    /** Whether the number has the form that its country issues. False for prefixes outside EU and XI. */
    public boolean isWellFormed() {
        return VatNumberChecks.wellFormed(this);
    }

    /** Whether form and check digits fit, for all member states and Northern Ireland; says nothing about registration. */
    public boolean hasValidCheckDigits() {
        return VatNumberChecks.validCheckDigits(this);
    }

    /** Whether VIES can be asked about it: EU member state or Northern Ireland. */
    public boolean isKnownToVies() {
        return VatNumberChecks.knownToVies(prefix);
    }

    public boolean isDutch() {
        return prefix.equals("NL");
    }

    /** Prefix and number together: {@code NL123456782B90}. */
    public String value() {
        return prefix + number;
    }

    @Override
    public String toString() {
        return value();
    }
}
