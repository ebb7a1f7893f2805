package nl.factuurstroom.tax;

import java.util.Optional;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.RateClass;

/** Supplies whose place is the Netherlands: scheme, reverse charge, rate on the date (rows 1 to 8, 26). */
final class DomesticRules {

    private DomesticRules() {}

    /**
     * @param row of the table that led here, or 0 when the rate class says it
     * @param place why the place is the Netherlands
     */
    static Optional<Ruling> rule(VatCase c, WorkLine line, int row, String place) {
        boolean marked = line.line().facts().reverseCharge() != null;
        if (c.isSmallBusiness() && (c.settings().smallBusinessFirst() || !marked)) {
            return SmallBusiness.rule(c, line);
        }
        if (line.line().facts().margin() != null) {
            return margin(line, place);
        }
        if (marked) {
            var verlegd = ReverseChargeRules.rule(c, line, place);
            if (verlegd.isDecided()) {
                return verlegd.ruling();
            }
        }
        if (c.isSmallBusiness()) {
            return SmallBusiness.rule(c, line);
        }
        return byRate(c, line, row, place);
    }

    static String smallBusinessAbroad(VatCase c, WorkLine line) {
        return "The supplier is in the small business scheme (KOR) and " + line.name() + " goes to " + c.buyerName()
                + " abroad: a person decides on " + c.where() + ".";
    }

    private static Optional<Ruling> margin(WorkLine line, String place) {
        var margin = line.line().facts().margin();
        return Optional.of(Ruling.untaxed(
                        VatTreatment.MARGIN,
                        26,
                        "Margin scheme: VAT is owed over the margin and not shown (OB art. 28b, 28h); " + place + ".")
                .withDetail(margin == null ? null : margin.kind().name()));
    }

    private static Optional<Ruling> byRate(VatCase c, WorkLine line, int row, String place) {
        var rateClass = RateClasses.of(c, line);
        if (rateClass == null) {
            return Optional.empty();
        }
        var rate = c.rates().dutch(rateClass, line.date());
        if (rate.isEmpty()) {
            c.findings()
                    .miss(
                            "RATE_UNKNOWN_ON_DATE",
                            "No Dutch rate of class " + rateClass + " is known for " + line.date() + " (" + line.name()
                                    + "): correct the date of supply of " + c.where()
                                    + ", or give the rates of that time (VatRates.fromJson).");
            return Optional.empty();
        }
        return Optional.of(ruling(c, line, rateClass, rate.get(), row, place));
    }

    private static Ruling ruling(
            VatCase c, WorkLine line, RateClass rateClass, Percentage rate, int row, String place) {
        if (rateClass == RateClass.EXEMPT) {
            var exemption = line.line().facts().exemption();
            if (exemption == null) {
                c.findings()
                        .warn(
                                "EXEMPTION_NOT_NAMED",
                                "Which exemption makes " + line.name()
                                        + " exempt is not stated (OB art. 35a(1)): fill it in for " + c.where() + ".");
            }
            return Ruling.untaxed(
                            VatTreatment.EXEMPT, row == 0 ? 4 : row, "Exempt activity (OB art. 11); " + place + ".")
                    .withDetail(exemption);
        }
        var treatment = treatment(c, line, rateClass, rate);
        var article = treatment == VatTreatment.STANDARD
                ? "standard rate " + rate + " (OB art. 9(1))"
                : treatment == VatTreatment.ZERO
                        ? "zero rate (OB art. 9(2)(b), tabel II)"
                        : "reduced rate " + rate + " (OB art. 9(2)(a), tabel I)";
        return Ruling.of(
                treatment,
                rate,
                row == 0 ? rowOf(treatment) : row,
                capital(place) + ": " + article + " on " + line.date() + ".");
    }

    private static VatTreatment treatment(VatCase c, WorkLine line, RateClass rateClass, Percentage rate) {
        if (rateClass == RateClass.STANDARD) {
            return VatTreatment.STANDARD;
        }
        if (rate.isZero()) {
            return VatTreatment.ZERO;
        }
        boolean isStandard = c.rates()
                .dutch(RateClass.STANDARD, line.date())
                .filter(rate::equals)
                .isPresent();
        return isStandard ? VatTreatment.STANDARD : VatTreatment.REDUCED;
    }

    private static int rowOf(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD -> 1;
            case REDUCED -> 2;
            default -> 3;
        };
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
