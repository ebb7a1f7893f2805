package nl.factuurstroom.tax;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;

/**
 * How a sale becomes several invoices.
 *
 * @param instalments in order; shares by percentage add up to 100, or the last one takes the rest
 * @param lastShowsAll whether the last invoice shows all lines less what was invoiced before, instead of its own share only
 */
public record InstalmentPlan(List<Instalment> instalments, boolean lastShowsAll) {

    /**
     * At most one of share and amount is set; with neither, it is the rest (only the last).
     *
     * @param label for the invoice: {@code Aanbetaling}
     * @param share of the whole, or null
     * @param net fixed amount without VAT, or null
     * @param date of the invoice
     */
    public record Instalment(
            String label,
            @Nullable Percentage share,
            @Nullable Money net,
            LocalDate date) {

        public Instalment {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(date, "date");
            if (share != null && net != null) {
                throw new IllegalArgumentException("instalment '" + label + "' has a share or an amount, not both");
            }
            if ((share != null && share.value().signum() <= 0) || (net != null && net.signum() <= 0)) {
                throw new IllegalArgumentException("instalment '" + label + "' must be above zero");
            }
        }

        boolean isRest() {
            return share == null && net == null;
        }
    }

    public InstalmentPlan {
        instalments = List.copyOf(instalments);
        if (instalments.isEmpty()) {
            throw new IllegalArgumentException("a plan needs instalments");
        }
        var total = Percentage.ZERO;
        for (int i = 0; i < instalments.size(); i++) {
            var instalment = instalments.get(i);
            if (instalment.isRest() && i < instalments.size() - 1) {
                throw new IllegalArgumentException(
                        "only the last instalment can be the rest, not '" + instalment.label() + "'");
            }
            if (i > 0 && instalment.date().isBefore(instalments.get(i - 1).date())) {
                throw new IllegalArgumentException("instalments must be in order of date, '" + instalment.label()
                        + "' is before '" + instalments.get(i - 1).label() + "'");
            }
            if (instalment.share() != null) {
                total = new Percentage(total.value().add(instalment.share().value()));
            }
        }
        boolean rest = instalments.get(instalments.size() - 1).isRest();
        boolean amounts = instalments.stream().anyMatch(instalment -> instalment.net() != null);
        if (total.compareTo(Percentage.of(100)) > 0 || (!rest && (amounts || !total.equals(Percentage.of(100))))) {
            throw new IllegalArgumentException("the shares of a plan add up to 100 %, were " + total
                    + ": leave the last one open to take the rest");
        }
    }

    /** Shares by percentage: {@code of(dates, 30, 40, 30)}. */
    public static InstalmentPlan of(List<LocalDate> dates, long... percentages) {
        if (dates.size() != percentages.length) {
            throw new IllegalArgumentException("a plan needs as many dates as percentages");
        }
        var instalments = new ArrayList<Instalment>();
        for (int i = 0; i < percentages.length; i++) {
            instalments.add(new Instalment(
                    "Termijn " + (i + 1) + " van " + percentages.length,
                    Percentage.of(percentages[i]),
                    null,
                    dates.get(i)));
        }
        return new InstalmentPlan(instalments, false);
    }

    /** An advance without VAT, and a final invoice that shows all lines less the advance. */
    public static InstalmentPlan advance(Money net, LocalDate advanceOn, LocalDate finalOn) {
        return new InstalmentPlan(
                List.of(
                        new Instalment("Voorschot", null, net, advanceOn),
                        new Instalment("Eindfactuur", null, null, finalOn)),
                true);
    }
}
