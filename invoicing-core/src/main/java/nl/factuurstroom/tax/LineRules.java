package nl.factuurstroom.tax;

import java.util.Optional;
import nl.factuurstroom.sale.SupplyKind;

/** Sends a line to the rules of its kind. */
final class LineRules {

    private LineRules() {}

    static Optional<Ruling> rule(VatCase c, WorkLine line) {
        var special = line.line().facts().specialCase();
        if (special != null) {
            c.findings()
                    .refuse(
                            "SPECIAL_CASE",
                            c.where() + ", " + line.name() + ": " + special
                                    + " is outside the rules that are worked out here; a person decides.");
            return Optional.empty();
        }
        if (line.kind() == SupplyKind.GOODS) {
            return GoodsRules.rule(c, line);
        }
        return PlacedServices.hasOwnPlace(c, line) ? PlacedServices.rule(c, line) : ServiceRules.rule(c, line);
    }
}
