package nl.factuurstroom.connector.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import java.util.OptionalInt;
import javax.annotation.Nullable;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server's refusal or silence means. The server's own words stay out: they may repeat addresses or users. */
final class SmtpErrors {

    private SmtpErrors() {}

    /** Nothing has been sent yet. */
    static InvoicingException connecting(MessagingException e, String server) {
        if (e instanceof AuthenticationFailedException) {
            return new AuthenticationException(
                    "the mail server " + server + " refuses user or password; check smtp.user and smtp.password", null);
        }
        var text = String.valueOf(e.getMessage());
        if (text.contains("STARTTLS is required")) {
            return new ConfigurationException("the mail server " + server
                    + " offers no STARTTLS, so nothing was sent; check host and encryption");
        }
        if (badCertificate(e)) {
            return new ConfigurationException("the certificate of the mail server " + server
                    + " isn't trusted or is another host's, so nothing was sent; check smtp.host");
        }
        return TransientException.of("no conversation with the mail server " + server, e);
    }

    /**
     * @param handedOver whether the whole text had been given to the server; before that nothing can have been accepted
     */
    static InvoicingException sending(MessagingException e, String what, boolean handedOver) {
        var code = code(e);
        if (code.isPresent()) {
            return refused(e, what, code.getAsInt());
        }
        if (handedOver) {
            return OutcomeUnknownException.noAnswer("the mail server didn't say whether it accepted " + what, e);
        }
        return TransientException.of("the connection was lost before the mail server had " + what, e);
    }

    private static InvoicingException refused(MessagingException e, String what, int code) {
        if (code == 530 || code == 535) {
            return new AuthenticationException(
                    "the mail server wants a login (" + code + "); check smtp.user and smtp.password", null);
        }
        if (code >= 400 && code < 500) {
            return TransientException.of("the mail server doesn't take " + what + " now (" + code + ")", null);
        }
        if (has(e, SMTPSenderFailedException.class)) {
            return new ConfigurationException("the mail server refuses our sender (" + code + "); check smtp.from");
        }
        var field = has(e, SMTPAddressFailedException.class) ? "to" : null;
        var why = field == null ? "the message" : "the recipient's address";
        return new RejectedException(
                "the mail server refused " + what + ": " + why + " (" + code + ")", field, String.valueOf(code));
    }

    /** The most telling reply code in the chain; nested ones tell more than the summary around them. */
    private static OptionalInt code(MessagingException e) {
        var result = OptionalInt.empty();
        for (Exception at = e; at != null; at = next(at)) {
            int code = at instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : at instanceof SMTPSenderFailedException sender
                            ? sender.getReturnCode()
                            : at instanceof SMTPSendFailedException send ? send.getReturnCode() : -1;
            if (code >= 400) {
                result = OptionalInt.of(code);
            }
        }
        return result;
    }

    private static boolean badCertificate(MessagingException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CertificateException
                    || String.valueOf(at.getMessage()).contains("verify the server's identity")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(MessagingException e, Class<? extends MessagingException> type) {
        for (Exception at = e; at != null; at = next(at)) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Exception next(Exception at) {
        return at instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
