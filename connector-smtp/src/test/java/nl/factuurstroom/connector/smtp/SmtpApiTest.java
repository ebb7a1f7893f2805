package nl.factuurstroom.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.connector.smtp.SmtpSettings.Encryption;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.SmtpSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpApiTest {

    private static final String PASSWORD = "s3cr3t-password";

    private final Clock clock = SettableClock.at("2026-11-24T23:30:00Z");
    private final SmtpSimulator server = new SmtpSimulator();

    private SmtpSettings.Builder settings() {
        return SmtpSettings.builder().host(server.host()).port(server.port()).from("facturen@jansen.example");
    }

    private Smtp smtp(SmtpSettings.Builder settings) {
        var made = Smtp.of(settings.build());
        made.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        return made;
    }

    private static Reminder reminder(String to) {
        return new Reminder(
                "k",
                to,
                "Café Zürich",
                "Jansen",
                "7001",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 1, 31),
                Money.eur("10"),
                Money.eur("10"),
                null,
                "nl");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsPlainTextWithTheTimeOfTheClockInAmsterdam() {
        smtp(settings().from("Jansen Advies & Zn <facturen@jansen.example>")).send(reminder("piet@example.nl"));

        var mail = server.mails().get(0);
        var sent = Mails.read(mail);
        assertThat(mail.from()).isEqualTo("facturen@jansen.example");
        assertThat(sent.headers())
                .containsEntry("Date", "Wed, 25 Nov 2026 00:30:00 +0100")
                .containsEntry("Subject", "Herinnering: factuur 7001")
                .containsEntry("Auto-Submitted", "auto-generated")
                .containsEntry("Content-Type", "text/plain; charset=UTF-8");
        assertThat(sent.headers().get("From")).contains("Jansen Advies & Zn", "<facturen@jansen.example>");
        assertThat(sent.headers().get("Message-ID")).matches("<reminder\\.[0-9a-f]{40}@jansen\\.example>");
        assertThat(sent.text()).contains("Café Zürich", "zoals op de factuur staat");
    }

    @Test
    void logsIn() {
        server.requireLogin("jan", PASSWORD);

        smtp(settings().login("jan", PASSWORD)).send(reminder("piet@example.nl"));

        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void refusesNothingSilentlyWhenThePasswordIsWrong() {
        server.requireLogin("jan", "another");
        var smtp = smtp(settings().login("jan", PASSWORD));

        assertThatThrownBy(() -> smtp.send(reminder("piet@example.nl")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("smtp.password")
                .hasMessageNotContaining(PASSWORD);
        assertThat(smtp.check()).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void asksForALoginWhenTheServerWantsOne() {
        server.requireLogin("jan", PASSWORD);

        assertThatThrownBy(() -> smtp(settings()).send(reminder("piet@example.nl")))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void sendsNothingWhenRequiredEncryptionIsNotOffered() {
        var strict = smtp(settings().login("jan", PASSWORD).startTls(true));

        assertThatThrownBy(() -> strict.send(reminder("piet@example.nl"))).isInstanceOf(ConfigurationException.class);
        assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,550 5.7.1 Sender refused,ConfigurationException",
        "MAIL,451 4.3.0 Later,TransientException",
        "RCPT,553 5.1.3 Bad address,RejectedException",
        "RCPT,452 4.2.2 Mailbox full,TransientException",
        "DATA,554 5.5.1 No,RejectedException",
        "DATA.,552 5.2.3 Too big,RejectedException",
        "DATA.,452 4.3.1 Disk full,TransientException",
        "EHLO,421 4.3.2 Shutting down,TransientException"
    })
    void readsTheReplyCode(String command, String reply, String type) {
        server.reply(command, reply);
        if (command.equals("EHLO")) {
            server.reply("HELO", reply);
        }

        assertThatThrownBy(() -> smtp(settings()).send(reminder("piet@example.nl")))
                .isInstanceOf(InvoicingException.class)
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(type);
        assertThat(server.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void mayTryAgainWhenTheServerVanishesBeforeTheText(String command) {
        server.vanishAt(command);

        assertThatThrownBy(() -> smtp(settings()).send(reminder("piet@example.nl")))
                .isInstanceOf(TransientException.class);
    }

    @Test
    void aLostFarewellChangesNothing() {
        server.vanishAt("QUIT");

        smtp(settings()).send(reminder("piet@example.nl"));

        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void namesTheFieldAtFault() {
        server.reply("RCPT", "550 5.1.1 <piet@example.nl> unknown");

        assertThatThrownBy(() -> smtp(settings()).send(reminder("piet@example.nl")))
                .isInstanceOfSatisfying(RejectedException.class, e -> {
                    assertThat(e.field()).contains("to");
                    assertThat(e.vendorCode()).contains("550");
                    assertThat(e).hasMessageNotContaining("piet");
                });
    }

    @Test
    void theDoctorSendsNothing() {
        assertThat(smtp(settings()).check()).isEmpty();
        assertThat(server.commands()).doesNotContain("MAIL");

        server.close();
        assertThat(smtp(settings()).check()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
    }

    @Test
    void choosesTheUsualEncryption() {
        var elsewhere = SmtpSettings.builder().host("mail.example.nl").from("a@example.nl");

        assertThat(elsewhere.build().encryption()).isEqualTo(Encryption.STARTTLS);
        assertThat(elsewhere.port(465).build().encryption()).isEqualTo(Encryption.TLS);
        assertThat(settings().build().encryption()).isEqualTo(Encryption.OPTIONAL);
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> SmtpSettings.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("smtp.host", "smtp.from");
        assertThatThrownBy(() -> settings().from("nobody").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().from("a@b.nl>\r\nBcc: <c@d.nl").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().login("jan", null).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().port(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings()
                        .timeouts(Duration.ZERO, Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverShowsThePassword() {
        var settings = settings().login("jan", PASSWORD);

        assertThat(settings.build().toString() + smtp(settings)).doesNotContain(PASSWORD);
    }
}
