package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.followup.ReminderSender;

/** Remembers the reminders that went out. */
public final class FakeMailer extends FakeVendor implements ReminderSender {

    private final List<Reminder> sent = new ArrayList<>();

    public FakeMailer(Clock clock) {
        super("fakemailer", clock);
    }

    public synchronized List<Reminder> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void send(Reminder reminder) {
        call("send", () -> sent.add(reminder));
    }
}
