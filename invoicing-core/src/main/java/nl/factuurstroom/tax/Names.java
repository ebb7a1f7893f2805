package nl.factuurstroom.tax;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** Compares names as a person would who only wants to know whether they are clearly not the same. */
final class Names {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "bv", "nv", "vof", "cv", "srl", "sprl", "sa", "bvba", "gmbh", "ag", "kg", "ug", "ohg", "co", "ltd",
            "limited", "plc", "sarl", "sas", "spa", "sl", "slu", "lda", "oy", "ab", "aps", "as", "sp", "zoo", "doo",
            "kft", "inc", "the", "and", "und", "en", "et", "de", "het", "van", "der", "den", "la", "le", "les",
            "holding", "group", "groep");

    private Names() {}

    /** False when either is unknown. VIES writes {@code ---} for a name that is not disclosed. */
    static boolean clearlyDiffer(@Nullable String ours, @Nullable String theirs) {
        if (ours == null || theirs == null) {
            return false;
        }
        var a = words(ours);
        var b = words(theirs);
        return isLatin(a) && isLatin(b) && a.stream().noneMatch(word -> hasAlike(b, word)) && !joined(a, b);
    }

    /** Whether VIES disclosed a name that can be compared. */
    static boolean isComparable(@Nullable String theirs) {
        return theirs != null && isLatin(words(theirs));
    }

    /** Whether the registered address holds the postcode or the city. Null when it can't be told. */
    static @Nullable Boolean addressMatches(@Nullable String postcode, @Nullable String city, @Nullable String theirs) {
        if (theirs == null || words(theirs).isEmpty() || (postcode == null && city == null)) {
            return null;
        }
        var plain = fold(theirs).replace(" ", "");
        return (postcode != null && plain.contains(fold(postcode).replace(" ", "")))
                || (city != null && plain.contains(fold(city).replace(" ", "")));
    }

    private static boolean hasAlike(Set<String> words, String word) {
        return words.stream()
                .anyMatch(other -> other.equals(word)
                        || (Math.min(other.length(), word.length()) >= 4
                                && (other.startsWith(word) || word.startsWith(other))));
    }

    /** VIES gives Greek and Bulgarian names in their own script: they can't be compared with a Latin one. */
    private static boolean isLatin(Set<String> words) {
        return words.stream().anyMatch(word -> word.matches("[a-z0-9].*"));
    }

    private static boolean joined(Set<String> a, Set<String> b) {
        return String.join("", a).equals(String.join("", b));
    }

    private static Set<String> words(String name) {
        return Arrays.stream(fold(name).split(" "))
                .filter(word -> !word.isBlank() && !LEGAL_FORMS.contains(word))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    /** {@code B.V.} becomes bv, {@code Café} becomes cafe. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\b\\p{L})\\.", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .trim();
    }
}
