package nl.factuurstroom.tax;

import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;

/**
 * How one line is treated.
 *
 * @param row of the decision table in docs/vat.md
 * @param country the member state whose rate it is; null for the Netherlands
 * @param detail exemption, category of reverse charge or kind of margin item; null where the treatment says it all
 * @param why one English sentence
 */
record Ruling(
        VatTreatment treatment,
        Percentage rate,
        int row,
        @Nullable CountryCode country,
        @Nullable String detail,
        String why) {

    static Ruling of(VatTreatment treatment, Percentage rate, int row, String why) {
        return new Ruling(treatment, rate, row, null, null, why);
    }

    static Ruling untaxed(VatTreatment treatment, int row, String why) {
        return of(treatment, Percentage.ZERO, row, why);
    }

    Ruling withDetail(@Nullable String detail) {
        return new Ruling(treatment, rate, row, country, detail, why);
    }

    Ruling because(String why) {
        return new Ruling(treatment, rate, row, country, detail, why);
    }

    /** Lines with the same key are one group of the breakdown. */
    Key key() {
        return new Key(treatment, rate, country, detail);
    }

    record Key(
            VatTreatment treatment,
            Percentage rate,
            @Nullable CountryCode country,
            @Nullable String detail) {}
}
