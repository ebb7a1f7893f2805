package nl.factuurstroom.money;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Iban;

/**
 * What an EPC QR code says, so that a banking app fills in a payment (EPC069-12, version 002). Draw it with error correction
 * M. Not every app reads it: print account, amount and reference too. With a G-account draw two.
 *
 * @param name of who gets the money, at most 70 characters
 * @param iban the account
 * @param bic of the bank, or null
 * @param amount in EUR, 0.01 to 999999999.99
 * @param structured an RF creditor reference, or null
 * @param text at most 140 characters, or null; never with a structured reference. A betalingskenmerk goes here
 */
public record EpcQr(
        String name,
        Iban iban,
        @Nullable String bic,
        Money amount,
        @Nullable String structured,
        @Nullable String text) {

    private static final int MOST_BYTES = 331;
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("999999999.99");

    public EpcQr {
        Objects.requireNonNull(iban, "iban");
        check(!name.isBlank() && name.length() <= 70, "the name has 1 to 70 characters");
        check(amount.currency().getCurrencyCode().equals("EUR"), "the amount is in EUR");
        check(
                amount.equals(amount.rounded())
                        && amount.amount().compareTo(LEAST) >= 0
                        && amount.amount().compareTo(MOST) <= 0,
                "the amount is from 0.01 to 999999999.99 in whole cents");
        check(structured == null || text == null, "there is a structured reference or a text, never both");
        check(structured == null || PaymentReference.isRf(structured), "the structured reference is an RF reference");
        check(text == null || text.length() <= 140, "the text has at most 140 characters");
        check(List.of(name, text == null ? "" : text).stream().noneMatch(s -> s.contains("\n")), "texts are one line");
        check(bic == null || bic.matches("[A-Z0-9]{8}([A-Z0-9]{3})?"), "the BIC has 8 or 11 characters");
    }

    /** Pays an amount quoting a text. */
    public static EpcQr withText(String name, Iban iban, Money amount, String text) {
        return new EpcQr(name, iban, null, amount, null, text);
    }

    /** Pays an amount quoting an RF creditor reference. */
    public static EpcQr withReference(String name, Iban iban, Money amount, String rf) {
        return new EpcQr(name, iban, null, amount, rf, null);
    }

    /**
     * The lines of the code, parted by line feeds, trailing empty lines left out.
     *
     * @throws IllegalStateException when it is over 331 bytes
     */
    public String payload() {
        var lines = List.of(
                "BCD",
                "002",
                "1",
                "SCT",
                bic == null ? "" : bic,
                name,
                iban.value(),
                "EUR" + amount.amount().toPlainString(),
                "",
                structured == null ? "" : structured,
                text == null ? "" : text);
        var payload = String.join("\n", lines).stripTrailing();
        if (payload.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalStateException(
                    "an EPC QR code holds at most " + MOST_BYTES + " bytes: shorten name or text");
        }
        return payload;
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException("EPC QR code: " + rule);
        }
    }
}
