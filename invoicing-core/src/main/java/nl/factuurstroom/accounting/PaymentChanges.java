package nl.factuurstroom.accounting;

import java.util.List;
import javax.annotation.Nullable;

/**
 * @param statuses of invoices asked for. With a cursor: at least those that changed; without: all that the books know
 * @param cursor for the next poll, or null when the books have no delta
 */
public record PaymentChanges(
        List<PaymentStatus> statuses, @Nullable String cursor) {

    public PaymentChanges {
        statuses = List.copyOf(statuses);
    }
}
