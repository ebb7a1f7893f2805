package nl.factuurstroom.tax;

import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;

/** Legal texts with their placeholders filled, Dutch and English. */
final class Texts {

    /** A text in both languages; either may be null. */
    record Both(
            @Nullable String nl,
            @Nullable String en,
            @Nullable String vatex,
            String article) {}

    private Texts() {}

    static String category(VatCase c, VatTreatment treatment) {
        return treatment == VatTreatment.OUTSIDE_SCOPE && c.settings().outsideScopeAsExport()
                ? VatTreatment.EXPORT.category()
                : treatment.category();
    }

    /** What stands on the invoice for a ruling. */
    static Both of(VatCase c, Ruling ruling) {
        var key = ruling.treatment() == VatTreatment.MARGIN
                ? "MARGIN_" + ruling.detail()
                : ruling.treatment().name();
        var text = c.rules().text(key);
        var nlDetail = text.detail();
        var enDetail = text.detailEn();
        var vatex = text.vatex();
        var article = text.article();
        if (ruling.treatment() == VatTreatment.EXEMPT && ruling.detail() != null) {
            var exemption = c.rules().exemption(ruling.detail());
            nlDetail = exemption.nl();
            enDetail = exemption.en();
            vatex = exemption.vatex();
        }
        if (ruling.treatment() == VatTreatment.DOMESTIC_REVERSE_CHARGE && ruling.detail() != null) {
            var rule = c.rules().reverseCharge(ruling.detail(), c.question().taxDate());
            nlDetail = rule.map(r -> r.nl() + ", " + r.article()).orElse(ruling.detail());
            enDetail = rule.map(r -> r.en() + ", " + r.article()).orElse(ruling.detail());
            article = rule.map(VatRules.ReverseCharge::article).orElse(article);
        }
        if (ruling.treatment() == VatTreatment.OUTSIDE_SCOPE && c.settings().outsideScopeAsExport()) {
            vatex = c.rules().text(VatTreatment.EXPORT.name()).vatex();
        }
        return new Both(
                fill(c, ruling, text.nl(), nlDetail, "nl"), fill(c, ruling, text.en(), enDetail, "en"), vatex, article);
    }

    /** Whether EN 16931 wants (else forbids) a reason with this category. */
    static boolean hasReason(String category) {
        return !category.equals("S") && !category.equals("Z");
    }

    private static @Nullable String fill(
            VatCase c, Ruling ruling, @Nullable String text, @Nullable String detail, String language) {
        if (text == null) {
            return null;
        }
        var number = c.buyer().vatNumber();
        var filled = text.replace("{buyerVatId}", number == null ? "–" : number.value())
                .replace("{supplierVatId}", c.supplier().vatNumber().value())
                .replace("{rate}", ruling.rate().toString())
                .replace("{country}", country(ruling.country(), language));
        var known = detail == null ? "" : detail;
        return filled.replace("{detail}", known).replace("{detailEn}", known);
    }

    private static String country(@Nullable CountryCode country, String language) {
        return country == null
                ? ""
                : new Locale.Builder()
                        .setRegion(country.value())
                        .build()
                        .getDisplayCountry(Locale.forLanguageTag(language));
    }
}
