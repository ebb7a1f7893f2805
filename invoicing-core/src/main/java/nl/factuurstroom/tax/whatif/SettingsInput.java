package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounts;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.ViesDown;

/** Reads what the host would configure. */
final class SettingsInput {

    private static final Pattern PATH = Pattern.compile("(\\[\\d+\\]\\S*?):? ((?s).+)");

    private SettingsInput() {}

    static @Nullable DutchVat calculator(In sale, In supplier) {
        var vat = DutchVat.builder().splitDocuments(true);
        var oss = sale.object("oss");
        oss.has("turnoverThisYear");
        oss.has("turnoverLastYear");
        vat.belowOssThreshold(oss.bool("belowThreshold", false));
        boolean optedIn = oss.bool("optedIn", false);
        vat.ossRegistered(oss.bool("registered", false));
        vat.destinationRatesAlways(optedIn);
        if (optedIn && !oss.bool("registered", false)) {
            vat.destinationRatesAlways(false);
            oss.complain("optedIn", "needs registered to be true");
        }
        oss.refuseUnknown();
        vat.euSmallBusinessIn(countries(supplier, "euSmallBusinessIn"));
        vat.fiscalUnity(vatIds(supplier, "fiscalUnity"));
        settings(sale.object("settings"), vat);
        var tables = sale.raw("discountTables");
        if (tables != null) {
            vat.discounts(discounts(sale, tables));
        }
        return sale.make("settings", vat::build);
    }

    /** Its complaints begin with a path of their own: {@code [0].mode: …}. */
    private static Discounts discounts(In sale, JsonNode tables) {
        try {
            return Discounts.fromJson(tables.toString());
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            var own = PATH.matcher(message);
            boolean hasPath = own.matches();
            sale.complain("discountTables" + (hasPath ? own.group(1) : ""), hasPath ? own.group(2) : message);
            return Discounts.none();
        }
    }

    private static void settings(In in, DutchVat.Builder vat) {
        var kind = in.choice("defaultSupplyKind", SupplyKind.class, Words.KINDS);
        if (kind != null) {
            vat.defaultSupplyKind(kind);
        }
        vat.defaultRateClass(in.choice("defaultRateClass", RateClass.class, Words.CLASSES));
        vat.goodsGoToBuyerAddress(in.bool("goodsGoToBuyerAddress", false));
        var down = in.choice("whenViesIsDown", ViesDown.class, Map.of());
        if (down != null) {
            vat.whenViesIsDown(down);
        }
        var days = in.decimal("viesValidForDays");
        if (days != null) {
            in.make("viesValidForDays", () -> vat.viesValidFor(Duration.ofDays(days.longValueExact())));
        }
        var hours = in.decimal("viesDeadlineHours");
        if (hours != null) {
            in.make("viesDeadlineHours", () -> vat.viesDeadline(Duration.ofHours(hours.longValueExact())));
        }
        vat.outsideScopeAsExport(in.bool("outsideScopeAsExport", false));
        vat.smallBusinessBeforeReverseCharge(in.bool("smallBusinessBeforeReverseCharge", true));
        vat.splitDocuments(in.bool("splitDocuments", true));
        in.refuseUnknown();
    }

    private static Set<CountryCode> countries(In in, String field) {
        var countries = new LinkedHashSet<CountryCode>();
        for (String text : in.texts(field)) {
            CountryCode.fromText(text)
                    .ifPresentOrElse(countries::add, () -> in.complain(field, "'" + text + "' is not a country"));
        }
        return countries;
    }

    private static Set<VatNumber> vatIds(In in, String field) {
        var numbers = new LinkedHashSet<VatNumber>();
        for (String text : in.texts(field)) {
            VatNumber.parse(text)
                    .ifPresentOrElse(numbers::add, () -> in.complain(field, "'" + text + "' is not a VAT id"));
        }
        return numbers;
    }
}
