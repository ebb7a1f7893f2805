package nl.factuurstroom.party;

/** The arithmetic that national check digits are made of. Texts hold digits only where digits are read. */
final class CheckDigits {

    private CheckDigits() {}

    static int at(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    static long number(String digits, int from, int to) {
        return Long.parseLong(digits.substring(from, to));
    }

    /** Sum of the first digits times the weights. */
    static int sum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * at(digits, i);
        }
        return sum;
    }

    /** Sum of the first digits times first, first - 1, … down to last. */
    static int falling(String digits, int first, int last) {
        int sum = 0;
        for (int weight = first; weight >= last; weight--) {
            sum += weight * at(digits, first - weight);
        }
        return sum;
    }

    /** From the right, each second digit doubled and its digits added: a multiple of ten. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = at(digits, digits.length() - 1 - i);
            sum += i % 2 == 0 ? digit : doubled(digit);
        }
        return sum % 10 == 0;
    }

    /** The digits of twice the digit, added: 8 gives 1 + 6. */
    static int doubled(int digit) {
        return digit * 2 / 10 + digit * 2 % 10;
    }

    /** ISO 7064, mod 11,10: the last digit checks the others. */
    static boolean mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (product + at(digits, i)) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + at(digits, digits.length() - 1)) % 10 == 1;
    }
}
