package nl.factuurstroom.tax;

import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.Transport;
import nl.factuurstroom.tax.Territory.Area;

/** Goods: where they end decides (rows 1, 2, 10 to 13, 17, 21, 23 to 26). */
final class GoodsRules {

    /** Where goods end. Released: a person let the sale go without a statement. */
    private record End(Territory place, boolean released) {}

    private GoodsRules() {}

    static Optional<Ruling> rule(VatCase c, WorkLine line) {
        var from = c.sale().facts().shipFrom();
        if (from != null && !from.equals(CountryCode.NL)) {
            c.findings()
                    .refuse(
                            "GOODS_FROM_ABROAD",
                            line.name() + " leaves from " + VatCase.nameOf(from)
                                    + ", not from the Netherlands: a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        var end = end(c, line);
        if (end == null) {
            return Optional.empty();
        }
        if (end.released()) {
            return DomesticRules.rule(c, line, 11, "no statement where the goods go, released by a person");
        }
        if (end.place().isDutch()) {
            return DomesticRules.rule(
                    c,
                    line,
                    0,
                    c.buyerIsDutch() ? "goods in the Netherlands" : "the goods stay in the Netherlands (OB art. 5)");
        }
        if (end.place().goods() == Area.UNDECIDED) {
            c.findings()
                    .refuse(
                            "TERRITORY_UNDECIDED",
                            line.name() + " goes to " + end.place().name() + ", "
                                    + end.place().doubtOr("about which the sources disagree") + ": a person decides on "
                                    + c.where() + ".");
            return Optional.empty();
        }
        // Looked at in both cases, so that all that is missing is asked for at once.
        boolean doubtful = isDoubtful(c, line, end.place());
        var ruling = abroad(c, line, end.place());
        return doubtful ? Optional.empty() : ruling;
    }

    /** Null, with a reason, when the statement that rule d wants is missing. */
    private static @Nullable End end(VatCase c, WorkLine line) {
        boolean collects = c.sale().facts().transport() == Transport.BUYER_COLLECTS;
        var shipTo = c.shipTo();
        if (collects && !c.buyer().isCompany()) {
            return stays(c);
        }
        if (shipTo != null) {
            return new End(shipTo, false);
        }
        var text = c.sale().facts().shipToText();
        if (text != null) {
            c.findings()
                    .miss(
                            "DESTINATION_UNKNOWN",
                            "Where " + line.name() + " goes can't be read from '" + text
                                    + "': fill in the ship-to country of " + c.where() + ".");
            return null;
        }
        var buyerPlace = c.buyerPlace();
        if (c.buyerIsDutch() || buyerPlace == null) {
            return stays(c);
        }
        if (collects) {
            return c.findings()
                            .hold(
                                    "COLLECTOR_STATEMENT_MISSING",
                                    c.buyerName() + " collects " + line.name()
                                            + " and has not stated in which country it arrives: fill in the ship-to"
                                            + " country that the buyer stated in " + c.where() + ".")
                    ? null
                    : released(c);
        }
        if (c.settings().goodsGoToBuyerAddress()) {
            return new End(buyerPlace, false);
        }
        return c.findings()
                        .hold(
                                "DESTINATION_NOT_STATED",
                                "Nothing states that " + line.name() + " leaves the Netherlands for " + c.buyerName()
                                        + ": fill in the ship-to country of " + c.where()
                                        + ", or set goodsGoToBuyerAddress.")
                ? null
                : released(c);
    }

    private static End stays(VatCase c) {
        return new End(c.rates().territories().find(CountryCode.NL, null), false);
    }

    private static End released(VatCase c) {
        return new End(c.rates().territories().find(CountryCode.NL, null), true);
    }

    private static boolean isDoubtful(VatCase c, WorkLine line, Territory place) {
        return place.doubt() != null
                && c.findings()
                        .review(
                                "DESTINATION_POSTCODE",
                                "Where " + line.name() + " goes is not sure: " + place.doubt()
                                        + ". Fill in the postcode of the destination of " + c.where() + ".");
    }

    private static Optional<Ruling> abroad(VatCase c, WorkLine line, Territory place) {
        if (c.isSmallBusiness()) {
            c.findings().refuse("SMALL_BUSINESS_ABROAD", DomesticRules.smallBusinessAbroad(c, line));
            return Optional.empty();
        }
        if (line.line().facts().margin() != null) {
            c.findings()
                    .refuse(
                            "MARGIN_ABROAD",
                            line.name()
                                    + " is sold under the margin scheme and leaves the Netherlands: a person decides"
                                    + " on " + c.where() + ".");
            return Optional.empty();
        }
        if (place.goods() == Area.OUTSIDE) {
            return export(c, line, place);
        }
        return c.buyer().isCompany() ? toCompany(c, line, place) : toPrivatePerson(c, line, place);
    }

    private static Optional<Ruling> export(VatCase c, WorkLine line, Territory place) {
        c.findings().open("proof of export of " + line.name() + " to " + place.name());
        int row = place.country().isEuMember() ? 24 : place.country().value().equals("GB") ? 23 : 17;
        return Optional.of(Ruling.untaxed(
                VatTreatment.EXPORT,
                row,
                "Goods that leave the EU VAT area for " + place.name()
                        + ": zero rate for export (tabel II a.2; art. 146 Directive 2006/112/EC)."));
    }

    private static Optional<Ruling> toCompany(VatCase c, WorkLine line, Territory place) {
        return switch (VatIds.forAnotherMemberState(c, true)) {
            case STOPPED -> Optional.empty();
            case WITHOUT ->
                DomesticRules.rule(
                        c, line, 11, "goods to " + place.name() + " without a valid VAT id of another member state");
            case USABLE -> {
                c.findings().open(transportProof(c, line, place));
                yield Optional.of(Ruling.untaxed(
                        VatTreatment.EU_GOODS,
                        place.goods() == Area.NORTHERN_IRELAND ? 21 : 10,
                        "Goods shipped to " + place.name() + " for a company with VAT id "
                                + c.buyer().vatNumber()
                                + ": intra-Community supply at 0 % (tabel II a.6; art. 138 Directive 2006/112/EC)."));
            }
        };
    }

    private static String transportProof(VatCase c, WorkLine line, Territory place) {
        var documents = "two independent transport documents for " + line.name() + " to " + place.name() + " (Reg 45a)";
        var transport = c.sale().facts().transport();
        boolean buyers = transport == Transport.BUYER_ARRANGES || transport == Transport.BUYER_COLLECTS;
        return buyers
                ? documents + ", and the buyer's written statement by the tenth of the month after supply"
                : documents;
    }

    private static Optional<Ruling> toPrivatePerson(VatCase c, WorkLine line, Territory place) {
        if (place.goods() == Area.NORTHERN_IRELAND) {
            c.findings()
                    .refuse(
                            "NORTHERN_IRELAND_PRIVATE",
                            line.name()
                                    + " goes to a private person in Northern Ireland, whose rate is not in the data:"
                                    + " a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        return DistanceSales.rule(c, line, place, 12);
    }
}
