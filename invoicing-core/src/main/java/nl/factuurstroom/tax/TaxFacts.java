package nl.factuurstroom.tax;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * What the host hands in beside the sale, because only its store, its bookkeeping or a person knows.
 *
 * @param released codes of reasons ({@code VAT_ID_MISSING}) that a person let go: the sale goes on without that fact, by the
 *     rule that docs/vat.md names
 * @param ossTurnover running total for the OSS threshold, or null when unknown
 * @param smallBusinessTurnover running total for the small business scheme, or null when unknown
 * @param exchangeRate rate of the sale's currency on the tax date, or null
 */
public record TaxFacts(
        Set<String> released,
        @Nullable OssTurnover ossTurnover,
        @Nullable SmallBusinessTurnover smallBusinessTurnover,
        @Nullable ExchangeRate exchangeRate) {

    private static final TaxFacts NONE = new TaxFacts(Set.of(), null, null, null);

    public TaxFacts {
        released = released == null ? Set.of() : Set.copyOf(released);
    }

    /** Nothing. */
    public static TaxFacts none() {
        return NONE;
    }

    /** With one more reason let go. */
    public TaxFacts release(String reasonCode) {
        var more = new LinkedHashSet<>(released);
        more.add(reasonCode);
        return new TaxFacts(more, ossTurnover, smallBusinessTurnover, exchangeRate);
    }

    public TaxFacts with(OssTurnover turnover) {
        return new TaxFacts(released, turnover, smallBusinessTurnover, exchangeRate);
    }

    public TaxFacts with(SmallBusinessTurnover turnover) {
        return new TaxFacts(released, ossTurnover, turnover, exchangeRate);
    }

    public TaxFacts with(ExchangeRate rate) {
        return new TaxFacts(released, ossTurnover, smallBusinessTurnover, rate);
    }
}
