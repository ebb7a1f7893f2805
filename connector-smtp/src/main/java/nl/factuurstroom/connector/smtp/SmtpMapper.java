package nl.factuurstroom.connector.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.followup.Reminder;

/** From a reminder to a message. Pure. Nothing from outside can add a header: addresses are checked, texts are one line. */
final class SmtpMapper {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.US)
            .withZone(ZoneId.of("Europe/Amsterdam"));

    private SmtpMapper() {}

    /** A message that knows whether all of it has been given to the server. */
    static final class Message extends MimeMessage {

        private final String messageId;
        private volatile boolean handedOver;

        Message(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        /** Jakarta Mail would make one up. */
        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
            super.writeTo(out, ignored);
            handedOver = true;
        }

        boolean wasHandedOver() {
            return handedOver;
        }
    }

    /** @throws IllegalArgumentException when it is not {@code address} or {@code Name <address>} */
    static InternetAddress sender(String from) {
        int at = from.lastIndexOf('<');
        var name = at < 0 ? "" : SmtpTexts.line(from.substring(0, at)).replaceAll("^\"|\"$", "");
        var address = at < 0 ? from : from.substring(at + 1).replaceFirst(">\\s*$", "");
        try {
            if (from.chars().anyMatch(Character::isISOControl)) {
                throw new AddressException("a line break");
            }
            return checked(address, name);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "smtp.from must be an address, or Name <address>; was '" + SmtpTexts.line(from) + "'");
        }
    }

    /** @throws RejectedException when it is not exactly one plain address */
    static InternetAddress recipient(String to) {
        try {
            return checked(to, "");
        } catch (AddressException e) {
            throw new RejectedException(
                    "the customer's e-mail address can't be used: it must be one address like name@example.nl",
                    "to",
                    null);
        }
    }

    static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    static Message message(Session session, InternetAddress from, InternetAddress to, Reminder reminder, Instant now)
            throws MessagingException {
        // The same for each try of the same reminder, so that a repeat can be recognised, and dropped by some servers.
        var digest = Signatures.sha256Hex(reminder.key());
        var message = new Message(session, "<reminder." + digest.substring(0, 40) + "@" + domain(from) + ">");
        message.setFrom(from);
        message.setRecipient(jakarta.mail.Message.RecipientType.TO, to);
        message.setSubject(SmtpTexts.subject(reminder), "UTF-8");
        message.setText(SmtpTexts.body(reminder), "UTF-8", "plain");
        message.setHeader("Date", DATE.format(now));
        message.setHeader("X-Factuurstroom-Reminder", digest);
        // Keeps holiday replies away (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Stricter than the standard: no quotes, comments, groups, or lists. Domains may be internationalised. */
    private static InternetAddress checked(String text, String name) throws AddressException {
        var address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1
                || at > 64
                || address.length() > 254
                || !LOCAL.matcher(address.substring(0, at)).matches()) {
            throw new AddressException("not an address");
        }
        try {
            var domain = IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            if (!HOST.matcher(domain).matches()) {
                throw new AddressException("not an address");
            }
            var checked = new InternetAddress(address.substring(0, at) + "@" + domain, true);
            if (!name.isBlank()) {
                checked.setPersonal(name, StandardCharsets.UTF_8.name());
            }
            return checked;
        } catch (IllegalArgumentException | UnsupportedEncodingException e) {
            throw new AddressException("not an address");
        }
    }
}
