package nl.factuurstroom.connector.smtp;

import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLSocketFactory;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.followup.ReminderSender;

/**
 * A mail server as a {@link ReminderSender}: one friendly first reminder in Dutch or English, in plain text, without costs.
 * Thread-safe; a connection per message.
 *
 * <pre>{@code
 * Smtp smtp = Smtp.of(SmtpSettings.builder().host("mail.example.nl").from("Jansen Advies <facturen@jansen.nl>").build());
 * InvoicingPipeline.builder().reminders(Reminders.after(7, smtp)) ...
 * }</pre>
 */
public final class Smtp implements ReminderSender, Connected {

    private final SmtpReminderSender sender;

    private Smtp(SmtpReminderSender sender) {
        this.sender = sender;
    }

    /** Makes it. No I/O. */
    public static Smtp of(SmtpSettings settings) {
        return of(settings, null);
    }

    /** @param trusting decides which certificates are trusted; null: those that Java trusts */
    static Smtp of(SmtpSettings settings, @Nullable SSLSocketFactory trusting) {
        return new Smtp(new SmtpReminderSender(settings, trusting));
    }

    /**
     * Sends one message. Its {@code Message-ID} follows from the reminder's key, so that a repeat can be recognised.
     *
     * @throws nl.factuurstroom.error.RejectedException when the address or the message is refused
     * @throws nl.factuurstroom.error.TransientException when the message was certainly not accepted
     * @throws nl.factuurstroom.error.OutcomeUnknownException when the server took the whole message and didn't answer
     * @throws nl.factuurstroom.error.AuthenticationException when the server refuses user or password
     * @throws nl.factuurstroom.error.ConfigurationException when it offers no encryption and that is required
     */
    @Override
    public void send(Reminder reminder) {
        sender.send(reminder);
    }

    @Override
    public AccountId account() {
        return sender.account();
    }

    @Override
    public void connect(AccountContext context) {
        sender.connect(context);
    }

    /** Connects and logs in, and sends nothing. */
    @Override
    public List<Finding> check() {
        return sender.check();
    }

    @Override
    public int maxConcurrentCalls() {
        return 2;
    }

    @Override
    public String toString() {
        return "Smtp[" + sender.account() + "]";
    }
}
