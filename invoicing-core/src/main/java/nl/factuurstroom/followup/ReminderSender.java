package nl.factuurstroom.followup;

/**
 * Sends reminders where the books don't. Throws {@link nl.factuurstroom.error.TransientException} when certainly not sent,
 * {@link nl.factuurstroom.error.OutcomeUnknownException} when perhaps, {@link nl.factuurstroom.error.RejectedException} when
 * the address is refused. An unclear sending is not repeated: one reminder too few beats two.
 */
public interface ReminderSender {

    void send(Reminder reminder);
}
