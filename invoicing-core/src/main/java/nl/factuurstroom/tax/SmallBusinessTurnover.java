package nl.factuurstroom.tax;

import java.math.BigDecimal;
import javax.annotation.Nullable;

/**
 * Dutch turnover of a supplier in the small business scheme (KOR), in EUR, this sale not included.
 *
 * @param thisYear in the calendar year of the tax date, up to this sale; null when unknown
 * @param lastYear in the calendar year before; null when unknown
 */
public record SmallBusinessTurnover(
        @Nullable BigDecimal thisYear, @Nullable BigDecimal lastYear) {

    boolean isAbove(BigDecimal limit, BigDecimal thisSale) {
        return (lastYear != null && lastYear.compareTo(limit) > 0)
                || (thisYear != null && thisYear.add(thisSale).compareTo(limit) > 0);
    }
}
