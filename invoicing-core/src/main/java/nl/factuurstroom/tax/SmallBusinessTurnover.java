package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Dutch turnover of a supplier in the small business scheme (KOR), in EUR, this sale not included.
 *
 * @param thisYear in the calendar year of the tax date, up to this sale
 * @param lastYear in the calendar year before
 */
public record SmallBusinessTurnover(BigDecimal thisYear, BigDecimal lastYear) {

    public SmallBusinessTurnover {
        Objects.requireNonNull(thisYear, "thisYear");
        Objects.requireNonNull(lastYear, "lastYear");
    }
}
