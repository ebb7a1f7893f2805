package nl.factuurstroom.followup;

import java.util.Map;
import nl.factuurstroom.money.Money;

/**
 * How the business stands, asked from the store, so always current.
 *
 * @param counts sales per state: {@code waiting, needs-attention, invoiced, paid, …}
 * @param revenue net of all issued invoices, per ISO currency code
 * @param invoiced VAT included, per currency
 * @param outstanding still to be paid, per currency
 * @param overdue the part of it past its due date, per currency
 * @param averageDaysToPay from invoice date to payment over settled invoices; 0 when there are none
 */
public record Insights(
        Map<String, Long> counts,
        Map<String, Money> revenue,
        Map<String, Money> invoiced,
        Map<String, Money> outstanding,
        Map<String, Money> overdue,
        double averageDaysToPay) {}
