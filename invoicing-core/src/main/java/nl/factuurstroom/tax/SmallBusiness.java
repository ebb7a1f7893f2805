package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Optional;

/** The small business scheme, KOR (row 5). */
final class SmallBusiness {

    private SmallBusiness() {}

    static Optional<Ruling> rule(VatCase c, WorkLine line) {
        var limit = c.rules().threshold("SMALL_BUSINESS", line.date());
        if (limit.isEmpty()) {
            c.findings()
                    .miss(
                            "SMALL_BUSINESS_DATE",
                            "The small business scheme (KOR) in its present form did not exist on " + line.date()
                                    + ": correct the date of supply of " + c.where() + " or the supplier's scheme.");
            return Optional.empty();
        }
        var turnover = c.question().facts().smallBusinessTurnover();
        if (turnover != null && crosses(c, turnover, limit.get())) {
            c.findings()
                    .refuse(
                            "SMALL_BUSINESS_LIMIT",
                            "With this sale the Dutch turnover of the supplier passes the limit of EUR "
                                    + limit.get().toPlainString()
                                    + " of the small business scheme (KOR): sign off from the scheme; this sale already"
                                    + " carries VAT. Decide on " + c.where() + ".");
            return Optional.empty();
        }
        return Optional.of(
                Ruling.untaxed(
                        VatTreatment.SMALL_BUSINESS,
                        5,
                        "The supplier is in the small business scheme (KOR): no VAT on supplies in the Netherlands (OB art. 25)."));
    }

    private static boolean crosses(VatCase c, SmallBusinessTurnover turnover, BigDecimal limit) {
        var sale = BigDecimal.ZERO;
        for (WorkLine line : c.lines()) {
            sale = sale.add(Currencies.toEuro(c, line.amount()).orElse(BigDecimal.ZERO));
        }
        return turnover.isAbove(limit, sale);
    }
}
