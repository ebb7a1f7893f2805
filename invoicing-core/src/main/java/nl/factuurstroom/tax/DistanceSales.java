package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Optional;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.Territory.Area;

/** Goods shipped and digital services to private persons in other member states (rows 12 to 14). */
final class DistanceSales {

    private DistanceSales() {}

    static Optional<Ruling> rule(VatCase c, WorkLine line, Territory place, int row) {
        if (c.isSmallBusiness()) {
            c.findings().refuse("SMALL_BUSINESS_ABROAD", DomesticRules.smallBusinessAbroad(c, line));
            return Optional.empty();
        }
        if (c.settings().euSmallBusinessIn().contains(place.country())) {
            c.findings()
                    .refuse(
                            "EU_SMALL_BUSINESS",
                            line.name() + " goes to " + place.name()
                                    + ", for which the supplier chose the EU small business scheme: a person decides on "
                                    + c.where() + ".");
            return Optional.empty();
        }
        var limit = c.rules().threshold("OSS", line.date());
        if (limit.isEmpty()) {
            c.findings()
                    .refuse(
                            "OSS_DATE",
                            line.name() + " was supplied on " + line.date()
                                    + ", before the present rules for distance sales: a person decides on " + c.where()
                                    + ".");
            return Optional.empty();
        }
        if (c.settings().destinationRatesAlways()) {
            return atDestination(c, line, place, row, "the supplier chose destination rates");
        }
        return byThreshold(c, line, place, row, limit.get());
    }

    private static Optional<Ruling> byThreshold(VatCase c, WorkLine line, Territory place, int row, BigDecimal limit) {
        var what = row == 14 ? "digital service" : "distance sale";
        var turnover = c.question().facts().ossTurnover();
        if (turnover != null && turnover.isAbove(limit, ofThisSale(c))) {
            return atDestination(c, line, place, row, "above the threshold of EUR " + limit.toPlainString());
        }
        if (turnover == null && c.settings().belowOssThreshold()) {
            c.findings()
                    .warn(
                            "OSS_TURNOVER_ASSUMED",
                            "The turnover for the OSS threshold was not handed in; taken as at or below EUR "
                                    + limit.toPlainString() + ", as configured (belowOssThreshold).");
        } else if ((turnover == null || !turnover.isComplete())
                && c.findings()
                        .hold(
                                "OSS_TURNOVER_UNKNOWN",
                                line.name() + " is a " + what + " to a private person in " + place.name()
                                        + ": hand in this year's and last year's turnover for the OSS threshold of EUR "
                                        + limit.toPlainString() + " (ossTurnover).")) {
            return Optional.empty();
        }
        return below(c, line, place, row, what);
    }

    private static Optional<Ruling> below(VatCase c, WorkLine line, Territory place, int row, String what) {
        return DomesticRules.rule(
                c,
                line,
                row,
                what + " to a private person in " + place.name()
                        + ", supplier at or below the OSS threshold (OB art. 5a, 6h; art. 59c Directive 2006/112/EC)");
    }

    /** What this sale adds to the running total, in EUR without VAT. */
    static BigDecimal ofThisSale(VatCase c) {
        var total = BigDecimal.ZERO;
        for (WorkLine line : c.lines()) {
            if (counts(c, line)) {
                total = total.add(OrderDiscount.after(c, c.netInEuro(line).orElse(BigDecimal.ZERO)));
            }
        }
        return total;
    }

    /** Asked only about sales to private persons. */
    private static boolean counts(VatCase c, WorkLine line) {
        var buyer = c.buyerPlace();
        if (line.kind() == SupplyKind.DIGITAL_SERVICE) {
            return buyer != null && buyer.services() == Area.EU;
        }
        var end = c.shipTo() == null ? buyer : c.shipTo();
        return (line.kind() == SupplyKind.GOODS || line.isShipping())
                && end != null
                && (end.goods() == Area.EU || end.goods() == Area.NORTHERN_IRELAND);
    }

    private static Optional<Ruling> atDestination(VatCase c, WorkLine line, Territory place, int row, String because) {
        int decided = row == 12 ? 13 : row;
        if (!c.settings().ossRegistered()) {
            c.findings()
                    .refuse(
                            "OSS_NOT_REGISTERED",
                            line.name() + " is taxed in " + place.name() + " (" + because
                                    + ") but the supplier is not registered for OSS (ossRegistered): a person decides on "
                                    + c.where() + ".");
            return Optional.empty();
        }
        if (line.line().rateClass() == RateClass.EXEMPT) {
            c.findings()
                    .refuse(
                            "EXEMPT_ABROAD",
                            line.name() + " is exempt in the Netherlands but taxed in " + place.name()
                                    + ": a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        return rate(c, line, place)
                .map(rate -> new Ruling(
                        VatTreatment.OSS,
                        rate,
                        decided,
                        place.country(),
                        null,
                        "Private person in " + place.name() + ", " + because + ": " + rate
                                + " of that member state through OSS (art. 33, 58, 59c Directive 2006/112/EC)."));
    }

    private static Optional<Percentage> rate(VatCase c, WorkLine line, Territory place) {
        var mapped = line.line().facts().foreignRates().get(place.country().value());
        if (mapped != null) {
            if (c.rates().exists(place.country(), mapped, line.date())) {
                return Optional.of(mapped);
            }
            c.findings()
                    .miss(
                            "RATE_NOT_ON_DATE",
                            line.name() + " is mapped to " + mapped + " in " + place.name()
                                    + ", which has no such rate on " + line.date() + ": correct the mapping.");
            return Optional.empty();
        }
        if (line.line().rateClass() != null && line.line().rateClass() != RateClass.STANDARD) {
            c.findings()
                    .warn(
                            "FOREIGN_RATE_NOT_MAPPED",
                            line.name() + " has rate class " + line.line().rateClass() + " in the Netherlands; in "
                                    + place.name() + " the standard rate is charged until a person maps the product.");
        }
        var rate = place.ownStandardRate() != null
                ? Optional.of(place.ownStandardRate())
                : c.rates().standardOf(place.country(), line.date());
        if (rate.isEmpty()) {
            c.findings()
                    .miss(
                            "RATE_UNKNOWN_ON_DATE",
                            "No rate of " + place.name() + " is known for " + line.date() + " (" + line.name()
                                    + "): correct the date of supply of " + c.where()
                                    + ", or give the rates of that time (VatRates.fromJson).");
        }
        return rate;
    }
}
