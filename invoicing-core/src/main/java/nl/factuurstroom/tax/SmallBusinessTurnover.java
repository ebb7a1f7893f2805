package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Rounding;

/**
 * Dutch turnover of a supplier in the small business scheme (KOR), in EUR, this sale not included.
 *
 * @param thisYear in the calendar year of the tax date, up to this sale; null when unknown
 * @param lastYear in the calendar year before; null when unknown
 */
public record SmallBusinessTurnover(
        @Nullable BigDecimal thisYear, @Nullable BigDecimal lastYear) {

    /**
     * What an invoice adds to this turnover: what it leaves untaxed under the scheme, in EUR; a credit note takes it away.
     *
     * @param rate of the invoice's currency, or null
     * @return 0 when nothing; null when it is in another currency and there is no rate
     */
    public static @Nullable BigDecimal addedBy(TaxResult result, @Nullable ExchangeRate rate) {
        var sum = result.groups().stream()
                .filter(group -> group.treatment() == VatTreatment.SMALL_BUSINESS)
                .map(group -> group.base().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var currency = result.net().currency();
        if (sum.signum() == 0 || currency.getCurrencyCode().equals("EUR")) {
            return sum;
        }
        return rate == null || !rate.currency().equals(currency)
                ? null
                : Rounding.halfUp(sum.divide(rate.perEuro(), MathContext.DECIMAL128), 2);
    }

    /** Whether both years are known. */
    public boolean isComplete() {
        return thisYear != null && lastYear != null;
    }

    boolean isAbove(BigDecimal limit, BigDecimal thisSale) {
        return (lastYear != null && lastYear.compareTo(limit) > 0)
                || (thisYear != null && thisYear.add(thisSale).compareTo(limit) > 0);
    }
}
