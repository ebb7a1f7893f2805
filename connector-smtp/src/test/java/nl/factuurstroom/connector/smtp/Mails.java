package nl.factuurstroom.connector.smtp;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Properties;
import nl.factuurstroom.testkit.ReminderSenderContract.Sent;
import nl.factuurstroom.testkit.simulator.SmtpSimulator;

/** Reads what a mail server got. */
final class Mails {

    private Mails() {}

    static Sent read(SmtpSimulator.Mail mail) {
        try {
            var bytes = mail.data().getBytes(StandardCharsets.UTF_8);
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            var headers = new LinkedHashMap<String, String>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.put(header.getName(), MimeUtility.decodeText(header.getValue()));
            }
            return new Sent(mail.to(), headers, (String) message.getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
