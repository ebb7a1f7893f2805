package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;

/**
 * Stripe counts in minor units of its own: which currencies have no decimals, or three, is its table and not Java's. ISK and
 * UGX have none in daily life but are counted with two zeros. See https://docs.stripe.com/currencies
 */
final class StripeAmounts {

    private static final Set<String> WITHOUT_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeAmounts() {}

    /** Stripe writes currencies in lower case. Empty when ISO 4217 doesn't know it (a stablecoin). */
    static Optional<Currency> currency(@Nullable String code) {
        try {
            return code == null ? Optional.empty() : Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Money money(long minor, Currency currency) {
        return money(BigDecimal.valueOf(minor), currency);
    }

    /** Unit prices may have up to twelve decimals below the minor unit. */
    static Money money(BigDecimal minor, Currency currency) {
        return Money.of(minor.movePointLeft(decimals(currency)), currency);
    }

    /** For people: {@code EUR 12.50}, or as given when the currency is unknown. */
    static String text(long minor, @Nullable String code) {
        return currency(code)
                .map(known -> money(minor, known).toString())
                .orElse(minor + " (minor units of " + code + ")");
    }

    private static int decimals(Currency currency) {
        var code = currency.getCurrencyCode();
        return WITHOUT_DECIMALS.contains(code) ? 0 : THREE_DECIMALS.contains(code) ? 3 : 2;
    }
}
