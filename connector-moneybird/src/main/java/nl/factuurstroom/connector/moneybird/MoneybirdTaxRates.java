package nl.factuurstroom.connector.moneybird;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.TaxRate;
import nl.factuurstroom.tax.VatTreatment;

/** What is known of a tax rate without a draft: percentage and name. Enough to propose one, never to choose it. Pure. */
final class MoneybirdTaxRates {

    private MoneybirdTaxRates() {}

    /** How users know a treatment's setting: {@code moneybird.tax-rate.standard}. */
    static String key(VatTreatment treatment) {
        return "moneybird.tax-rate." + treatment.key();
    }

    /** A line to copy; by name where people name such rates alike, by percentage where that is enough. */
    static Optional<String> proposal(VatTreatment treatment, List<TaxRate> rates) {
        var expected = usualPercentage(treatment);
        var words = words(treatment);
        return rates.stream()
                .filter(r -> !Boolean.FALSE.equals(r.active()) && MoneybirdMapper.filled(r.country()) == null)
                .filter(r -> expected == null || percentage(r).compareTo(expected) == 0)
                .filter(r -> words.isEmpty() || words.stream().anyMatch(lower(r.name())::contains))
                .findFirst()
                .map(r -> key(treatment) + "=" + r.id() + "  (" + r.name() + ")");
    }

    private static List<String> words(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD, REDUCED -> List.of();
            case ZERO -> List.of("0%", "0 %", "nultarief");
            case EXEMPT -> List.of("vrijgesteld", "exempt");
            case SMALL_BUSINESS -> List.of("kor", "kleineondernemers", "vrijgesteld");
            case MARGIN -> List.of("marge");
            case DOMESTIC_REVERSE_CHARGE -> List.of("verlegd");
            case EU_SERVICES -> List.of("diensten binnen", "dienst binnen", "icp", "diensten eu");
            case EU_GOODS -> List.of("leveringen binnen", "levering binnen", "intracommunautair", "goederen binnen");
            case EXPORT -> List.of("export", "uitvoer", "buiten de eu");
            case OUTSIDE_SCOPE -> List.of("geen btw", "buiten de heffing", "buiten toepassing");
            case OSS -> List.of("oss", "unieregeling");
        };
    }

    static @Nullable BigDecimal usualPercentage(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD -> BigDecimal.valueOf(21);
            case REDUCED -> BigDecimal.valueOf(9);
            case OSS, MARGIN -> null;
            default -> BigDecimal.ZERO;
        };
    }

    /** Whether sales of this kind can come along without being set up for. */
    static boolean common(VatTreatment treatment) {
        return treatment != VatTreatment.SMALL_BUSINESS
                && treatment != VatTreatment.MARGIN
                && treatment != VatTreatment.OSS;
    }

    static BigDecimal percentage(TaxRate rate) {
        return rate.percentage() == null ? BigDecimal.ZERO : rate.percentage().stripTrailingZeros();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
