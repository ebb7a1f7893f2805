package nl.factuurstroom.connector.pipedrive;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;
import nl.factuurstroom.connector.pipedrive.PipedriveSums.Total;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;

/**
 * When the discounts on a whole deal need not be asked for, a call of ten tokens each. A discount lowers the deal's value, so a
 * value that is all that the products add up to proves that there is none. Whether values hold tax isn't documented, but it is
 * the same for all deals: the first deal that was read without discounts shows it. Thread-safe.
 */
final class PipedriveValueBasis {

    private final Discounts policy;
    private volatile @Nullable Boolean withTax;

    PipedriveValueBasis(Discounts policy) {
        this.policy = policy;
    }

    /** Whether the deal may have discounts. */
    boolean mayHaveDiscounts(Deal deal, List<Line> lines) {
        var enabled = PipedriveLines.enabled(lines);
        if (enabled.isEmpty()) {
            return false;
        }
        if (policy == Discounts.ALWAYS) {
            return true;
        }
        var total = total(deal, enabled).orElse(null);
        return total == null || !shows(deal, total, enabled.size());
    }

    private boolean shows(Deal deal, Total total, int lines) {
        var sums = sums(deal).orElseThrow();
        boolean known = withTax != null && sums.valueIs(withTax ? total.gross() : total.net(), lines);
        return known || sums.valueIs(total.gross(), lines);
    }

    /** Learns from a deal whose discounts were read. */
    void learn(Deal deal, List<Line> lines, List<Discount> discounts) {
        var enabled = PipedriveLines.enabled(lines);
        var total = total(deal, enabled).orElse(null);
        if (withTax != null || !discounts.isEmpty() || total == null || same(total)) {
            return;
        }
        var sums = sums(deal).orElseThrow();
        boolean net = sums.valueIs(total.net(), enabled.size());
        boolean gross = sums.valueIs(total.gross(), enabled.size());
        if (net != gross) {
            withTax = gross;
        }
    }

    /** Far enough apart to tell one from the other. */
    private static boolean same(Total total) {
        return total.gross().subtract(total.net()).compareTo(BigDecimal.ONE) < 0;
    }

    /** Empty for a deal that is no proof of anything. */
    private static Optional<Total> total(Deal deal, List<Line> enabled) {
        var sums = sums(deal);
        if (sums.isEmpty() || deal.value() == null || enabled.stream().anyMatch(Line::recurs)) {
            return Optional.empty();
        }
        try {
            var total = Total.NOTHING;
            for (Line line : enabled) {
                total = total.plus(PipedriveSums.total(line, sums.get().discount(line)));
            }
            return Optional.of(total);
        } catch (SaleProblem problem) {
            return Optional.empty();
        }
    }

    private static Optional<PipedriveSums> sums(Deal deal) {
        return SaleWords.currency(deal.currency() == null ? "" : deal.currency())
                .map(currency -> new PipedriveSums(deal, currency));
    }
}
