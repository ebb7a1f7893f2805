package nl.factuurstroom.tax;

import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.TaxResult.Decision;

/** The way of one sale: checks, a ruling per line, amounts, side results. */
final class SaleDecision {

    private SaleDecision() {}

    static TaxResult of(VatCase c) {
        SaleChecks.check(c);
        var ruled = new ArrayList<RuledLine>();
        if (c.buyerPlace() != null) {
            var lines = WorkLines.of(c);
            c.linesAre(lines);
            for (WorkLine line : lines) {
                if (!line.isShipping()) {
                    LineRules.rule(c, line).ifPresent(ruling -> ruled.add(new RuledLine(line, ruling)));
                }
            }
        }
        return c.findings().decision() == Decision.ISSUE ? amounts(c, ruled) : stopped(c);
    }

    private static TaxResult amounts(VatCase c, List<RuledLine> ruled) {
        SaleChecks.unusedVatId(c);
        var rows = Rows.of(c, ruled);
        if (c.findings().decision() != Decision.ISSUE) {
            return stopped(c);
        }
        var result = Results.of(c, rows);
        return c.findings().decision() == Decision.ISSUE ? result : stopped(c);
    }

    private static TaxResult stopped(VatCase c) {
        var zero = Money.zero(c.sale().currency());
        return new TaxResult(
                c.findings().decision(),
                c.findings().reasons(),
                List.of(),
                List.of(),
                zero,
                zero,
                zero,
                List.of(),
                c.findings().openEvidence(),
                new TaxDetails(
                        List.of(),
                        Results.vatIds(c),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        c.discounted().steps(),
                        List.of(),
                        c.findings().isRetryable()));
    }
}
