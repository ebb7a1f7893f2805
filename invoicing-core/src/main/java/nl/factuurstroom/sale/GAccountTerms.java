package nl.factuurstroom.sale;

import java.time.LocalDate;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;

/**
 * What supplier and customer agreed about payment into the blocked account (G-rekening). There is no usual share: it is a
 * term of the contract.
 *
 * @param basis of what the percentage is taken
 * @param percentage above 0, at most 100
 * @param wagePart the labour in this invoice, without VAT; needed when the basis is {@link Basis#WAGE_PART}
 * @param from first day on which the percentage was agreed, or null
 * @param to last day, or null
 * @param contract number or reference of the contract, or null when there is none
 * @param period in which the work was done; the invoice must state it
 * @param work name or reference of the work; the invoice must state it
 */
public record GAccountTerms(
        Basis basis,
        Percentage percentage,
        @Nullable Money wagePart,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String contract,
        @Nullable Period period,
        @Nullable String work) {

    /** Of what the percentage is taken. */
    public enum Basis {
        /** The labour in the invoice. */
        WAGE_PART,
        /** The total without VAT. */
        NET,
        /** The total with VAT. */
        GROSS
    }

    public GAccountTerms {
        Objects.requireNonNull(basis, "basis");
        if (percentage.value().signum() <= 0 || percentage.compareTo(Percentage.of(100)) > 0) {
            throw new IllegalArgumentException(
                    "the share of a G-account is above 0 and at most 100 %, was " + percentage);
        }
        contract = contract == null || contract.isBlank() ? null : contract.trim();
        work = work == null || work.isBlank() ? null : work.trim();
    }
}
