package nl.factuurstroom.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.simulator.SmtpSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS, with a certificate that the JDK's keytool makes for the occasion. */
class SmtpTlsTest {

    private static final Reminder REMINDER = new Reminder(
            "k",
            "piet@example.nl",
            "Piet",
            "Jansen",
            "7001",
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 31),
            Money.eur("10"),
            Money.eur("10"),
            null,
            "nl");

    private static SSLContext rightName;
    private static SSLContext wrongName;

    private final SmtpSimulator server = new SmtpSimulator();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        rightName = context(folder.resolve("right.p12"), "IP:127.0.0.1");
        wrongName = context(folder.resolve("wrong.p12"), "DNS:mail.other.example");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Smtp smtp(SSLContext trusting) {
        var settings = SmtpSettings.builder()
                .host(server.host())
                .port(server.port())
                .from("facturen@jansen.example")
                .login("jan", "s3cr3t")
                .startTls(true)
                .build();
        return trusting == null ? Smtp.of(settings) : Smtp.of(settings, trusting.getSocketFactory());
    }

    @Test
    void logsInAndSendsOverAnEncryptedConnectionOnly() {
        server.offerStartTls(rightName);
        server.requireLogin("jan", "s3cr3t");

        smtp(rightName).send(REMINDER);

        assertThat(server.mails())
                .singleElement()
                .extracting(SmtpSimulator.Mail::encrypted)
                .isEqualTo(true);
        assertThat(server.commands()).containsSubsequence("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL");
    }

    @Test
    void trustsNoUnknownCertificate() {
        server.offerStartTls(rightName);

        assertThatThrownBy(() -> smtp(null).send(REMINDER)).isInstanceOf(ConfigurationException.class);
        assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
    }

    @Test
    void trustsNoCertificateOfAnotherHost() {
        server.offerStartTls(wrongName);

        assertThatThrownBy(() -> smtp(wrongName).send(REMINDER)).isInstanceOf(ConfigurationException.class);
        assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
    }

    private static SSLContext context(Path file, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "smtp",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit",
                "-J-Duser.language=en");
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(made.getInputStream().readAllBytes());
        assertThat(made.waitFor()).as(output).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
