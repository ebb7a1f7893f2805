package nl.factuurstroom.tax;

import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;

/**
 * The breakdown: one per treatment, rate and country. VAT is rounded once per category and rate.
 *
 * @param treatment of all its lines
 * @param rate of all its lines
 * @param base sum of the nets
 * @param vat VAT over the base
 * @param category UNCL5305 code of EN 16931
 * @param country the member state whose rate it is; null for the Netherlands
 * @param vatex code of the exemption reason, or null
 * @param reasonNl exemption reason in Dutch, or null
 * @param reasonEn the same in English, or null
 */
public record VatGroup(
        VatTreatment treatment,
        Percentage rate,
        Money base,
        Money vat,
        String category,
        @Nullable CountryCode country,
        @Nullable String vatex,
        @Nullable String reasonNl,
        @Nullable String reasonEn) {

    public VatGroup {
        Objects.requireNonNull(treatment, "treatment");
        category = category == null ? treatment.category() : category;
    }

    /** With what follows from the treatment alone. */
    public VatGroup(VatTreatment treatment, Percentage rate, Money base, Money vat) {
        this(treatment, rate, base, vat, treatment.category(), null, null, null, null);
    }
}
