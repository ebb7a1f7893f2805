package nl.factuurstroom.party;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An ISO 3166-1 alpha-2 country (or IC, EA, XI, XK, which addresses use too). Being a country is not being a VAT territory: see the tax package.
 *
 * @param value two capital letters, an assigned code
 */
public record CountryCode(String value) {

    private static final Set<String> EU = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    /** Reserved or user-assigned codes that addresses use: Canary Islands, Ceuta and Melilla, Northern Ireland, Kosovo. */
    private static final Set<String> RESERVED = Set.of("IC", "EA", "XI", "XK");

    /** After the sets above, which its check needs. */
    public static final CountryCode NL = new CountryCode("NL");

    public CountryCode {
        Objects.requireNonNull(value, "value");
        if (!RESERVED.contains(value)
                && !Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(value)) {
            throw new IllegalArgumentException("not an ISO 3166-1 country code: '" + value + "' (expected e.g. NL)");
        }
    }

    /** @throws IllegalArgumentException when the text is not an assigned two-letter code */
    public static CountryCode of(String code) {
        return new CountryCode(code.trim().toUpperCase(Locale.ROOT));
    }

    /**
     * Reads what people type into a CRM: a code, or the country's name in Dutch, English, German, French, Spanish, Italian
     * or in its own language. Anything else is empty: never guessed, and never read as NL.
     */
    public static Optional<CountryCode> fromText(String text) {
        return CountryNames.find(text);
    }

    /** Whether the ISO country is a member state of the EU (GR for Greece). */
    public boolean isEuMember() {
        return EU.contains(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
