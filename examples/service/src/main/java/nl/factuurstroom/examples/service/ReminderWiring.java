package nl.factuurstroom.examples.service;

import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.smtp.Smtp;
import nl.factuurstroom.connector.smtp.SmtpSettings;
import nl.factuurstroom.connector.smtp.SmtpSettings.Encryption;
import nl.factuurstroom.followup.Reminders;

/** {@code reminder.*} and {@code smtp.*} as reminders. */
final class ReminderWiring {

    private static final int LATEST = 365;
    private static final Map<String, Encryption> ENCRYPTIONS =
            Map.of("starttls", Encryption.STARTTLS, "tls", Encryption.TLS, "optional", Encryption.OPTIONAL);

    private final Configuration configuration;

    ReminderWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Null when they are off, or when something is wrong with them, which is then among the faults. */
    @Nullable
    Reminders reminders() {
        int afterDays = configuration.number("reminder.after-days", 0, LATEST);
        if (afterDays == 0) {
            return null;
        }
        if (!configuration.has("smtp.host") || !configuration.has("smtp.from")) {
            configuration.faults().add("reminder.after-days needs smtp.host and smtp.from: reminders go by e-mail");
            return null;
        }
        int port = configuration.has("smtp.port")
                ? configuration.number("smtp.port", 1, 65_535)
                : SmtpSettings.DEFAULT_PORT;
        var builder = SmtpSettings.builder()
                .host(configuration.text("smtp.host"))
                .port(port)
                .login(configuration.optional("smtp.user"), configuration.optional("smtp.password"))
                .from(configuration.text("smtp.from"));
        if (configuration.has("smtp.encryption")) {
            builder.encryption(configuration.choice("smtp.encryption", ENCRYPTIONS, Encryption.STARTTLS));
        }
        var settings = configuration.faults().attempt("smtp", builder::build);
        return settings == null ? null : Reminders.after(afterDays, Smtp.of(settings));
    }
}
