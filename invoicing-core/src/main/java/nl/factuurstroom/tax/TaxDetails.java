package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;

/**
 * What a decision carries beside lines and totals: for the accountant, the return, the listing and the file.
 *
 * @param textsEnglish the texts on the invoice in English, in the order of the Dutch ones
 * @param vatIds what VIES said of the numbers that the decision rests on
 * @param boxes what goes into each box of the Dutch return; credit notes negative
 * @param icp lines of the ICP listing
 * @param vatInEuro total VAT in EUR, when the invoice is in another currency and a rate of exchange was handed in; boxes and
 *     listing are then in EUR too, else in the invoice's currency
 * @param marginVat VAT owed over margins, not shown on the invoice; null when there is none or a purchase price is missing
 * @param ossTurnover what this sale adds to the turnover for the OSS threshold, EUR without VAT; null when nothing
 * @param deliveredTo country where goods arrive, for the e-invoice; null when there are no goods that leave
 * @param gAccount both payments, when a part goes to a blocked account
 * @param discounts what tables of tiered discounts did, in order
 * @param documents the invoices into which the sale must be split, each decided for itself; empty when it is one
 * @param retryable whether the sale waits only for an answer of VIES: asking again may be enough
 */
public record TaxDetails(
        List<String> textsEnglish,
        List<VatIdEvidence> vatIds,
        List<BoxAmount> boxes,
        List<IcpLine> icp,
        @Nullable VatInEuro vatInEuro,
        @Nullable Money marginVat,
        @Nullable BigDecimal ossTurnover,
        @Nullable CountryCode deliveredTo,
        @Nullable GAccountSplit gAccount,
        List<String> discounts,
        List<TaxResult> documents,
        boolean retryable) {

    /** What VIES said of a number. */
    public enum Status {
        VALID,
        INVALID,
        UNAVAILABLE,
        NOT_CHECKED
    }

    /**
     * @param number which
     * @param status what came back
     * @param at when, or null when not checked
     * @param consultationNumber proof of the check, or null
     * @param name as registered, or null when not disclosed
     * @param address as registered, or null when not disclosed
     * @param nameMatches whether it fits the buyer's name; null when it can't be compared
     * @param addressMatches whether it fits the buyer's address; null when it can't be compared
     */
    public record VatIdEvidence(
            VatNumber number,
            Status status,
            @Nullable Instant at,
            @Nullable String consultationNumber,
            @Nullable String name,
            @Nullable String address,
            @Nullable Boolean nameMatches,
            @Nullable Boolean addressMatches) {}

    /**
     * @param box {@code 1a}, or {@code OSS} for the return of the One Stop Shop
     * @param base turnover
     * @param vat VAT owed
     */
    public record BoxAmount(String box, Money base, Money vat) {}

    /**
     * @param customer VAT id under which it is listed
     * @param kind goods or services
     * @param amount without VAT
     */
    public record IcpLine(VatNumber customer, IcpKind kind, Money amount) {}

    /**
     * @param vat total VAT in EUR, rounded once
     * @param perEuro units of the invoice's currency per euro
     * @param publishedOn date of the rate
     * @param source who published it
     */
    public record VatInEuro(Money vat, BigDecimal perEuro, LocalDate publishedOn, String source) {

        /** An amount of the invoice in EUR, rounded. */
        Money convert(Money amount) {
            return Money.eur(amount.amount()
                            .divide(perEuro, MathContext.DECIMAL64)
                            .toPlainString())
                    .rounded();
        }

        VatInEuro withVatOf(Money vatInCurrency) {
            return new VatInEuro(convert(vatInCurrency), perEuro, publishedOn, source);
        }
    }

    public TaxDetails {
        textsEnglish = textsEnglish == null ? List.of() : List.copyOf(textsEnglish);
        vatIds = vatIds == null ? List.of() : List.copyOf(vatIds);
        boxes = boxes == null ? List.of() : List.copyOf(boxes);
        icp = icp == null ? List.of() : List.copyOf(icp);
        discounts = discounts == null ? List.of() : List.copyOf(discounts);
        documents = documents == null ? List.of() : List.copyOf(documents);
    }

    /** Nothing. */
    public static TaxDetails none() {
        return new TaxDetails(
                List.of(), List.of(), List.of(), List.of(), null, null, null, null, null, List.of(), List.of(), false);
    }
}
