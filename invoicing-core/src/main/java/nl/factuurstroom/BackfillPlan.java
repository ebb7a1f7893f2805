package nl.factuurstroom;

import java.time.LocalDate;
import java.util.List;
import nl.factuurstroom.money.Money;

/**
 * What a backfill would do. Made by {@link InvoicingPipeline#planBackfill}, run by {@link InvoicingPipeline#backfill}.
 *
 * @param from first day, Europe/Amsterdam
 * @param to last day
 * @param previews one per sale won in that time that isn't invoiced yet
 * @param total of the sales that are ready, VAT included, in euro (other currencies are counted by their number)
 */
public record BackfillPlan(LocalDate from, LocalDate to, List<Preview> previews, Money total) {

    /**
     * What a backfill may do without being asked twice.
     *
     * @param sales at most so many
     * @param total at most so much in all
     * @param days at most so long a time
     */
    public record Limits(int sales, Money total, int days) {

        /** 100 sales, EUR 100,000, 90 days. */
        public static Limits standard() {
            return new Limits(100, Money.eur("100000"), 90);
        }
    }

    public BackfillPlan {
        previews = List.copyOf(previews);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("Backfill " + from + " to " + to + ": " + previews.size() + " sales, " + total);
        previews.forEach(preview -> text.append('\n').append(preview));
        return text.toString();
    }
}
