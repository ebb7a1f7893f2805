package nl.factuurstroom.party;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Forms and check digits of EU VAT numbers, per prefix. */
final class VatNumberChecks {

    private record Rule(Pattern form, Predicate<String> checkDigits) {}

    private static final Map<String, Rule> RULES = Map.ofEntries(
            rule("AT", "U[0-9]{8}", VatCheckDigits::austria),
            rule("BE", "[01][0-9]{9}", VatCheckDigits::belgium),
            rule("BG", "[0-9]{9,10}", VatCheckDigits::bulgaria),
            rule("CY", "[0-9]{8}[A-Z]", VatCheckDigits::cyprus),
            rule("CZ", "[0-9]{8,10}", VatCheckDigits::czechia),
            rule("DE", "[0-9]{9}", CheckDigits::mod11And10),
            rule("DK", "[0-9]{8}", n -> CheckDigits.sum(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
            rule("EE", "[0-9]{9}", n -> CheckDigits.sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
            rule("EL", "[0-9]{9}", VatCheckDigits::greece),
            rule("ES", "([A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z])", VatCheckDigits::spain),
            rule("FI", "[0-9]{8}", n -> CheckDigits.sum(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
            rule("FR", "[A-HJ-NP-Z0-9]{2}[0-9]{9}", VatCheckDigits::france),
            rule("HR", "[0-9]{11}", CheckDigits::mod11And10),
            rule("HU", "[0-9]{8}", n -> CheckDigits.sum(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
            rule("IE", "([0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W])", VatCheckDigits::ireland),
            rule("IT", "[0-9]{11}", CheckDigits::luhn),
            rule("LT", "([0-9]{9}|[0-9]{12})", VatCheckDigits::lithuania),
            rule("LU", "[0-9]{8}", n -> CheckDigits.number(n, 0, 6) % 89 == CheckDigits.number(n, 6, 8)),
            rule("LV", "[0-9]{11}", VatCheckDigits::latvia),
            rule("MT", "[0-9]{8}", n -> CheckDigits.sum(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
            rule("NL", "[0-9]{9}B[0-9]{2}", VatCheckDigits::netherlands),
            rule("PL", "[0-9]{10}", n -> CheckDigits.sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == CheckDigits.at(n, 9)),
            rule("PT", "[0-9]{9}", VatCheckDigits::portugal),
            rule("RO", "[0-9]{2,10}", VatCheckDigits::romania),
            rule("SE", "[0-9]{10}01", n -> CheckDigits.luhn(n.substring(0, 10))),
            rule("SI", "[0-9]{8}", VatCheckDigits::slovenia),
            rule("SK", "[0-9]{10}", VatCheckDigits::slovakia),
            rule("XI", "([0-9]{9}|[0-9]{12}|GD[0-4][0-9]{2}|HA[5-9][0-9]{2})", VatCheckDigits::northernIreland));

    private VatNumberChecks() {}

    static boolean knownToVies(String prefix) {
        return RULES.containsKey(prefix);
    }

    static boolean wellFormed(VatNumber vat) {
        var rule = RULES.get(vat.prefix());
        return rule != null && rule.form().matcher(vat.number()).matches();
    }

    static boolean validCheckDigits(VatNumber vat) {
        var rule = RULES.get(vat.prefix());
        return rule != null
                && rule.form().matcher(vat.number()).matches()
                && vat.number().chars().anyMatch(c -> c >= '1' && c <= '9')
                && rule.checkDigits().test(vat.number());
    }

    private static Map.Entry<String, Rule> rule(String prefix, String form, Predicate<String> checkDigits) {
        return Map.entry(prefix, new Rule(Pattern.compile(form), checkDigits));
    }
}
