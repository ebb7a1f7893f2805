package nl.factuurstroom.tax;

import java.util.Optional;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.SupplyKind;

/** Services with a place of their own: building, event, meal, transport, hire, virtual attendance (rows 16, 27, 29). */
final class PlacedServices {

    private PlacedServices() {}

    static boolean hasOwnPlace(VatCase c, WorkLine line) {
        if (line.kind().isTaxedWherePerformed()) {
            return true;
        }
        boolean forPrivatePersons = line.kind() == SupplyKind.GOODS_TRANSPORT
                || line.kind() == SupplyKind.WORK_ON_GOODS
                || line.kind() == SupplyKind.VIRTUAL_EVENT;
        return forPrivatePersons && !c.buyer().isCompany();
    }

    static Optional<Ruling> rule(VatCase c, WorkLine line) {
        if (line.kind() == SupplyKind.VIRTUAL_EVENT) {
            return virtualEvent(c, line);
        }
        var where = line.line().facts().performedIn();
        if (where == null && !c.buyerIsDutch()) {
            c.findings()
                    .miss(
                            "PLACE_UNKNOWN",
                            line.name() + " is taxed where it is performed (" + line.kind()
                                    + "), and that is not stated: fill in the country in " + c.where() + ".");
            return Optional.empty();
        }
        if (where != null && !where.equals(CountryCode.NL)) {
            c.findings()
                    .refuse(
                            "PLACE_ABROAD",
                            line.name() + " is performed in " + VatCase.nameOf(where) + " and taxed there ("
                                    + line.kind() + "): a person decides on " + c.where() + ".");
            return Optional.empty();
        }
        return DomesticRules.rule(
                c, line, row(c, line), "performed in the Netherlands, whoever buys (OB art. 6b to 6g)");
    }

    private static int row(VatCase c, WorkLine line) {
        if (line.kind() == SupplyKind.LODGING) {
            return 27;
        }
        if (c.buyerIsDutch()) {
            return 0;
        }
        return line.kind() == SupplyKind.REAL_ESTATE ? 16 : 29;
    }

    /** Since 2025 virtual attendance by private persons is taxed where they live. */
    private static Optional<Ruling> virtualEvent(VatCase c, WorkLine line) {
        if (c.buyerIsDutch()) {
            return DomesticRules.rule(c, line, 0, "virtual attendance by a private person in the Netherlands");
        }
        c.findings()
                .refuse(
                        "VIRTUAL_EVENT_ABROAD",
                        line.name() + " is virtual attendance by a private person abroad"
                                + (line.date().isBefore(c.rules().virtualEventsFrom())
                                        ? " before the rule of 2025"
                                        : ", taxed in the buyer's country")
                                + ": a person decides on " + c.where() + ".");
        return Optional.empty();
    }
}
