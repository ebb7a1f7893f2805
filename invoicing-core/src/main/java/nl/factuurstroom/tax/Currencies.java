package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.TaxDetails.VatInEuro;

/** Foreign currency (OB art. 8(6)): the ECB quotes units per euro, so amounts are divided. */
final class Currencies {

    /** The ECB publishes on working days; an older rate is not the last one. */
    private static final long OLDEST_RATE_IN_DAYS = 7;

    private Currencies() {}

    static boolean isForeign(VatCase vatCase) {
        return !vatCase.sale().currency().getCurrencyCode().equals("EUR");
    }

    /** Exact to 16 digits; empty, with a reason, when there is no usable rate. */
    static Optional<BigDecimal> toEuro(VatCase vatCase, Money money) {
        if (!isForeign(vatCase)) {
            return Optional.of(money.amount());
        }
        var rate = usableRate(vatCase);
        return rate == null
                ? Optional.empty()
                : Optional.of(money.amount().divide(rate.perEuro(), MathContext.DECIMAL64));
    }

    /** Total VAT in EUR, rounded once; null when the sale is in EUR, or has no VAT and no rate of exchange. */
    static @Nullable VatInEuro vatInEuro(VatCase vatCase, Money vat) {
        if (!isForeign(vatCase) || (vat.isZero() && vatCase.question().facts().exchangeRate() == null)) {
            return null;
        }
        var rate = usableRate(vatCase);
        return rate == null
                ? null
                : new VatInEuro(Money.zeroEur(), rate.perEuro(), rate.publishedOn(), rate.source()).withVatOf(vat);
    }

    private static @Nullable ExchangeRate usableRate(VatCase vatCase) {
        var currency = vatCase.sale().currency();
        var taxDate = vatCase.question().taxDate();
        var rate = vatCase.question().facts().exchangeRate();
        var wanted = "VAT must stand in EUR: give the ECB rate of " + currency + " of " + taxDate
                + " or the last one before it";
        if (rate == null) {
            vatCase.findings().miss("EXCHANGE_RATE_MISSING", wanted + " (there is none) for " + vatCase.where() + ".");
            return null;
        }
        var age = ChronoUnit.DAYS.between(rate.publishedOn(), taxDate);
        if (!rate.currency().equals(currency) || age < 0 || age > OLDEST_RATE_IN_DAYS) {
            vatCase.findings()
                    .miss(
                            "EXCHANGE_RATE_UNUSABLE",
                            wanted + " (the one given is of " + rate.currency() + " on " + rate.publishedOn() + ") for "
                                    + vatCase.where() + ".");
            return null;
        }
        return rate;
    }
}
