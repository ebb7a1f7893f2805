package nl.factuurstroom.internal.engine;

import java.time.LocalDate;
import javax.annotation.Nullable;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;

/** What the CRM is to be told: the newest full state. Kept as JSON in the CRM strand's row. */
record CrmState(
        CrmUpdate.Status status,
        @Nullable String invoiceNumber,
        Money total,
        Money paid,
        @Nullable LocalDate paidOn,
        long sequence) {

    static CrmState of(ProcessRow row) {
        return StateJson.read(row.state, CrmState.class);
    }

    CrmUpdate update(SaleRef ref) {
        return new CrmUpdate(ref, status, invoiceNumber, total, paid, paidOn, sequence);
    }

    CrmState now(CrmUpdate.Status newStatus, Money nowPaid, @Nullable LocalDate on) {
        return new CrmState(newStatus, invoiceNumber, total, nowPaid, on, sequence + 1);
    }

    boolean says(CrmUpdate.Status newStatus, Money nowPaid) {
        return status == newStatus && paid.equals(nowPaid);
    }
}
