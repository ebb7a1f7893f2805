package nl.factuurstroom.tax;

import java.util.Optional;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.Territory.Area;

/** Services under the general rule, listed and digital services (rows 1 to 4, 9, 14, 15, 18 to 20, 22). */
final class ServiceRules {

    private ServiceRules() {}

    static Optional<Ruling> rule(VatCase c, WorkLine line) {
        var place = c.buyerPlace();
        if (place == null) {
            return Optional.empty();
        }
        if (place.isDutch()) {
            return DomesticRules.rule(c, line, 0, "service to a customer in the Netherlands (OB art. 6)");
        }
        if (place.services() == Area.UNDECIDED) {
            c.findings()
                    .refuse(
                            "TERRITORY_UNDECIDED",
                            c.buyerName() + " is in " + place.name() + ", "
                                    + place.doubtOr("about whose place for services the sources don't decide")
                                    + ": a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        if (line.line().rateClass() == RateClass.EXEMPT) {
            c.findings()
                    .refuse(
                            "EXEMPT_ABROAD",
                            line.name() + " is exempt in the Netherlands and goes to " + c.buyerName() + " in "
                                    + place.name() + ": a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        return c.buyer().isCompany() ? toCompany(c, line, place) : toPrivatePerson(c, line, place);
    }

    private static Optional<Ruling> toCompany(VatCase c, WorkLine line, Territory place) {
        if (place.services() == Area.EU) {
            return inMemberState(c, line, place);
        }
        if (!hasBusinessEvidence(c)) {
            if (line.kind() == SupplyKind.LISTED_SERVICE || line.kind() == SupplyKind.DIGITAL_SERVICE) {
                c.findings().open("registration or tax number of " + c.buyerName() + " in its own country");
            } else if (c.findings()
                    .review(
                            "BUSINESS_STATUS_UNPROVEN",
                            "Nothing but its name shows that " + c.buyerName() + " in " + place.name()
                                    + " is in business: fill in its registration or tax number in " + c.where()
                                    + ".")) {
                return Optional.empty();
            }
        }
        return outsideScope(line.kind(), place, 18, "service to a company in ");
    }

    private static Optional<Ruling> inMemberState(VatCase c, WorkLine line, Territory place) {
        if (isSubcontracting(c, line)) {
            c.findings()
                    .miss(
                            "REVERSE_CHARGE_PLACE",
                            line.name() + " is marked " + line.line().facts().reverseCharge()
                                    + " for a customer abroad: fill in that it is real-estate work and where, in "
                                    + c.where() + ".");
            return Optional.empty();
        }
        return switch (VatIds.forAnotherMemberState(c, false)) {
            case STOPPED -> Optional.empty();
            case WITHOUT ->
                isDoubtful(c, line, place)
                        ? Optional.empty()
                        : atDutchRate(c, line, "service to " + place.name() + " without a valid VAT id");
            case USABLE -> {
                warnOfOtherCountry(c, place);
                yield Optional.of(Ruling.untaxed(
                        VatTreatment.EU_SERVICES,
                        9,
                        "Service to a company in " + place.name() + " with VAT id "
                                + c.buyer().vatNumber()
                                + ": VAT is reverse-charged to the customer (OB art. 6(1); art. 44 and 196 Directive"
                                + " 2006/112/EC)."));
            }
        };
    }

    private static boolean isSubcontracting(VatCase c, WorkLine line) {
        var category = line.line().facts().reverseCharge();
        return category != null
                && c.rules()
                        .reverseCharge(category, line.date())
                        .filter(rule -> rule.row() == 6)
                        .isPresent();
    }

    private static void warnOfOtherCountry(VatCase c, Territory place) {
        var number = c.buyer().vatNumber();
        var expected =
                place.country().value().equals("GR") ? "EL" : place.country().value();
        if (number != null && !number.prefix().equals(expected)) {
            c.findings()
                    .warn(
                            "VAT_ID_OTHER_COUNTRY",
                            "The VAT id " + number + " of " + c.buyerName() + " is not one of " + place.name()
                                    + ", where its address is.");
        }
    }

    private static Optional<Ruling> toPrivatePerson(VatCase c, WorkLine line, Territory place) {
        if (place.services() == Area.EU) {
            boolean doubtful = isDoubtful(c, line, place);
            var ruling = line.kind() == SupplyKind.DIGITAL_SERVICE
                    ? DistanceSales.rule(c, line, place, 14)
                    : atDutchRate(c, line, "service to a private person in " + place.name() + " (OB art. 6(2))");
            return doubtful ? Optional.empty() : ruling;
        }
        if (line.kind() == SupplyKind.LISTED_SERVICE || line.kind() == SupplyKind.DIGITAL_SERVICE) {
            return outsideScope(line.kind(), place, 19, "listed or digital service to a private person in ");
        }
        if (refusesSmallBusiness(c, line)) {
            return Optional.empty();
        }
        return DomesticRules.rule(
                c, line, 20, "service to a private person in " + place.name() + ", no exception (OB art. 6(2))");
    }

    private static Optional<Ruling> atDutchRate(VatCase c, WorkLine line, String why) {
        return refusesSmallBusiness(c, line) ? Optional.empty() : DomesticRules.rule(c, line, 15, why);
    }

    private static boolean refusesSmallBusiness(VatCase c, WorkLine line) {
        if (c.isSmallBusiness()) {
            c.findings().refuse("SMALL_BUSINESS_ABROAD", DomesticRules.smallBusinessAbroad(c, line));
        }
        return c.isSmallBusiness();
    }

    private static boolean isDoubtful(VatCase c, WorkLine line, Territory place) {
        return place.doubt() != null
                && c.findings()
                        .review(
                                "BUYER_POSTCODE",
                                "Where " + c.buyerName() + " is, for " + line.name() + ", is not sure: " + place.doubt()
                                        + ". Fill in the postcode of the buyer of " + c.where() + ".");
    }

    private static Optional<Ruling> outsideScope(SupplyKind kind, Territory place, int row, String what) {
        return Optional.of(Ruling.untaxed(
                VatTreatment.OUTSIDE_SCOPE,
                row,
                what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + place.name() + " ("
                        + kind + "): outside the scope of Dutch VAT (OB art. 6"
                        + (row == 19 ? "h, 6i; art. 58, 59" : "(1); art. 44") + " Directive 2006/112/EC)."));
    }

    private static boolean hasBusinessEvidence(VatCase c) {
        var buyer = c.buyer();
        return buyer.registrationNumber() != null
                || buyer.vatNumber() != null
                || buyer.vatNumberText() != null
                || buyer.kvkNumber() != null;
    }
}
