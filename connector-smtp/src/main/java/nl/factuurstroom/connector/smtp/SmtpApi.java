package nl.factuurstroom.connector.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Properties;
import javax.annotation.Nullable;
import javax.net.ssl.SSLSocketFactory;
import nl.factuurstroom.connector.smtp.SmtpSettings.Encryption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Talks to the mail server: one connection per message, no session shared with anyone else in the JVM. */
final class SmtpApi {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpApi.class);

    /** Makes the message; it needs a session for its defaults. */
    interface Letter {
        SmtpMapper.Message in(Session session) throws MessagingException;
    }

    private final SmtpSettings settings;
    private final Session session;

    SmtpApi(SmtpSettings settings, @Nullable SSLSocketFactory trusting) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, trusting));
    }

    /**
     * Connects, hands the message over, and leaves.
     *
     * @param what for messages: {@code the reminder of invoice 24700006}
     */
    void send(Letter letter, InternetAddress recipient, String what) {
        SmtpMapper.Message message;
        try {
            message = letter.in(session);
        } catch (MessagingException e) {
            throw new IllegalStateException(what + " cannot be written", e);
        }
        var transport = connected();
        try {
            transport.sendMessage(message, new Address[] {recipient});
        } catch (MessagingException e) {
            throw SmtpErrors.sending(e, what, message.wasHandedOver());
        } finally {
            leave(transport);
        }
    }

    /** Connects, logs in where a user is set, and leaves. */
    void tryConnection() {
        leave(connected());
    }

    private Transport connected() {
        try {
            var transport = session.getTransport(settings.encryption() == Encryption.TLS ? "smtps" : "smtp");
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            return transport;
        } catch (MessagingException e) {
            throw SmtpErrors.connecting(e, settings.host() + ":" + settings.port());
        }
    }

    /** What was said before the farewell stands, whatever becomes of the farewell. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server didn't say goodbye", e);
        }
    }

    private static Properties properties(SmtpSettings settings, @Nullable SSLSocketFactory trusting) {
        var properties = new Properties();
        for (var protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.put(protocol + "auth", String.valueOf(settings.user() != null));
            properties.put(protocol + "starttls.enable", "true");
            properties.put(
                    protocol + "starttls.required", String.valueOf(settings.encryption() == Encryption.STARTTLS));
            properties.put(protocol + "ssl.checkserveridentity", "true");
            properties.put(
                    protocol + "connectiontimeout",
                    String.valueOf(settings.connectTimeout().toMillis()));
            properties.put(
                    protocol + "timeout",
                    String.valueOf(settings.answerTimeout().toMillis()));
            properties.put(
                    protocol + "writetimeout",
                    String.valueOf(settings.answerTimeout().toMillis()));
            properties.put(protocol + "quitwait", "false");
            properties.put(protocol + "sendpartial", "false");
            properties.put(protocol + "localhost", SmtpMapper.domain(SmtpMapper.sender(settings.from())));
            if (trusting != null) {
                properties.put(protocol + "ssl.socketFactory", trusting);
            }
        }
        return properties;
    }
}
