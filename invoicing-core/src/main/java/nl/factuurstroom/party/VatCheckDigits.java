package nl.factuurstroom.party;

import java.math.BigInteger;

/** Check digits of VAT numbers, country by country, for numbers of the right form. Says nothing about registration. */
final class VatCheckDigits {

    private static final String IRISH_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FRENCH_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] CYPRIOT_ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private VatCheckDigits() {}

    static boolean austria(String number) {
        var n = number.substring(1);
        int sum = 4;
        for (int i = 0; i < 7; i++) {
            int digit = CheckDigits.at(n, i);
            sum += i % 2 == 0 ? digit : CheckDigits.doubled(digit);
        }
        return (sum + CheckDigits.at(n, 7)) % 10 == 0;
    }

    static boolean belgium(String n) {
        return 97 - CheckDigits.number(n, 0, 8) % 97 == CheckDigits.number(n, 8, 10);
    }

    /** Nine digits: companies. Ten: a citizen, a foreigner or another taxpayer, each with weights of its own. */
    static boolean bulgaria(String n) {
        if (n.length() == 9) {
            int check = CheckDigits.sum(n, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
            if (check == 10) {
                check = CheckDigits.sum(n, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10;
            }
            return check == CheckDigits.at(n, 8);
        }
        int last = CheckDigits.at(n, 9);
        int other = (11 - CheckDigits.sum(n, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
        return CheckDigits.sum(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == last
                || CheckDigits.sum(n, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == last
                || other == last;
    }

    static boolean cyprus(String n) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += i % 2 == 0 ? CYPRIOT_ODD[CheckDigits.at(n, i)] : CheckDigits.at(n, i);
        }
        return !n.startsWith("12") && 'A' + sum % 26 == n.charAt(8);
    }

    /** Eight digits: companies. Nine beginning with 6: a special group. Else a birth number, unchecked before 1954. */
    static boolean czechia(String n) {
        if (n.length() == 8) {
            int rest = (11 - CheckDigits.falling(n, 8, 2) % 11) % 11;
            return (rest == 0 ? 1 : rest % 10) == CheckDigits.at(n, 7);
        }
        if (n.length() == 9 && n.startsWith("6")) {
            int rest = CheckDigits.falling(n.substring(1), 8, 2) % 11;
            return Math.floorMod(8 - Math.floorMod(10 - rest, 11), 10) == CheckDigits.at(n, 8);
        }
        if (!isCzechBirthDate(n)) {
            return false;
        }
        return n.length() == 9 || CheckDigits.number(n, 0, 9) % 11 % 10 == CheckDigits.at(n, 9);
    }

    /** Months of women are 50 higher; 20 is added when the numbers of a day run out. */
    private static boolean isCzechBirthDate(String n) {
        long month = CheckDigits.number(n, 2, 4) % 50;
        month = month > 20 ? month - 20 : month;
        long day = CheckDigits.number(n, 4, 6);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && (n.length() == 10 || CheckDigits.number(n, 0, 2) <= 53);
    }

    static boolean greece(String n) {
        return CheckDigits.sum(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == CheckDigits.at(n, 8);
    }

    /** Citizens (DNI), foreigners (NIE) and minors end with a letter mod 23; companies (CIF) with a digit or a letter. */
    static boolean spain(String n) {
        char first = n.charAt(0);
        char last = n.charAt(8);
        if (Character.isDigit(first) || "XYZKLM".indexOf(first) >= 0) {
            var digits = Character.isDigit(first)
                    ? n.substring(0, 8)
                    : Math.max(0, "XYZ".indexOf(first)) + n.substring(1, 8);
            return SPANISH_LETTERS.charAt((int) (Long.parseLong(digits) % 23)) == last;
        }
        int sum = 0;
        for (int i = 1; i < 8; i++) {
            int digit = CheckDigits.at(n, i);
            sum += i % 2 == 0 ? digit : CheckDigits.doubled(digit);
        }
        int check = (10 - sum % 10) % 10;
        return "ABCDEFGHJNPQRSUVW".indexOf(first) >= 0 && (last == '0' + check || last == "JABCDEFGHI".charAt(check));
    }

    /** The last nine digits are the SIREN (none for Monaco, 000…); the first two check it, as digits or with letters. */
    static boolean france(String n) {
        var siren = n.substring(2);
        if (!siren.startsWith("000") && !CheckDigits.luhn(siren)) {
            return false;
        }
        int first = FRENCH_LETTERS.indexOf(n.charAt(0));
        int second = FRENCH_LETTERS.indexOf(n.charAt(1));
        if (first < 10 && second < 10) {
            return Long.parseLong(siren + "12") % 97 == first * 10L + second;
        }
        int check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (Long.parseLong(siren) + 1 + check / 11) % 11 == check % 11;
    }

    static boolean ireland(String number) {
        var n = number;
        if (!Character.isDigit(n.charAt(1))) {
            n = "0" + n.substring(2, 7) + n.charAt(0) + n.substring(7);
        }
        int sum = CheckDigits.falling(n, 8, 2);
        if (n.length() == 9) {
            sum += 9 * IRISH_LETTERS.indexOf(n.charAt(8));
        }
        return IRISH_LETTERS.charAt(sum % 23) == n.charAt(7);
    }

    static boolean lithuania(String n) {
        int length = n.length() - 1;
        int first = 0;
        int second = 0;
        for (int i = 0; i < length; i++) {
            first += (1 + i % 9) * CheckDigits.at(n, i);
            second += (1 + (i + 2) % 9) * CheckDigits.at(n, i);
        }
        int check = first % 11 == 10 ? second % 11 % 10 : first % 11;
        return n.charAt(length - 1) == '1' && check == CheckDigits.at(n, length);
    }

    /** Above 3: companies. Else a personal code: of the old kind with a check digit, of the new (32…) without. */
    static boolean latvia(String n) {
        if (CheckDigits.at(n, 0) > 3) {
            return CheckDigits.sum(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
        }
        return n.startsWith("32")
                || (1 + CheckDigits.sum(n, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10 == CheckDigits.at(n, 10);
    }

    /** Either the 11-proof over the first nine digits, or mod 97 over the whole (sole traders since 2020). */
    static boolean netherlands(String n) {
        boolean elevenProof =
                !n.startsWith("000000000") && (CheckDigits.falling(n, 9, 2) - CheckDigits.at(n, 8)) % 11 == 0;
        var digits = new StringBuilder();
        ("NL" + n).chars().forEach(c -> digits.append(Character.getNumericValue(c)));
        return elevenProof
                || new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    static boolean portugal(String n) {
        return n.charAt(0) != '0' && (11 - CheckDigits.falling(n, 9, 2) % 11) % 11 % 10 == CheckDigits.at(n, 8);
    }

    static boolean romania(String number) {
        var n = "0".repeat(10 - number.length()) + number;
        return 10 * CheckDigits.sum(n, 7, 5, 3, 2, 1, 7, 5, 3, 2) % 11 % 10 == CheckDigits.at(n, 9);
    }

    static boolean slovenia(String n) {
        int check = 11 - CheckDigits.falling(n, 8, 2) % 11;
        return n.charAt(0) != '0' && check != 11 && check % 10 == CheckDigits.at(n, 7);
    }

    static boolean slovakia(String n) {
        return n.charAt(0) != '0' && "234789".indexOf(n.charAt(2)) >= 0 && CheckDigits.number(n, 0, 10) % 11 == 0;
    }

    /** As in Great Britain: mod 97, numbers since 2010 with 55 added. Government and health bodies have no check digits. */
    static boolean northernIreland(String n) {
        if (!Character.isDigit(n.charAt(0))) {
            return true;
        }
        long sum = CheckDigits.falling(n, 8, 2) + CheckDigits.number(n, 7, 9);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }
}
