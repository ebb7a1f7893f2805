package nl.factuurstroom.connector.smtp;

import java.util.List;
import nl.factuurstroom.followup.ReminderSender;
import nl.factuurstroom.testkit.ReminderSenderContract;
import nl.factuurstroom.testkit.simulator.SmtpSimulator;
import org.junit.jupiter.api.AfterEach;

class SmtpReminderSenderContractTest extends ReminderSenderContract {

    private final SmtpSimulator server = new SmtpSimulator();

    @Override
    protected ReminderSender sender() {
        return Smtp.of(SmtpSettings.builder()
                .host(server.host())
                .port(server.port())
                .from("Jansen Advies <facturen@jansen.example>")
                .build());
    }

    @Override
    protected List<Sent> sent() {
        return server.mails().stream().map(Mails::read).toList();
    }

    @Override
    protected String markHeader() {
        return "Message-ID";
    }

    @Override
    protected void refuseRecipients() {
        server.reply("RCPT", "550 5.1.1 No such user");
    }

    @Override
    protected void disconnect() {
        server.close();
    }

    @Override
    protected void breakBeforeHandingOver() {
        server.vanishAt("DATA");
    }

    @Override
    protected void limit() {
        server.reply("RCPT", "450 4.2.0 Greylisted, come back later");
    }

    @Override
    protected void loseAnswers() {
        server.loseAnswerAfterData();
    }

    @AfterEach
    void close() {
        server.close();
    }
}
