package nl.factuurstroom.internal.engine;

import java.time.LocalDate;
import nl.factuurstroom.accounting.BookedInvoice;

/** What the reminder strand remembers. */
record ReminderState(BookedInvoice invoice, String customerName, String to, LocalDate dueDate, String language) {

    static ReminderState of(ProcessRow row) {
        return StateJson.read(row.state, ReminderState.class);
    }
}
