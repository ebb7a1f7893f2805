package nl.factuurstroom.party;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;

/** Forms and check digits of EU VAT numbers. */
final class VatNumberChecks {

    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            form("AT", "U[0-9]{8}"),
            form("BE", "[01][0-9]{9}"),
            form("BG", "[0-9]{9,10}"),
            form("CY", "[0-9]{8}[A-Z]"),
            form("CZ", "[0-9]{8,10}"),
            form("DE", "[0-9]{9}"),
            form("DK", "[0-9]{8}"),
            form("EE", "[0-9]{9}"),
            form("EL", "[0-9]{9}"),
            form("ES", "[A-Z0-9][0-9]{7}[A-Z0-9]"),
            form("FI", "[0-9]{8}"),
            form("FR", "[A-Z0-9]{2}[0-9]{9}"),
            form("HR", "[0-9]{11}"),
            form("HU", "[0-9]{8}"),
            form("IE", "[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}"),
            form("IT", "[0-9]{11}"),
            form("LT", "([0-9]{9}|[0-9]{12})"),
            form("LU", "[0-9]{8}"),
            form("LV", "[0-9]{11}"),
            form("MT", "[0-9]{8}"),
            form("NL", "[0-9]{9}B[0-9]{2}"),
            form("PL", "[0-9]{10}"),
            form("PT", "[0-9]{9}"),
            form("RO", "[0-9]{2,10}"),
            form("SE", "[0-9]{12}"),
            form("SI", "[0-9]{8}"),
            form("SK", "[0-9]{10}"),
            form("XI", "([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})"));

    private VatNumberChecks() {}

    static boolean knownToVies(String prefix) {
        return FORMS.containsKey(prefix);
    }

    static boolean wellFormed(VatNumber vat) {
        var form = FORMS.get(vat.prefix());
        return form != null && form.matcher(vat.number()).matches();
    }

    static boolean validCheckDigits(VatNumber vat) {
        if (!wellFormed(vat)) {
            return false;
        }
        return switch (vat.prefix()) {
            case "NL" -> dutch(vat.number());
            case "BE" ->
                mod97(vat.number().substring(0, 8))
                        == Integer.parseInt(vat.number().substring(8));
            default -> true;
        };
    }

    /** Either the 11-proof over the first nine digits, or mod 97 over the whole (sole traders since 2020). */
    private static boolean dutch(String number) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * (number.charAt(i) - '0');
        }
        boolean elevenProof = !number.startsWith("000000000") && (sum - (number.charAt(8) - '0')) % 11 == 0;
        var digits = new StringBuilder();
        ("NL" + number).chars().forEach(c -> digits.append(Character.getNumericValue(c)));
        return elevenProof
                || new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static int mod97(String digits) {
        return 97 - (int) (Long.parseLong(digits) % 97);
    }

    private static Map.Entry<String, Pattern> form(String prefix, String regex) {
        return Map.entry(prefix, Pattern.compile(regex));
    }
}
