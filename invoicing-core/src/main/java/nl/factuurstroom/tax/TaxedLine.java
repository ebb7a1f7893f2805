package nl.factuurstroom.tax;

import java.util.Objects;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.SaleLine;

/**
 * A line with its VAT decision.
 *
 * @param line as sold
 * @param net amount without VAT after discounts, rounded to the minor unit; the nets of a group add up to its base
 * @param treatment how it is treated
 * @param rate per cent; zero where no VAT is charged
 * @param why one English sentence with the article
 */
public record TaxedLine(SaleLine line, Money net, VatTreatment treatment, Percentage rate, String why) {

    public TaxedLine {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(net, "net");
        Objects.requireNonNull(treatment, "treatment");
        Objects.requireNonNull(rate, "rate");
    }
}
