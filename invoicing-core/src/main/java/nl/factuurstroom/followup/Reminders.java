package nl.factuurstroom.followup;

import java.util.Objects;

/**
 * When late payers are reminded, and by whom. Off unless given to the builder.
 *
 * @param afterDays days after the due date; 1 to 365
 * @param sender who sends
 */
public record Reminders(int afterDays, ReminderSender sender) {

    public Reminders {
        Objects.requireNonNull(sender, "sender");
        if (afterDays < 1 || afterDays > 365) {
            throw new IllegalArgumentException(
                    "a reminder goes out 1 to 365 days after the due date, was " + afterDays);
        }
    }

    /** A first reminder so many days after the due date (7 is usual in the Netherlands). */
    public static Reminders after(int days, ReminderSender sender) {
        return new Reminders(days, sender);
    }
}
