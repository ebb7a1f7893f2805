package nl.factuurstroom.tax;

import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;

/**
 * A place as VAT sees it, which is not the ISO country.
 *
 * @param name for people: {@code Canary Islands}
 * @param country the member state whose rules and rates count (FR for Monaco), or the ISO country
 * @param goods for goods that arrive there
 * @param services for a customer who is there
 * @param ownStandardRate where it differs from the country's
 * @param doubt why it can't be told for sure, or null
 */
record Territory(
        String name,
        CountryCode country,
        Area goods,
        Area services,
        @Nullable Percentage ownStandardRate,
        @Nullable String doubt) {

    /** Where a place lies. */
    enum Area {
        NETHERLANDS,
        /** Another member state. */
        EU,
        /** Member state for goods, third country for services. */
        NORTHERN_IRELAND,
        OUTSIDE,
        /** Sources disagree or don't say. */
        UNDECIDED
    }

    boolean isDutch() {
        return goods == Area.NETHERLANDS;
    }

    String doubtOr(String otherwise) {
        return doubt == null ? otherwise : doubt;
    }

    Territory doubtful(String why) {
        return new Territory(name, country, goods, services, ownStandardRate, why);
    }
}
