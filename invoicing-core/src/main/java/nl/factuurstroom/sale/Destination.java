package nl.factuurstroom.sale;

import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;

/**
 * A statement of where the goods go. Without one, goods across the border wait for a person.
 *
 * @param country where they arrive
 * @param postalCode of the place of arrival, or null
 */
public record Destination(CountryCode country, @Nullable String postalCode) {}
