package nl.factuurstroom.internal.engine;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import nl.factuurstroom.followup.Insights;
import nl.factuurstroom.money.Money;

/** Adds up what the store knows. */
final class Figures {

    private static final Map<Step, String> NAMES = Map.of(
            Step.NOT_WON, "not-won",
            Step.GONE, "gone",
            Step.BEFORE_GO_LIVE, "before-go-live",
            Step.MERGED, "merged",
            Step.ABANDONED, "abandoned",
            Step.DONE_BY_HAND, "done-by-hand",
            Step.DRAFTED, "drafted",
            Step.ISSUED, "invoiced",
            Step.ERASED, "erased");

    /** Steps of the credit strand at which the books have a final credit note. */
    private static final Set<Step> CREDITED =
            EnumSet.of(Step.CREDIT_SETTLE, Step.CREDITED, Step.DONE_BY_HAND, Step.ERASED);

    private final Parts parts;

    Figures(Parts parts) {
        this.parts = parts;
    }

    Insights insights() {
        return parts.backend().inTransaction(tx -> {
            var counts = new TreeMap<String, Long>();
            tx.counts(parts.name()).forEach((step, number) -> {
                boolean attention = step.endsWith("!");
                var name = attention ? "needs-attention" : NAMES.getOrDefault(Step.valueOf(step), "in-progress");
                counts.merge(name, number, Long::sum);
                if (attention && Step.valueOf(step.substring(0, step.length() - 1)) == Step.ISSUED) {
                    counts.merge("invoiced", number, Long::sum);
                }
            });
            var payments = tx.figures(parts.name(), Strand.PAYMENT);
            var credits = tx.figures(parts.name(), Strand.CREDIT).stream()
                    .filter(Figures::isCredited)
                    .toList();
            var all = Stream.concat(payments.stream(), credits.stream()).toList();
            counts.merge("credited", (long) credits.size(), Long::sum);
            long paid = payments.stream().filter(row -> row.settledOn != null).count();
            counts.merge("paid", paid, Long::sum);
            var today = parts.today();
            return new Insights(
                    counts,
                    sum(all, row -> row.netMinor),
                    sum(all, row -> row.grossMinor),
                    sum(payments, row -> row.openMinor),
                    sum(payments, row -> isLate(row, today) ? row.openMinor : 0),
                    daysToPay(payments));
        });
    }

    /** Whether this row of the credit strand lowers the revenue. */
    static boolean isCredited(ProcessRow row) {
        return CREDITED.contains(row.step) && row.grossMinor != 0;
    }

    private static boolean isLate(ProcessRow row, LocalDate today) {
        return row.dueDate != null && row.dueDate.isBefore(today);
    }

    private static Map<String, Money> sum(List<ProcessRow> rows, ToLongFunction<ProcessRow> figure) {
        var sums = new HashMap<String, Long>();
        rows.forEach(
                row -> sums.merge(row.currency == null ? "EUR" : row.currency, figure.applyAsLong(row), Long::sum));
        var money = new TreeMap<String, Money>();
        sums.forEach(
                (currency, minor) -> money.put(currency, Money.ofMinorUnits(minor, Currency.getInstance(currency))));
        return money;
    }

    private static double daysToPay(List<ProcessRow> rows) {
        return rows.stream()
                .filter(row -> row.invoiceDate != null && row.settledOn != null)
                .mapToLong(row -> ChronoUnit.DAYS.between(row.invoiceDate, row.settledOn))
                .average()
                .orElse(0);
    }
}
