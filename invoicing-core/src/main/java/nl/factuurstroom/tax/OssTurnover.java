package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Turnover that counts for the threshold of EUR 10,000 (Dir 59c): distance sales of goods and digital services to private
 * persons in all other member states together, and goods to Northern Ireland; without VAT, in EUR, this sale not included.
 *
 * @param thisYear in the calendar year of the tax date, up to this sale
 * @param lastYear in the calendar year before
 */
public record OssTurnover(BigDecimal thisYear, BigDecimal lastYear) {

    public OssTurnover {
        Objects.requireNonNull(thisYear, "thisYear");
        Objects.requireNonNull(lastYear, "lastYear");
    }
}
