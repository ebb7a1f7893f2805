package nl.factuurstroom.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.LocalDate;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a mail server that isn't ours: what it delivers can be read by others. */
class SmtpGreenMailTest {

    private static final Reminder REMINDER = new Reminder(
            "HS-4711/1",
            "piet@example.nl",
            "Café Zürich",
            "Jansen Advies",
            "24700006",
            LocalDate.of(2026, 10, 1),
            LocalDate.of(2026, 10, 31),
            Money.eur("1234.50"),
            Money.eur("1234.50"),
            Iban.of("NL91ABNA0417164300"),
            "nl");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("jan@jansen.example", "jan", "s3cr3t");
        server.getUserManager().setAuthRequired(true);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Smtp smtp(String password) {
        return Smtp.of(SmtpSettings.builder()
                .host("127.0.0.1")
                .port(server.getSmtp().getPort())
                .login("jan", password)
                .from("Jansen Advies <facturen@jansen.example>")
                .build());
    }

    @Test
    void deliversAReadableReminder() throws Exception {
        smtp("s3cr3t").send(REMINDER);

        var received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Herinnering: factuur 24700006");
        assertThat(received[0].getAllRecipients()[0]).hasToString("piet@example.nl");
        assertThat((String) received[0].getContent()).contains("Café Zürich", "€ 1.234,50", "NL91 ABNA 0417 1643 00");
    }

    @Test
    void isRefusedWithAWrongPassword() {
        assertThatThrownBy(() -> smtp("wrong").send(REMINDER)).isInstanceOf(AuthenticationException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
