package nl.factuurstroom.followup;

/**
 * Sends reminders where the books don't. From any thread. An unclear sending is not repeated: one reminder too few beats
 * two.
 *
 * <ol>
 *   <li value="1">S1: one message goes to the recipient, with number, dates, open amount and account, in the reader's
 *       language.
 *   <li>S2: the message carries a mark that follows from {@link Reminder#key()}, so that a repeat can be recognised.
 *   <li>S3: a refused address, or one that isn't one, is a {@link nl.factuurstroom.error.RejectedException}.
 *   <li>S4: no connection, or one that is lost before the whole message was handed over, is a {@link
 *       nl.factuurstroom.error.TransientException}.
 *   <li>S5: so is a limit.
 *   <li>S6: no answer after the whole message was handed over is an {@link
 *       nl.factuurstroom.error.OutcomeUnknownException}; the sender doesn't try again by itself.
 *   <li>S7: no text in a reminder can add a header or a recipient.
 * </ol>
 */
public interface ReminderSender {

    /** Sends one reminder. */
    void send(Reminder reminder);
}
