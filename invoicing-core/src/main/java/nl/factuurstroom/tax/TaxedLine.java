package nl.factuurstroom.tax;

import java.util.Objects;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.SaleLine;

/**
 * A line with its VAT decision. One line of the sale can become several (a stay over New Year, shipping over two rates).
 *
 * @param line as sold, or its part
 * @param net amount without VAT after discounts, rounded to the minor unit; the nets of a group add up to its base
 * @param treatment how it is treated
 * @param rate per cent; zero where no VAT is charged
 * @param why one English sentence with the article
 * @param vat category, texts, return box
 */
public record TaxedLine(SaleLine line, Money net, VatTreatment treatment, Percentage rate, String why, LineVat vat) {

    public TaxedLine {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(net, "net");
        Objects.requireNonNull(treatment, "treatment");
        Objects.requireNonNull(rate, "rate");
        vat = vat == null ? LineVat.of(treatment) : vat;
    }

    /** With what follows from the treatment alone. */
    public TaxedLine(SaleLine line, Money net, VatTreatment treatment, Percentage rate, String why) {
        this(line, net, treatment, rate, why, LineVat.of(treatment));
    }
}
