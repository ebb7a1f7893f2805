package nl.factuurstroom.connector.exact;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.VatTreatment;

/**
 * Whether a VAT code of the administration says what a treatment means. Codes differ per administration; what counts is
 * their type (E prices without VAT, I with VAT, B base at 0 %, N none), percentage and EU sales listing (N, L goods, S
 * services).
 */
final class ExactOnlineVatCodes {

    private ExactOnlineVatCodes() {}

    /** How users know a treatment's setting: {@code exact.vat-code.standard}. */
    static String key(VatTreatment treatment) {
        return "exact.vat-code." + treatment.key();
    }

    /**
     * Why a treatment can't be booked, as a sentence that says what to mend; empty when it can.
     *
     * @param configured the code that the settings name, or null
     * @param codes of the administration, by trimmed code
     * @param rate what the line is charged with; null when it may differ from sale to sale
     */
    static Optional<String> fault(
            @Nullable String configured,
            Map<String, VatCode> codes,
            VatTreatment treatment,
            @Nullable Percentage rate) {
        var candidates = candidates(codes.values(), treatment);
        var advice = candidates.isEmpty() ? "" : " " + candidates + ".";
        if (configured == null) {
            return Optional.of(
                    "No VAT code of Exact is set for " + words(treatment) + " (" + key(treatment) + ")." + advice);
        }
        var code = codes.get(configured);
        if (code == null) {
            return Optional.of(
                    "VAT code " + configured + ", set as " + key(treatment) + ", doesn't exist in Exact." + advice);
        }
        return misfit(code, treatment, rate)
                .map(why -> "VAT code " + configured + ", set as " + key(treatment) + ", " + why + "." + advice);
    }

    /** For people: {@code EU services}. */
    private static String words(VatTreatment treatment) {
        return treatment.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("eu ", "EU ");
    }

    /**
     * What is wrong with using the code so, or nothing.
     *
     * @param rate what the line is charged with; null when it may differ from sale to sale
     */
    static Optional<String> misfit(VatCode code, VatTreatment treatment, @Nullable Percentage rate) {
        if (Boolean.TRUE.equals(code.blocked())) {
            return Optional.of("is blocked in Exact");
        }
        if ("P".equals(code.transactionType())) {
            return Optional.of("is for purchases only");
        }
        if ("I".equals(code.type())) {
            return Optional.of("is of type I (prices with VAT), but our prices go without: use one of type E");
        }
        return charged(treatment) ? chargedMisfit(code, rate) : freeMisfit(code, treatment);
    }

    private static Optional<String> chargedMisfit(VatCode code, @Nullable Percentage rate) {
        if (code.type() != null && !code.type().equals("E")) {
            return Optional.of("is of type " + code.type() + ", so Exact would charge no VAT: use one of type E");
        }
        var percentage = percentage(code);
        if (rate != null && percentage != null && percentage.compareTo(rate) != 0) {
            return Optional.of("is " + percentage + " where the line has " + rate);
        }
        return Optional.empty();
    }

    private static Optional<String> freeMisfit(VatCode code, VatTreatment treatment) {
        var percentage = percentage(code);
        boolean charges = "E".equals(code.type()) || code.type() == null;
        if (charges && percentage != null && !percentage.isZero()) {
            return Optional.of("charges " + percentage + " where no VAT is due");
        }
        var wanted = listing(treatment);
        if (code.euSalesListing() != null && !wanted.contains(code.euSalesListing())) {
            return Optional.of("has EU sales listing " + code.euSalesListing() + " where " + wanted
                    + " is wanted, so the ICP listing would be wrong");
        }
        return Optional.empty();
    }

    private static boolean charged(VatTreatment treatment) {
        return treatment == VatTreatment.STANDARD || treatment == VatTreatment.REDUCED || treatment == VatTreatment.OSS;
    }

    private static String listing(VatTreatment treatment) {
        return switch (treatment) {
            case EU_GOODS -> "L";
            case EU_SERVICES -> "S";
            default -> "N";
        };
    }

    /** Exact keeps a fraction: 0.21. A number above 1 can only be meant as per cent. */
    static @Nullable Percentage percentage(VatCode code) {
        var value = code.percentage();
        if (value == null) {
            return null;
        }
        return new Percentage(value.compareTo(BigDecimal.ONE) > 0 ? value : value.movePointRight(2));
    }

    /** The codes that would do, as a setting to copy; empty when there are none. */
    static String candidates(Collection<VatCode> codes, VatTreatment treatment) {
        return codes.stream()
                .filter(code -> proposed(code, treatment))
                .limit(3)
                .map(code -> key(treatment) + "=" + ExactOnlineJson.trimmed(code.code()) + " looks right ("
                        + described(code) + ")")
                .collect(Collectors.joining(", or "));
    }

    private static boolean proposed(VatCode code, VatTreatment treatment) {
        var rate = usualRate(treatment);
        if (rate == null || misfit(code, treatment, rate).isPresent()) {
            return false;
        }
        boolean base = treatment.isIntraEu()
                || treatment == VatTreatment.EXPORT
                || treatment == VatTreatment.DOMESTIC_REVERSE_CHARGE;
        return !base || "B".equals(code.type());
    }

    /** Whether sales of this kind can come along without being set up for. */
    static boolean common(VatTreatment treatment) {
        return treatment != VatTreatment.SMALL_BUSINESS
                && treatment != VatTreatment.MARGIN
                && treatment != VatTreatment.OSS;
    }

    /** Null where no rate is usual. */
    static @Nullable Percentage usualRate(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD -> Percentage.of(21);
            case REDUCED -> Percentage.of(9);
            case OSS -> null;
            default -> Percentage.ZERO;
        };
    }

    private static String described(VatCode code) {
        var percentage = percentage(code);
        var type = "E".equals(code.type()) ? " excl." : "";
        return (percentage == null ? "" : percentage + type + ", ") + code.description();
    }
}
