package nl.factuurstroom.connector.smtp;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.money.Money;

/**
 * The words of the first reminder: friendly, no costs, no threat. Dutch for {@code nl}, English for all else. Names of months
 * are written out here, since a small Java runtime knows the English ones only.
 */
final class SmtpTexts {

    private static final List<String> DUTCH_MONTHS = List.of(
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december");
    private static final List<String> ENGLISH_MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private SmtpTexts() {}

    static String subject(Reminder reminder) {
        var number = line(reminder.invoiceNumber());
        return dutch(reminder) ? "Herinnering: factuur " + number : "Reminder: invoice " + number;
    }

    static String body(Reminder reminder) {
        return dutch(reminder) ? dutchBody(reminder) : englishBody(reminder);
    }

    private static String dutchBody(Reminder r) {
        return """
                Beste %s,

                Misschien is het u ontgaan: onze factuur %s van %s is nog niet
                %s betaald. De betaaltermijn liep tot en met %s.

                Factuurnummer:  %s
                Factuurdatum:   %s
                Vervaldatum:    %s
                Factuurbedrag:  %s
                Nog te betalen: %s

                %s

                Hebt u intussen betaald, dan kunt u dit bericht vergeten. Klopt er iets niet,
                laat het ons dan weten; u kunt dit bericht beantwoorden.

                Met vriendelijke groet,

                %s
                """.formatted(
                        line(r.customerName()),
                        line(r.invoiceNumber()),
                        day(r.invoiceDate(), true),
                        partlyPaid(r) ? "helemaal" : "aan ons",
                        day(r.dueDate(), true),
                        line(r.invoiceNumber()),
                        day(r.invoiceDate(), true),
                        day(r.dueDate(), true),
                        amount(r.total(), true),
                        amount(r.open(), true),
                        dutchRequest(r),
                        line(r.supplierName()));
    }

    private static String dutchRequest(Reminder r) {
        var iban = r.iban();
        return iban == null
                ? "Wilt u " + amount(r.open(), true) + " aan ons overmaken, zoals op de factuur staat?"
                : "Wilt u " + amount(r.open(), true) + " overmaken naar " + spaced(iban.value()) + "\nten name van "
                        + line(r.supplierName()) + ", onder vermelding van " + line(r.invoiceNumber()) + "?";
    }

    private static String englishBody(Reminder r) {
        return """
                Dear %s,

                This may have slipped your attention: our invoice %s of %s has not
                been paid %s yet. Payment was due by %s.

                Invoice number: %s
                Invoice date:   %s
                Due date:       %s
                Invoice amount: %s
                Still to pay:   %s

                %s

                If you have paid in the meantime, please ignore this message. If something is
                wrong, let us know; you can reply to this message.

                Kind regards,

                %s
                """.formatted(
                        line(r.customerName()),
                        line(r.invoiceNumber()),
                        day(r.invoiceDate(), false),
                        partlyPaid(r) ? "in full" : "to us",
                        day(r.dueDate(), false),
                        line(r.invoiceNumber()),
                        day(r.invoiceDate(), false),
                        day(r.dueDate(), false),
                        amount(r.total(), false),
                        amount(r.open(), false),
                        englishRequest(r),
                        line(r.supplierName()));
    }

    private static String englishRequest(Reminder r) {
        var iban = r.iban();
        return iban == null
                ? "Would you transfer " + amount(r.open(), false) + " to us, as the invoice says?"
                : "Would you transfer " + amount(r.open(), false) + " to " + spaced(iban.value()) + "\nin the name of "
                        + line(r.supplierName()) + ", mentioning " + line(r.invoiceNumber()) + "?";
    }

    private static boolean dutch(Reminder reminder) {
        return reminder.language().toLowerCase(Locale.ROOT).startsWith("nl");
    }

    private static boolean partlyPaid(Reminder reminder) {
        return reminder.open().compareTo(reminder.total()) < 0;
    }

    /** Whatever it held before: one line without control characters. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }

    /** {@code € 1.234,50} for Dutch readers, {@code €1,234.50} for others; {@code USD 1.234,50} and {@code USD 1,234.50}. */
    static String amount(Money money, boolean dutch) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setDecimalSeparator(dutch ? ',' : '.');
        symbols.setGroupingSeparator(dutch ? '.' : ',');
        var format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(money.fractionDigits());
        format.setMaximumFractionDigits(money.fractionDigits());
        var number = format.format(money.rounded().amount());
        var code = money.currency().getCurrencyCode();
        return code.equals("EUR") ? (dutch ? "€ " : "€") + number : code + " " + number;
    }

    static String day(LocalDate date, boolean dutch) {
        var months = dutch ? DUTCH_MONTHS : ENGLISH_MONTHS;
        return date.getDayOfMonth() + " " + months.get(date.getMonthValue() - 1) + " " + date.getYear();
    }

    private static String spaced(String iban) {
        return iban.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
