package nl.factuurstroom.money;

import java.math.BigInteger;
import java.util.Locale;

/** Structured payment references that banks read: Dutch betalingskenmerk, Belgian OGM, RF creditor reference. */
public final class PaymentReference {

    private static final int[] WEIGHTS = {2, 4, 8, 5, 10, 9, 7, 3, 6, 1};

    private PaymentReference() {}

    /**
     * A Dutch betalingskenmerk of sixteen digits: a check digit before fifteen.
     *
     * @param digits 1 to 15 digits; filled with zeros on the left
     * @throws IllegalArgumentException when it is not that
     */
    public static String betalingskenmerk(String digits) {
        require(digits, "[0-9]{1,15}", "1 to 15 digits");
        var fifteen = "0".repeat(15 - digits.length()) + digits;
        return dutchCheck(fifteen) + fifteen;
    }

    /**
     * A short betalingskenmerk: check digit, length code (the last digit of the length; none for six), then the digits.
     *
     * @param digits 6 to 12 digits
     * @throws IllegalArgumentException when it is not that
     */
    public static String shortBetalingskenmerk(String digits) {
        require(digits, "[0-9]{6,12}", "6 to 12 digits");
        var coded = (digits.length() == 6 ? "" : digits.length() % 10) + digits;
        return dutchCheck(coded) + coded;
    }

    /** Whether the text is a betalingskenmerk: 7, 9 to 14 or 16 digits of which the first is right. */
    public static boolean isBetalingskenmerk(String text) {
        if (!text.matches("[0-9]{7}|[0-9]{9,14}|[0-9]{16}")) {
            return false;
        }
        boolean coded = text.length() >= 9 && text.length() <= 14;
        return dutchCheck(text.substring(1)) == text.charAt(0) - '0'
                && (!coded || text.charAt(1) - '0' == (text.length() - 2) % 10);
    }

    private static int dutchCheck(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * WEIGHTS[i % WEIGHTS.length];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 1 : check == 11 ? 0 : check;
    }

    /**
     * A Belgian structured reference (OGM, VCS): {@code +++202/6001/23464+++}.
     *
     * @param digits 1 to 10 digits; filled with zeros on the left
     * @throws IllegalArgumentException when it is not that
     */
    public static String ogm(String digits) {
        require(digits, "[0-9]{1,10}", "1 to 10 digits");
        var ten = "0".repeat(10 - digits.length()) + digits;
        long rest = Long.parseLong(ten) % 97;
        var all = ten + String.format(Locale.ROOT, "%02d", rest == 0 ? 97 : rest);
        return "+++" + all.substring(0, 3) + "/" + all.substring(3, 7) + "/" + all.substring(7) + "+++";
    }

    /** Whether the text is a Belgian structured reference, with or without its signs. */
    public static boolean isOgm(String text) {
        var digits = text.replaceAll("[+*/ ]", "");
        return digits.matches("[0-9]{12}")
                && ogm(digits.substring(0, 10)).replaceAll("[+/]", "").equals(digits);
    }

    /**
     * A creditor reference by ISO 11649: {@code RF2520260001234}.
     *
     * @param reference 1 to 21 letters and digits; blanks and dashes are dropped
     * @throws IllegalArgumentException when it is not that
     */
    public static String rf(String reference) {
        var plain = reference.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        require(plain, "[A-Z0-9]{1,21}", "1 to 21 letters and digits");
        int check = 98 - mod97(plain + "RF00");
        return "RF" + String.format(Locale.ROOT, "%02d", check) + plain;
    }

    /** Whether the text is a creditor reference with the right check digits. */
    public static boolean isRf(String text) {
        var plain = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return plain.matches("RF[0-9]{2}[A-Z0-9]{1,21}") && mod97(plain.substring(4) + plain.substring(0, 4)) == 1;
    }

    private static int mod97(String text) {
        var digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.getNumericValue(c)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    }

    private static void require(String text, String form, String expected) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("a payment reference needs " + expected + ", was '" + text + "'");
        }
    }
}
