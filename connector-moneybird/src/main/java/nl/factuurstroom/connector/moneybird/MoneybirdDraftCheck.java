package nl.factuurstroom.connector.moneybird;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static nl.factuurstroom.connector.moneybird.MoneybirdJson.list;
import static nl.factuurstroom.tax.VatTreatment.DOMESTIC_REVERSE_CHARGE;
import static nl.factuurstroom.tax.VatTreatment.EU_GOODS;
import static nl.factuurstroom.tax.VatTreatment.EU_SERVICES;
import static nl.factuurstroom.tax.VatTreatment.EXPORT;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Detail;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatTreatment;

/**
 * Reads on a draft what its tax rates do. No field of a rate says "reverse charge" or "export"; only a draft shows it, in
 * the VAT-return box and the legal text of each line. So a rate that was chosen wrongly is caught here, before anything is
 * sent. Which box an intra-EU rate shows isn't documented: the right legal text is taken as proof too. Pure.
 */
final class MoneybirdDraftCheck {

    private static final Pattern GOODS_TEXT =
            Pattern.compile("intracommunautaire levering|intra-community supply|\\b138\\b", CASE_INSENSITIVE);
    private static final Pattern SERVICES_TEXT =
            Pattern.compile("intracommunautaire dienst|intra-community service|\\b44\\b|\\b196\\b", CASE_INSENSITIVE);
    private static final Pattern REVERSE_TEXT = Pattern.compile("verlegd|reverse.charge", CASE_INSENSITIVE);
    private static final Pattern EXPORT_TEXT =
            Pattern.compile("uitvoer|export|buiten de EU|outside the EU|\\b146\\b", CASE_INSENSITIVE);
    private static final Set<String> DOMESTIC = Set.of("NL/1a", "NL/1b", "NL/1c", "NL/1e");
    private static final Set<VatTreatment> MUST_SHOW =
            EnumSet.of(DOMESTIC_REVERSE_CHARGE, EU_SERVICES, EU_GOODS, EXPORT);
    private static final Set<VatTreatment> MUST_SAY = EnumSet.of(DOMESTIC_REVERSE_CHARGE, EU_SERVICES, EU_GOODS);

    private final MoneybirdSettings settings;

    MoneybirdDraftCheck(MoneybirdSettings settings) {
        this.settings = settings;
    }

    /**
     * What is wrong with the lines of a draft that was just made, in a sentence; empty when nothing is.
     *
     * @param treatments for which each tax rate was used
     */
    Optional<String> lines(Invoice draft, Map<String, Set<VatTreatment>> treatments) {
        return list(draft.details()).stream()
                .map(line -> complaint(line, treatments.getOrDefault(String.valueOf(line.taxRateId()), Set.of())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * The same for a draft that was found: what its rates were used for is not known, so each must do for everything that it
     * is configured for. A rate that isn't configured is somebody else's doing.
     */
    Optional<String> lines(Invoice draft) {
        var configured = new HashMap<String, Set<VatTreatment>>();
        settings.taxRates()
                .forEach((treatment, id) -> configured
                        .computeIfAbsent(id, i -> EnumSet.noneOf(VatTreatment.class))
                        .add(treatment));
        return lines(draft, configured);
    }

    /** What is wrong with the totals, in a sentence; empty when they are ours to the cent. */
    static Optional<String> totals(Invoice draft, TaxResult ours) {
        var gross = MoneybirdMapper.money(draft, draft.totalPriceInclTax());
        var net = MoneybirdMapper.money(draft, draft.totalPriceExclTax());
        if (!gross.currency().equals(ours.gross().currency())) {
            return Optional.of("Moneybird made the draft in " + gross.currency() + " instead of "
                    + ours.gross().currency() + ".");
        }
        return gross.equals(ours.gross()) && net.equals(ours.net())
                ? Optional.empty()
                : Optional.of("Moneybird comes to " + gross + " (" + net + " without VAT), we to " + ours.gross() + " ("
                        + ours.net() + "): look at the percentages of the configured tax rates.");
    }

    private Optional<String> complaint(Detail line, Set<VatTreatment> treatments) {
        return treatments.stream()
                .sorted()
                .filter(treatment -> !fits(treatment, line))
                .findFirst()
                .map(treatment -> sentence(treatment, line));
    }

    private boolean fits(VatTreatment treatment, Detail line) {
        var boxes = boxes(line);
        var text = String.valueOf(line.mandatoryTaxText());
        if (contradicts(treatment, text) || (MUST_SAY.contains(treatment) && !saysEnough(line))) {
            return false;
        }
        var expected = settings.reportReferences().getOrDefault(treatment, expected(treatment));
        if (boxes.stream().anyMatch(expected::contains)) {
            return true;
        }
        if (boxes.isEmpty()) {
            return !MUST_SHOW.contains(treatment) || proves(treatment, text);
        }
        return switch (treatment) {
            case EU_GOODS, EU_SERVICES, EXPORT ->
                boxes.stream().noneMatch(DOMESTIC::contains) && proves(treatment, text);
            case MARGIN -> true;
            case EXEMPT, SMALL_BUSINESS, OUTSIDE_SCOPE, OSS ->
                expected.isEmpty() && boxes.stream().noneMatch(b -> DOMESTIC.contains(b) || b.equals("NL/3b"));
            default -> false;
        };
    }

    private boolean saysEnough(Detail line) {
        return settings.printLegalTexts() || MoneybirdMapper.filled(line.mandatoryTaxText()) != null;
    }

    /** Whether one rate can't be right for both: no box of the VAT return is for the two of them. */
    static boolean exclude(VatTreatment one, VatTreatment other) {
        return !expected(one).isEmpty()
                && !expected(other).isEmpty()
                && expected(one).stream().noneMatch(expected(other)::contains);
    }

    private static Set<String> expected(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD -> Set.of("NL/1a", "NL/1c");
            case REDUCED -> Set.of("NL/1b", "NL/1c");
            case ZERO, DOMESTIC_REVERSE_CHARGE -> Set.of("NL/1e");
            case EU_SERVICES, EU_GOODS -> Set.of("NL/3b");
            case EXPORT -> Set.of("NL/3a");
            case EXEMPT, SMALL_BUSINESS, MARGIN, OUTSIDE_SCOPE, OSS -> Set.of();
        };
    }

    private static boolean proves(VatTreatment treatment, String text) {
        return switch (treatment) {
            case EU_GOODS -> GOODS_TEXT.matcher(text).find();
            case EU_SERVICES -> SERVICES_TEXT.matcher(text).find();
            case EXPORT -> EXPORT_TEXT.matcher(text).find();
            case DOMESTIC_REVERSE_CHARGE -> REVERSE_TEXT.matcher(text).find();
            default -> false;
        };
    }

    private static boolean contradicts(VatTreatment treatment, String text) {
        boolean goods = GOODS_TEXT.matcher(text).find();
        boolean services = SERVICES_TEXT.matcher(text).find();
        boolean reverse = REVERSE_TEXT.matcher(text).find();
        return switch (treatment) {
            case EU_GOODS -> !goods && (services || reverse);
            case EU_SERVICES -> goods && !services;
            case DOMESTIC_REVERSE_CHARGE, OUTSIDE_SCOPE, EXPORT -> goods || services;
            default -> goods || services || reverse;
        };
    }

    private static List<String> boxes(Detail line) {
        return list(line.taxReportReference()).stream()
                .filter(Objects::nonNull)
                .filter(b -> !b.isBlank())
                .toList();
    }

    private static String sentence(VatTreatment treatment, Detail line) {
        var boxes = boxes(line);
        var text = MoneybirdMapper.filled(line.mandatoryTaxText());
        return "Moneybird treats the line '" + line.description() + "' otherwise than " + treatment
                + ": its tax rate " + line.taxRateId() + " shows "
                + (boxes.isEmpty() ? "no box of the VAT return" : "box " + String.join(", ", boxes))
                + (text == null ? " and no legal text" : " and the text '" + text + "'") + ". Choose another rate for "
                + MoneybirdTaxRates.key(treatment) + ".";
    }
}
