package nl.factuurstroom.sale;

import javax.annotation.Nullable;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;

/**
 * A statement of where the goods go. Without one, goods across the border wait for a person.
 *
 * @param country where they arrive
 * @param postalCode of the place of arrival, or null
 */
public record Destination(CountryCode country, @Nullable String postalCode) {

    /**
     * For sources that tell no more than a country: in the buyer's own country goods are taken to go to the buyer's address,
     * elsewhere the postal code is unknown.
     */
    public static Destination in(CountryCode country, Address buyer) {
        return new Destination(country, country.equals(buyer.country()) ? buyer.postalCode() : null);
    }
}
