package nl.factuurstroom.tax;

import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;

/** Which Dutch rate class a line has, from its class and the percentage that the source shows. */
final class RateClasses {

    private RateClasses() {}

    /** Null, with a reason, when it is unknown or contradicts itself. */
    static @Nullable RateClass of(VatCase c, WorkLine line) {
        var stated = line.line().facts().statedRate();
        if (stated != null && !exists(c, line, stated)) {
            c.findings()
                    .miss(
                            "RATE_NOT_ON_DATE",
                            line.name() + " states " + stated + " VAT, which the Netherlands did not have on "
                                    + line.date() + ": correct the line's VAT rate in " + c.where() + ".");
            return null;
        }
        var rateClass = stated(line);
        if (rateClass == null && stated != null) {
            rateClass = fromRate(c, line, stated);
        }
        if (rateClass == null) {
            rateClass = c.settings().defaultRateClass();
        }
        if (rateClass == null) {
            c.findings()
                    .miss(
                            "RATE_CLASS_UNKNOWN",
                            line.name() + " has no VAT rate (standard, reduced, zero or exempt): fill in the line's VAT"
                                    + " rate in " + c.where() + ".");
            return null;
        }
        return contradicts(c, line, rateClass, stated) || isOldLodging(c, line, rateClass) ? null : rateClass;
    }

    /** A night that a product mapping still has as "reduced" after 2025, or as "standard" before (row 27). */
    private static boolean isOldLodging(VatCase c, WorkLine line, RateClass rateClass) {
        var rate = c.rates().dutch(rateClass, line.date());
        var ofNight = c.rates().dutch(RateClass.LODGING, line.date());
        if (line.kind() != SupplyKind.LODGING
                || (rateClass != RateClass.STANDARD && rateClass != RateClass.REDUCED)
                || ofNight.isEmpty()
                || ofNight.equals(rate)) {
            return false;
        }
        c.findings()
                .miss(
                        "RATE_CONTRADICTS_CLASS",
                        line.name() + " is lodging, which has " + ofNight.get() + " on " + line.date()
                                + ", but its class is " + rateClass + ": correct one of the two in " + c.where()
                                + " (a camping pitch or a separate facility has a class of its own).");
        return true;
    }

    private static @Nullable RateClass stated(WorkLine line) {
        var rateClass = line.line().rateClass();
        return rateClass == null && line.kind() == SupplyKind.LODGING ? RateClass.LODGING : rateClass;
    }

    private static boolean exists(VatCase c, WorkLine line, Percentage stated) {
        return stated.isZero() || c.rates().exists(CountryCode.NL, stated, line.date());
    }

    /** Zero per cent alone does not say whether it is the zero rate, exempt or reverse charge. */
    private static @Nullable RateClass fromRate(VatCase c, WorkLine line, Percentage stated) {
        for (RateClass candidate : new RateClass[] {RateClass.STANDARD, RateClass.REDUCED}) {
            if (c.rates().dutch(candidate, line.date()).filter(stated::equals).isPresent()) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean contradicts(VatCase c, WorkLine line, RateClass rateClass, @Nullable Percentage stated) {
        var rate = c.rates().dutch(rateClass, line.date());
        if (stated == null || rate.isEmpty() || rate.get().equals(stated)) {
            return false;
        }
        c.findings()
                .miss(
                        "RATE_CONTRADICTS_CLASS",
                        line.name() + " states " + stated + " VAT but its class " + rateClass + " has " + rate.get()
                                + " on " + line.date() + ": correct one of the two in " + c.where() + ".");
        return true;
    }
}
