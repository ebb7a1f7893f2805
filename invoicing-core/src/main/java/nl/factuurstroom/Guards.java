package nl.factuurstroom;

import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;

/**
 * Limits that keep a mistake small. On by default.
 *
 * @param maxInvoicesPerHour more than this pauses the pipeline; 0 switches it off. Defaults to {@value
 *     #DEFAULT_MAX_INVOICES_PER_HOUR}
 * @param maxInvoiceAmountOrNull a sale above it waits for a person; null switches it off. Compared in the sale's own
 *     currency. Defaults to 25,000
 */
public record Guards(int maxInvoicesPerHour, @Nullable Money maxInvoiceAmountOrNull) {

    public static final int DEFAULT_MAX_INVOICES_PER_HOUR = 100;

    public Guards {
        if (maxInvoicesPerHour < 0) {
            throw new IllegalArgumentException("maxInvoicesPerHour must be 0 (off) or more, was " + maxInvoicesPerHour);
        }
        if (maxInvoiceAmountOrNull != null && maxInvoiceAmountOrNull.signum() <= 0) {
            throw new IllegalArgumentException(
                    "maxInvoiceAmount must be more than zero, was " + maxInvoiceAmountOrNull);
        }
    }

    /** 100 invoices an hour, EUR 25,000 an invoice. */
    public static Guards standard() {
        return new Guards(DEFAULT_MAX_INVOICES_PER_HOUR, Money.eur("25000"));
    }

    /** No limits: for tests. */
    public static Guards off() {
        return new Guards(0, null);
    }

    public Optional<Money> maxInvoiceAmount() {
        return Optional.ofNullable(maxInvoiceAmountOrNull);
    }
}
