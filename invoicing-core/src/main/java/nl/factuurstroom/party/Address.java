package nl.factuurstroom.party;

import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A postal address. The country is only there when it is known for sure.
 *
 * @param street street and house number, or null
 * @param postalCode as given, or null
 * @param city or null
 * @param country null when empty or not recognised; such a sale waits for a person
 * @param countryText what the source said, when {@code country} could not be read from it
 */
public record Address(
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable CountryCode country,
        @Nullable String countryText) {

    public Address {
        street = blankToNull(street);
        postalCode = blankToNull(postalCode);
        city = blankToNull(city);
        countryText = blankToNull(countryText);
    }

    /** An address in a known country. */
    public static Address of(
            @Nullable String street, @Nullable String postalCode, @Nullable String city, CountryCode country) {
        return new Address(street, postalCode, city, country, null);
    }

    /** Reads the country from free text; an unreadable one stays unknown and keeps the text for the message. */
    public static Address withCountryText(
            @Nullable String street, @Nullable String postalCode, @Nullable String city, @Nullable String countryText) {
        Optional<CountryCode> country =
                countryText == null || countryText.isBlank() ? Optional.empty() : CountryCode.fromText(countryText);
        return new Address(street, postalCode, city, country.orElse(null), country.isPresent() ? null : countryText);
    }

    /** Nothing known. */
    public static Address unknown() {
        return new Address(null, null, null, null, null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
