package nl.factuurstroom.connector.smtp;

import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLSocketFactory;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.PermanentException;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.followup.ReminderSender;

/** Writes the reminder and hands it over. */
final class SmtpReminderSender implements ReminderSender, Connected {

    private final AccountConnection connection = new AccountConnection();
    private final SmtpSettings settings;
    private final SmtpApi api;

    SmtpReminderSender(SmtpSettings settings, @Nullable SSLSocketFactory trusting) {
        this.settings = settings;
        this.api = new SmtpApi(settings, trusting);
    }

    @Override
    public void send(Reminder reminder) {
        var recipient = SmtpMapper.recipient(reminder.to());
        api.send(
                session -> SmtpMapper.message(
                        session,
                        SmtpMapper.sender(settings.from()),
                        recipient,
                        reminder,
                        connection.clock().instant()),
                recipient,
                "the reminder of invoice " + SmtpTexts.line(reminder.invoiceNumber()));
    }

    @Override
    public AccountId account() {
        return new AccountId("smtp", settings.host());
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        try {
            api.tryConnection();
            return List.of();
        } catch (PermanentException e) {
            return List.of(Finding.error("smtp", String.valueOf(e.getMessage())));
        } catch (InvoicingException e) {
            return List.of(Finding.warning("smtp", String.valueOf(e.getMessage())));
        }
    }
}
