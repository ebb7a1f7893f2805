package nl.factuurstroom.tax;

import java.math.BigDecimal;
import javax.annotation.Nullable;

/**
 * Turnover that counts for the threshold of EUR 10,000 (Dir 59c): distance sales of goods and digital services to private
 * persons in all other member states together, and goods to Northern Ireland; without VAT, in EUR, this sale not included.
 *
 * @param thisYear in the calendar year of the tax date, up to this sale; null when unknown
 * @param lastYear in the calendar year before; null when unknown
 */
public record OssTurnover(
        @Nullable BigDecimal thisYear, @Nullable BigDecimal lastYear) {

    /** Whether one of the two alone shows that the limit is passed. */
    boolean isAbove(BigDecimal limit, BigDecimal thisSale) {
        return (lastYear != null && lastYear.compareTo(limit) > 0)
                || (thisYear != null && thisYear.add(thisSale).compareTo(limit) > 0);
    }

    boolean isComplete() {
        return thisYear != null && lastYear != null;
    }
}
