package nl.factuurstroom.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTextsTest {

    private static Reminder reminder(String open, String language) {
        return new Reminder(
                "k",
                "piet@example.nl",
                "Bakkerij De Halve Maan B.V.",
                "Jansen Advies B.V.",
                "24700006",
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 10, 31),
                Money.eur("1234.5"),
                Money.eur(open),
                Iban.of("NL91ABNA0417164300"),
                language);
    }

    @Test
    void writesDutch() {
        assertThat(SmtpTexts.body(reminder("1234.50", "nl"))).isEqualTo("""
                Beste Bakkerij De Halve Maan B.V.,

                Misschien is het u ontgaan: onze factuur 24700006 van 1 oktober 2026 is nog niet
                aan ons betaald. De betaaltermijn liep tot en met 31 oktober 2026.

                Factuurnummer:  24700006
                Factuurdatum:   1 oktober 2026
                Vervaldatum:    31 oktober 2026
                Factuurbedrag:  € 1.234,50
                Nog te betalen: € 1.234,50

                Wilt u € 1.234,50 overmaken naar NL91 ABNA 0417 1643 00
                ten name van Jansen Advies B.V., onder vermelding van 24700006?

                Hebt u intussen betaald, dan kunt u dit bericht vergeten. Klopt er iets niet,
                laat het ons dan weten; u kunt dit bericht beantwoorden.

                Met vriendelijke groet,

                Jansen Advies B.V.
                """);
    }

    @Test
    void writesEnglishAndSaysWhenPartHasBeenPaid() {
        assertThat(SmtpTexts.body(reminder("1000", "de")))
                .contains("Dear Bakkerij", "has not\nbeen paid in full yet", "Still to pay:   €1,000.00");
    }

    @Test
    void asksForNoCosts() {
        assertThat(SmtpTexts.body(reminder("1000", "nl")) + SmtpTexts.body(reminder("1000", "en")))
                .doesNotContainIgnoringCase("kosten")
                .doesNotContainIgnoringCase("cost")
                .doesNotContainIgnoringCase("rente");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234567.895|EUR|€ 1.234.567,90|€1,234,567.90",
                "0.5|EUR|€ 0,50|€0.50",
                "1000|USD|USD 1.000,00|USD 1,000.00",
                "1000|JPY|JPY 1.000|JPY 1,000"
            })
    void writesAmountsAsTheReaderDoes(String amount, String currency, String dutch, String english) {
        var money = Money.of(amount, currency);

        assertThat(SmtpTexts.amount(money, true)).isEqualTo(dutch);
        assertThat(SmtpTexts.amount(money, false)).isEqualTo(english);
    }
}
